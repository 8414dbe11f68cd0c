"""Reading what a citizen writes: which locale it is in, and what it wants. Knows no engine and no catalogue."""

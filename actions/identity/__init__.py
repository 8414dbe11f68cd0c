"""The questions by which a citizen shows that a file is theirs."""

"""What is kept of a citizen: shown, corrected, erased."""

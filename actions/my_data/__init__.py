"""My data: what is kept, how to correct it, how to have it erased."""

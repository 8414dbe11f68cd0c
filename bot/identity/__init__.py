"""Who a citizen is to us: pseudonyms, one-time codes."""

"""Forms in a conversation: one action that is its own loop."""

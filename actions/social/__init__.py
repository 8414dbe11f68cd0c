"""Courtesies that depend on where the conversation stands."""

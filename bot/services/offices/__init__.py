"""Offices: which one is near, when it is open, where it stands. See docs/offices.md."""

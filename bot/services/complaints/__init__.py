"""Complaints: what is broken, late or wrong, written down with a number, followed, and opened again."""

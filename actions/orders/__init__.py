"""Ordering a document."""

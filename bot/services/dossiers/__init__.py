"""Dossiers: where a citizen's file stands, whichever register holds it."""

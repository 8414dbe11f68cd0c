"""The forms of dossiers."""

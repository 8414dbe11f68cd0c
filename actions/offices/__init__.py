"""Finding an office."""

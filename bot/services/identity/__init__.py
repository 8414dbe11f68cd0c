"""Whether a citizen may see a file: proof, one-time code, verified state."""

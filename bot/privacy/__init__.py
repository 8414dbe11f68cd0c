"""Privacy: encryption at rest. What else the design asks for is listed in docs/privacy.md."""

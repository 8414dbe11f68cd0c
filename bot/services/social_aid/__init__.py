"""Direct social aid, estimated from the published amounts."""

"""Direct social aid as a form."""

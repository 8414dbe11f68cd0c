"""How many processes a number of citizens needs: a queue, a model with visible assumptions, a page."""

"""The annual tax on vehicles as a form."""

"""The catalogue: what a procedure is, where procedures come from, which one a message is about, what to answer."""

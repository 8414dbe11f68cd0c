"""Orders: a document that a citizen has us ask an administration for."""

"""The services that a citizen uses, one package each: model, repository (Protocols) and logic. No SQL, no dialogue."""

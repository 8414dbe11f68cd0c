"""What an assistant does for a citizen beside telling: one package a service, with its model, its repositories, its logic."""

"""The gateway: the process that faces the outside. It knows the engine only by its address and imports nothing of Rasa."""

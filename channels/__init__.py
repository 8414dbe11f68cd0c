"""The gateway: the process that faces the outside. It knows the engine by its address and imports nothing of Rasa."""

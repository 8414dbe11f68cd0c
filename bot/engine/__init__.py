"""All that knows Rasa: understanding, wording, the channel that the gateway calls, and the server that runs them."""

"""Components of the pipeline in config.yml. Rasa registers components by class name alone: ours begin with Chobbak."""

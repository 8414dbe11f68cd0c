"""Citizen services: each with its model, its repository as a Protocol, and its logic."""

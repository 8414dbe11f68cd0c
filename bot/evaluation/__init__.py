"""Measuring understanding on labelled texts: scores, typing noise, a generated catalogue, the report. No Rasa is loaded."""

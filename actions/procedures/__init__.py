"""Answering about procedures."""

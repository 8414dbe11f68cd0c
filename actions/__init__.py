"""Thin actions of the dialogue, one a file: read slots, call one service, turn the result into messages and slots."""

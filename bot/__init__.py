"""The assistant: everything that Chobbak's processes share. docs/adr/0001 says how the parts divide."""

"""Pure functions on the letters of a message: scripts, normal form, skeleton, Tifinagh, digits, direction.

Nothing here knows a language, a procedure or a channel; nothing reads a file.
"""

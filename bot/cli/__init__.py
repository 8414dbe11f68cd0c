"""The command line: one module a command, each with its help, ``--json`` where it measures, one clear line on failure."""

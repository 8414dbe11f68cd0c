"""Values in a citizen's message: dates, times, numbers, amounts, places, phones and identifiers, in any locale.

Each kind has a module that finds candidates; :mod:`bot.entities.extractor` runs them and settles overlaps. Nothing
here reads a file or a clock: the lexicons and the day of today are given.
"""

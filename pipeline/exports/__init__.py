"""Files made from tables and records, one small module a format; nothing here translates.

`collection` finds the articles, `units` is what they are made of, `formats` knows the formats and
writes them. The modules that end in `_reading` read what other programs wrote.
"""

"""The translation memory: what people and the machine made of sentences, kept for other articles.

A memory is one SQLite file (see `schema`). `memories.Memories` is what a run uses: it opens the
files that the user named, looks sentences up, offers similar ones as hints and writes what is new
into the first. `importing`, `exporting` and `upkeep` serve the commands `bilingue memory ...`.
"""

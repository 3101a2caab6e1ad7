"""What people made of an article, put onto its pairs.

Here meet the article's own tables, its record, the tables that a user hands in with --edits, the
orphans of earlier runs, and the translation memories. What is an edit and where it belongs is
decided in `edits`, what a memory knows in `memory`; files are read here and written by `store`.
"""

"""Word alignments of the corpus, and how good they are."""

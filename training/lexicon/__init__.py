"""The Italian-English lexicon: from aligned words and dictionaries to one small file."""

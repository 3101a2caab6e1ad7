"""How the bundled model and the lexicon were made; PyTorch is used here alone."""

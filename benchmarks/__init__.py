"""Measurements against peers and gold, one command each; see README.md beside this file."""

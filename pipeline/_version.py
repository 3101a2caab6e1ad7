"""The version of the distribution, its one and only place."""

__version__ = "0.1.0"

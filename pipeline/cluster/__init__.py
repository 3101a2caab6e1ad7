"""Many machines: articles translated by the workers of a Dask cluster.

Everything here needs the extra `bilingue[cluster]`; nothing else of the package imports it before
a scheduler is asked for.
"""

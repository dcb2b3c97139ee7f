"""Makes archives of any size up to a million passages, and measures what they cost.

Imports ``eval.datasets``, ``eval.measures``, ``eval.cache``, ``rag`` and ``index``.
"""

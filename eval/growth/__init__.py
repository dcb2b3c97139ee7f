"""Archives of any size up to a million passages, and what they cost.

Imports ``eval.datasets``, ``eval.measures``, ``eval.cache``, ``rag`` and ``index``.
"""

"""Is what is said right, and does the system know when it has no answer?

Imports ``eval.datasets``, ``eval.measures``, ``eval.cache``, ``rag`` and ``index``.
"""

"""Is what is said right, and does the system know when it has no answer?

Imports ``eval.datasets``, ``rag`` and ``index``.
"""

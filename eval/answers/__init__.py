"""Measures whether answers are right, and whether the system knows when it has none.

Imports ``eval.datasets``, ``eval.measures``, ``eval.cache``, ``rag`` and ``index``.
"""

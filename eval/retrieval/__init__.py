"""Measures whether the right passage comes first: runs, their results, and the systems compared.

Imports ``eval.datasets``, ``eval.measures``, ``eval.cache``, ``rag.questions``,
``rag.reader`` and ``index``.
"""

"""Times single things: a question, a cold start, an encoder.

Imports ``eval.datasets``, ``eval.measures``, ``eval.cache``, ``rag`` and ``index``.
"""

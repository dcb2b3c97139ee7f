"""How long single things take: a question, a cold start, an encoder.

Imports ``eval.datasets``, ``rag`` and ``index``.
"""

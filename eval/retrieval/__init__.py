"""Does the right passage come first? Runs, their results, and the systems compared.

Imports ``eval.datasets``, ``eval.measures``, ``eval.cache``, ``rag.reader`` and ``index``.
"""

"""Does the right passage come first? Runs, metrics and the systems compared.

Imports ``eval.datasets``, ``rag`` and ``index``.
"""

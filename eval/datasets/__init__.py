"""Reads question sets, whatever file they come from, and holds the built-in ones.

Imports ``rag`` to cut the sample archive as the product does, ``index`` for its words and
errors, and nothing else of ``eval``.
"""

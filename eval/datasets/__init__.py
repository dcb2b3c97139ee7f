"""Question sets, whatever file they came from, and the built-in ones.

Imports ``rag`` to cut the sample archive as the product does, ``index`` for its words and
errors, and nothing else of ``eval``.
"""

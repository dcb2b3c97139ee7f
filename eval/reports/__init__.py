"""What a run found, for people: tables in the terminal, one HTML page with plots.

Imports the results of ``eval.retrieval`` and ``eval.answers``.
"""

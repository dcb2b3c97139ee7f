"""What a run found, for people: tables in the terminal, one HTML page with plots.

Imports ``eval.datasets``, ``eval.measures`` and the results of ``eval.retrieval`` and
``eval.answers``; measures nothing itself.
"""

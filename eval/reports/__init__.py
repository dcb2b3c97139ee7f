"""Shows people what a run measured: tables in the terminal, one HTML page with plots.

Imports ``eval.datasets``, ``eval.measures`` and the results of ``eval.retrieval`` and
``eval.answers``, and ``rag.cli``'s progress; measures nothing itself.
"""

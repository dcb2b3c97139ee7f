"""Compares Hemeroteca with other systems: same passages, same questions, one run, one table.

Imports ``eval.datasets``, ``eval.measures``, ``eval.reports``, ``eval.retrieval.card`` and
``index``; ``peers`` and what a measured process loads import nothing of ours but their system.
"""

"""Compares Hemeroteca with other systems: same passages, same questions, one run, one table.

Imports ``eval.datasets``, ``eval.measures``, ``eval.reports``, ``eval.retrieval.card``, ``rag`` and
``index``; what a measured process loads imports nothing of ours but the system it measures.
"""

"""Chronologies: what articles say of a matter, verbatim, in the order of the days they speak of.

``gathering`` finds the passages, ``statements`` the sentences with their days, ``folding`` takes
near copies together, ``series`` finds figures that change, ``making`` joins them.
Imports ``rag.claims``, ``rag.questions``, ``rag.values``, sentences and ``index``.
"""

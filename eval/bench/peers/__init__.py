"""Holds one module a system, each with a :class:`eval.bench.candidate.Candidate`.

Imports ``eval.bench``'s task, candidate and stopwatch, and of ours only what is measured, as
``eval.retrieval.card``: anything else would count as its memory.
"""

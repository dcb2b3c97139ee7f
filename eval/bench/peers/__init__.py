"""Holds one module a system, each with a :class:`eval.bench.candidate.Candidate`.

Of ours they import only ``eval.bench``'s task, candidate and stopwatch, and what they measure:
anything else would count as their memory.
"""

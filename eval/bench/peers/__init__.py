"""One module a system, each a :class:`eval.bench.candidate.Candidate`."""

"""The question: what it is searched and answered as, and what its words ask for.

Imports ``index.text`` and ``index.errors``; the reader, the claims and the follow-ups build
on it.
"""

"""Many questions at once: a sheet of them in, a sheet of answers out, resumable after a kill.

``questions`` reads the sheet, ``answering`` asks several at a time, ``records`` makes a row of an
answer, ``writing`` a file of the rows, and ``running`` joins them over a ``journal``.
Imports ``rag.answers``, ``rag.claims``, ``rag.documents`` and ``index``; :class:`rag.Archive` and
the rooms above it import this one.
"""

"""Exact search over the archive's own database: SQLite's FTS5, fed with words taken apart by us.

A row of ``exact_words`` for each passage, written and removed in the transactions that write and
remove the passage. Imports ``index.exact``, ``index.text`` and the database; the store is above it.
"""

"""Rows that a folder's database and a server's keep alike, each statement written once.

Statements here run in SQLite and in PostgreSQL; what the two say differently is a constant of
:class:`index.storage.rows.access.Rows`. Imports checksums and types, and knows no driver.
"""

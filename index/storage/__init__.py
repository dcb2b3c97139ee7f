"""The archive's one truth: a SQLite database, its tables, copies and what checks them.

Everything else can be made again from it. Imports ``index.text`` at most, no encoder, no index.
"""

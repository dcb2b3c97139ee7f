"""Exact search for people: a query in, every passage of which it is true out, counted and quoted.

``finding`` reads the query and asks the archive, ``excerpts`` shows where it is true, ``sheets``
writes all of it down. Imports ``answers``, ``documents``, ``errors`` and ``index``.
"""

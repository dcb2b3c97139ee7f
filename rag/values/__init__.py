"""Reads what a text says in numbers, dates and names, so that two of them can be compared.

Imports ``index.text`` and ``rag.language``; claims, the reader and eval build on it.
"""

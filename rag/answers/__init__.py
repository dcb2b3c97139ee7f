"""The answer: its type, how it is composed of what was read, and the words it is told in.

Imports ``rag.claims``, ``rag.reader`` and ``rag.values``; knows no archive and no page.
"""

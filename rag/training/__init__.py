"""Trains the reader that the package ships; nothing here runs when a question is asked.

Imports ``rag.reader``, ``rag.questions``, ``rag.documents`` and ``index``; nothing imports it, and
only it needs torch. It stays in the checkout, with the data beside it: the wheel has neither.
"""

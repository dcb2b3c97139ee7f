"""The answer: its type, how it is composed of what was read, and the words it is given in.

``answerer`` says what makes one, ``extractive`` is the one that ships. Imports ``rag.claims``,
``rag.reader``, ``rag.questions``, sentences of ``rag.documents``, and ``index``; knows no archive
and no page.
"""

"""The trained reader: question and passages in, spans with comparable scores out.

``protocol`` says what a reader is, ``span_reader`` is the one that ships, over ``model``.
Imports ``rag.values``, ``rag.questions``, sentences of ``rag.documents``, and ``index``.
"""

"""What of a sentence can be looked up in a passage: figures, money, dates and names.

Rules, since a network that sees «11.000» and «11.400» sees nearly the same. ``faults`` brings them
together: ``figures``, ``dates``, ``names`` with other ways of saying the same ``places``, and what
was exchanged in a sentence ``copied``. It may import ``rag.values``, ``rag.language``,
``rag.questions``, ``rag.documents`` and ``index``.
"""

"""What a file says about its article: title, date, outlet, author, wherever it says it.

Imports ``index.text``, ``rag.documents.types`` and ``mending``, nothing else of ``rag``. A wrong
date is worse than none: what is not understood is reported, never guessed.
"""

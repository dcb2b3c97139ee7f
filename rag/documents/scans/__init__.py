"""Text recognised in pictures: a scan's page in, its words with their places and confidences out.

``recognition`` is the door; Tesseract does the reading, in a process of its own with the limits
of whoever started it. Imports ``rag.documents.types``, ``mending`` and ``pages``, which makes
lines, columns and articles of the words, and nothing else of ``rag``.
"""

"""Makes up press paragraphs with questions, to train the reader with.

Imports ``index.text`` and ``rag.questions`` alone.
"""

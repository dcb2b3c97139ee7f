"""Made-up press paragraphs with questions, to train the reader with.

Imports ``rag.questions`` alone.
"""

"""What looks after an archive: feedback, rescue, another encoder, where it lies.

Imports ``index`` and ``rag.documents``; answers no question.
"""

"""A follow-up question made to stand alone by what was asked before, without a language model.

Works by rules on the shape of Spanish questions, and by what the last answer cited.
Imports ``rag.answers.types``, ``rag.questions`` and ``index``; knows no archive.
"""

"""What the sources say together: which readings are one answer, and which contradict.

Compares the reader's spans by value, day and meaning; tells copies of one text and who says so.
Imports ``rag.reader``, ``rag.values``, ``rag.questions`` and ``index.text``; knows no answer.
"""

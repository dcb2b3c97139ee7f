"""What the sources say together: which readings are one answer, and which contradict.

Imports ``rag.values``, ``rag.questions`` and the types of ``rag.reader`` and ``rag.answers``.
"""

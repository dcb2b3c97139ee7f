"""Days as texts tell them: by the calendar («8 de enero»), by another day («el viernes»), by parts.

:mod:`rag.values.dates` finds them in a text and compares them; here lies what it finds them
with. It may import the language and :mod:`index.text`, and nothing else of :mod:`rag.values`.
"""

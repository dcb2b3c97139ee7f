"""Are pages read as a person reads them? Pages printed for it, with the right text known.

``python -m eval.pages`` prints them with reportlab, reads them back, and says how many characters,
lines in order and sentences came out right. Imports ``rag.documents`` and nothing else of ours.
"""

"""The engine over a stored archive: FAISS and BM25, fused, and kept in step with the store.

Imports the rooms of ``index`` below it; ``postgres`` uses what is said here of scores, and
``transfer`` lies above both.
"""

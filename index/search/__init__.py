"""The engine over a stored archive: FAISS and BM25, fused, and kept in step with the store.

The top room of ``index``; imports the other three.
"""

"""The search engine: Spanish analysis, encoder, FAISS, BM25, fusion, and the passage store."""

from index.hybrid import HybridIndex
from index.types import Document, Filters, Hit, Passage, Span

__all__ = ["Document", "Filters", "Hit", "HybridIndex", "Passage", "Span"]

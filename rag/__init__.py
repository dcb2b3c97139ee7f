"""From files to cited answers: loading, paragraphs, reading, claims, and the archive itself."""

from rag.archive import Archive

__all__ = ["Archive"]

"""Articles as references for Zotero and the like: RIS, BibTeX and CSL-JSON.

``references`` says what is known of an article in a bibliographer's terms, and a module a format
writes it; ``formats`` lists them. Imports ``index`` and, for RIS, rispy; :class:`rag.Archive` and
the rooms above it import this one.
"""

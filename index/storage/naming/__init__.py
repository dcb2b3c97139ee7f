"""Rows of who and what the documents name, beside the documents and in their transactions.

Imports the records below it and ``index.types``; what recognises names and what brings their forms
together (``index.names``) knows nothing of it.
"""

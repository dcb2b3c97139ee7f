"""How articles come into an archive from outside: files, folders that it follows, texts sent to it.

Start reading at ``door``, which is that half of :class:`rag.archive.Archive`. Imports ``documents``
and ``index``; the archive, the command line and the chat lie above.
"""

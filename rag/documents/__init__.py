"""A file's way into an archive: discovered, loaded, cut into passages, added, reported on.

Start reading at ``adding``. Imports ``index``, ``rag.language`` and its own ``formats``, which
read the bytes (``mending`` their text, ``metadata`` what they say of it); nothing else of ``rag``.
"""

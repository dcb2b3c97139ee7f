"""The command line: one module a family of commands, all through :class:`rag.Archive`.

Only ``rag.__main__`` and ``app.py`` import it; what it prints is Spanish.
"""

"""The language of exact search: a query as people write it, made a tree that a backend answers.

Knows nothing of what an archive is made of: :mod:`index.backend` says who answers the tree. Imports
``text``, ``types`` and ``errors``; of others lark alone, when the first query is read.
"""

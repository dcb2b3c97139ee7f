"""Files that hold other files: archives, mail with its attachments, stored websites.

Each gives its members back unread; ``rag.documents.loading`` reads them by their own formats,
within bounds of depth, number and size. Imports ``rag.documents.types``, ``mending`` and
``metadata``, never the registry: whether a member's kind is read it is told.
"""

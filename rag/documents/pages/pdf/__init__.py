"""The words of PDF pages with their places: letters as pypdfium2 gives them, put together.

Only ``pdfium`` and ``drawing`` know the library. Imports ``documents.pages.types`` and
``index.text``; what is made of the words is the same for pages of any origin.
"""

"""Pages read by geometry: where each word stands says what belongs together and what comes next.

From a page's words (``pdf`` reads a PDF's; recognised ones come the same way) to lines cut at
the gutters, blocks, tables, reading order, and text with the place of each line. Imports
``documents.mending``, ``documents.types`` and ``index.text``; no library that opens files.
"""

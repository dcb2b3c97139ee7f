"""Who and what the articles name: lists, names as people type them, and a page for each.

What is recognised and brought together lies in ``index``; this room counts it, words it and picks
what tells most. Imports ``documents`` (sentences) and below, and ``index``.
"""

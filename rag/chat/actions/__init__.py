"""The actions: what the chat does when a visitor asks, searches, adds, judges, saves or stops.

They check what a page sends, go to the archive through ``rag.Archive``, and give back HTML of the
views. They know no Gradio, and import the views, the wording and ``rag``.
"""

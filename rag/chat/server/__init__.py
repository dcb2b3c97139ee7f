"""The server serves the page to whom it may, and refuses requests before Gradio sees them.

It imports ``rag.chat.components`` and the limits of ``rag.chat.actions``; only ``rag.cli`` imports
it, ``settings`` before Gradio is wanted.
"""

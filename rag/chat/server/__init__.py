"""The server: its settings, who may log in, and what is refused before Gradio sees a request.

It imports ``rag.chat.components`` and the limits of ``rag.chat.actions``; only ``rag.cli`` imports
it, ``settings`` before Gradio is wanted.
"""

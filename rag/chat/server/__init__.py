"""Serving the page: settings, login, and what is refused before Gradio sees a request.

Imports ``rag.chat.components``; the command line imports it.
"""

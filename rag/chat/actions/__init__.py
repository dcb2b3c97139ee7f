"""What the chat does with a click or a question, and what of it may be stopped or refused.

Knows no Gradio; imports ``rag.Archive``, the views and the wording.
"""

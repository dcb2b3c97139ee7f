"""The page itself: the only room that builds Gradio components.

Imports views, actions and wording; ``rag.chat.server`` imports it.
"""

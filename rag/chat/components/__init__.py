"""The components make the page: its tabs, its controls, and which action each event starts.

This is the only room that builds Gradio components. It imports the actions, views and wording, and
``rag.Archive`` for the API's endpoints; ``rag.chat.server`` imports it.
"""

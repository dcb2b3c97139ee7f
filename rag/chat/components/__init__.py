"""The components make the page: its tabs, its controls, and which action each event starts.

This is the only room that builds Gradio components. It imports actions, views and wording;
``rag.chat.server`` imports it.
"""

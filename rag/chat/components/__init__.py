"""The components: the page with its tabs and controls, and which action each event starts.

This is the only room that builds Gradio components. It imports actions, views and wording;
``rag.chat.server`` imports it.
"""

"""The chat's parts: what it shows (``*_view``), says (``texts``), keeps and lets through.

Nothing here but ``page`` and ``serving`` knows Gradio; ``app.py`` puts them to work.
"""

"""What the chat shows: answers, sources, figures and articles as HTML in which text stays text.

Knows neither Gradio nor an archive; imports ``rag.answers`` and ``rag.chat.wording``.
"""

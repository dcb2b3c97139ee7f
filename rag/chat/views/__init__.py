"""The views write answers, sources, articles and reports as HTML in which text stays text.

They are functions of what they show, and know neither Gradio nor an archive. They import
``rag.chat.conversation_state``, ``rag.chat.wording``, and the types of what they show from
``rag.answers``, ``rag.documents`` and ``index``.
"""

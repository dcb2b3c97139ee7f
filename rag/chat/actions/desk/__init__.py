"""What visitors want done with the whole archive: sheets, references, chronologies.

No Gradio here either; imports what the other actions import, ``rag.chat.views.desk``,
``rag.batches``, ``rag.bibliography`` and ``rag.timelines``.
"""

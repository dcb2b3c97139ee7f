"""What visitors want done with the whole archive: a sheet of questions answered.

No Gradio here either; imports what the other actions import, ``rag.chat.views.desk`` and
``rag.batches``.
"""

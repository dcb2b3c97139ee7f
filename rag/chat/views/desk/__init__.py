"""What comes of work with the whole archive, as HTML: the answers of a batch.

No Gradio and no archive here either; imports ``markup`` and the other views beside it, the
wording, and ``rag.batches``.
"""

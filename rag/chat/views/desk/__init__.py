"""What comes of work with the whole archive, as HTML: batches, chronologies.

No Gradio and no archive here either; imports ``markup`` and the other views beside it, the
wording, ``rag.batches`` and ``rag.timelines``.
"""

"""What a language model wrote, as HTML: beside an answer, while it comes, and its buttons.

No Gradio and no archive here either; imports ``markup`` of the room around it, the wording, and
``rag.answers``.
"""

"""The actions do what a visitor wants: ask, search, open, add, remove, judge, save, stop.

They check what a page sends, go to the archive through ``rag.Archive``, and give back HTML of the
views. They know no Gradio, and import the views, the wording, and of ``rag`` what an archive and a
conversation take and give, and how texts are kept of an archive's state.
"""

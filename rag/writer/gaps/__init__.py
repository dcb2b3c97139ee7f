"""Who or how many: a sentence with one of its names or figures taken out, put to the reader.

A name exchanged for another of the same passage is found by no looking up, and a small network
sees hardly more; the reader was trained to tell who of several did it. ``questions`` makes a
question of a sentence for each name and figure that has a rival in the passage, ``asking`` puts
them and says how the sentence's own fares. It may import ``details``, ``rag.reader``,
``rag.values``, ``rag.language``, ``rag.documents`` and ``index``.
"""

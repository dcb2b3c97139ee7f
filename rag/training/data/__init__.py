"""Turns question sets to numbers: examples, misleading passages, noisy wordings, batches.

Imports ``index``, ``rag.documents``, ``rag.questions``, ``rag.reader.windows`` and
``rag.training.news``; no torch.
"""

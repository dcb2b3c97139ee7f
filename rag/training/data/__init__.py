"""Question sets to numbers: examples, misleading passages, noisy wordings, padded batches.

Imports ``index``, ``rag.reader.windows`` and ``rag.training.news``; no torch.
"""

"""A short training run on a lent machine with a GPU, from one small file of all question sets.

Starts from the shipped reader turned back into the network; gives back weights in half precision.
What trains there imports torch, numpy, onnx and ``rag.training``'s network, losses and ``ragged``
alone; ``prepare``, which makes the file here, imports ``index`` and ``rag`` as it needs.
"""

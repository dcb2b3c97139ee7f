"""A short training run on a lent machine with a GPU, torch, numpy and onnx, and no more."""

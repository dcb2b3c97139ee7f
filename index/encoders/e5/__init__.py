"""multilingual-e5-small without a hub: weights from an installed package, run in int8.

From packed weights to a tokenizer and an ONNX graph, unpacked once beside the user's caches.
Imports ``index.storage``'s signed folders, ``index.text`` and the errors; knows no archive.
"""

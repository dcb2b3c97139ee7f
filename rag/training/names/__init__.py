"""How the recogniser of names was made: passages read once by the encoder, then a head fitted.

``words`` turns labelled passages to arrays, ``learning`` fits, ``__main__`` writes the weights that
``index.encoders.naming`` ships. Imports ``rag.entities`` (labels), ``index``, and torch.
"""

"""Recognises names in passages from what the bundled encoder computes of their tokens anyway.

From states of tokens to words (``words``), to tags (``head``, whose weights lie beside it), to
mentions of people, organisations and places (``decoding``). Imports ``index.types``, the errors and
the pinned reading of ``index.encoders.e5``; runs no network of its own but two small products.
"""

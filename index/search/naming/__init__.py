"""Names in the engine: recognised as documents are encoded, and brought together for a state.

Imports ``index.names``, the encoders and the store; ``index.search`` puts its passages through it
and asks it which ones mention somebody.
"""

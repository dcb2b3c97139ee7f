"""How the verifier of statements was trained: does a passage carry a sentence?

``statements`` makes sentences that passages carry or do not, ``states`` runs them through the
encoder's lower layers once, ``network`` is what is learnt on top, ``learning`` fits it, and
``judging`` measures it. It may import all of ``rag`` and ``index``; nothing imports it.
"""

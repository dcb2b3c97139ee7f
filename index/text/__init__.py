"""Spanish text as it is searched: folding, terms, numbers, spellings.

The lowest room: it imports nothing of ours, so that every other may use it.
"""

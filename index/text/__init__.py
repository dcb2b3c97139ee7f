"""Turns text into what is searched: folds it, reads its numbers, makes terms of it.

``spanish/`` holds the words of the language as one object, described by ``language``. The lowest
room: it imports nothing of ours, so that every other may use it.
"""

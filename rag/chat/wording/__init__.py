"""The wording of the page: what it says itself, in each of its languages.

``words`` names every message, ``spanish`` and ``english`` fill them in, ``languages`` picks one.
Imports nothing outside this room.
"""

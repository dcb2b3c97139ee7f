"""The wording holds what the page itself says, in each of its languages.

``words`` names every message, ``spanish`` and ``english`` fill them in, ``languages`` picks one.
It imports nothing outside this room.
"""

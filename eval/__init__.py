"""Measures retrieval and answers on question sets, and compares systems honestly.

The figures steer the development and are what people choose this tool by, so they come
from one place: ``python -m eval`` (or ``make eval``). Nothing of the product imports this
package; it imports ``rag`` and ``index`` as a user of theirs would.

Rooms, each of which imports only what stands before it: ``datasets`` and ``measures``;
``retrieval``, ``answers``, ``entities`` and ``pages``; ``reports``; ``bench``, ``growth`` and
``timing``. ``cache``, ``files`` and ``system_names`` serve all of them, ``arguments`` and ``exits``
the commands, which the other modules here are.
"""

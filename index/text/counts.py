"""Numbers that the words beside them agree with: «1 artículo», «2 artículos».

A sentence gives both forms where the words stand, so that it is one sentence in every language:
``"{n} {n:artículo|artículos}".format(n=Count(1))``.
"""

from __future__ import annotations


class Count(int):
    """How many there are of something; a format ``one|more`` writes the form that agrees.

    Any other format is that of an integer. Spanish and English say more of none: «0 artículos».
    """

    __slots__ = ()

    def __format__(self, form: str) -> str:
        """Write the number or, for a form with a bar, the word that agrees with it."""
        one, bar, more = form.partition("|")
        if not bar:
            return super().__format__(form)
        return one if self == 1 else more

"""Makes up Spanish press prose of any length, no sentence of it like another.

What is printed must be told apart when it is read back, so every sentence carries names and
figures of its own.
"""

from __future__ import annotations

import random
from typing import Final

_WHO: Final = (
    "el alcalde", "la portavoz del grupo municipal", "el concejal de Hacienda", "la cooperativa",
    "el consejero de Agricultura", "la junta de regantes", "el sindicato del transporte",
    "la presidenta de la diputación", "el comité de empresa", "la asociación de vecinos",
    "el arquitecto municipal", "la delegada del Gobierno", "un portavoz de la compañía",
    "el ministerio de Obras Públicas", "la plataforma de afectados", "el secretario provincial",
)  # fmt: skip
_NAMES: Final = (
    "Mateo Salvatierra", "Elena Márquez", "Julio Ferrer", "Íñigo Cañizares", "Inés Robledo",
    "Bruno Kamara", "Sergio Paredes", "Casimiro Lorenzana", "Úrsula Peñalver", "Amparo Güell",
    "Nicolás Ibáñez", "Teófila Arce", "Gonzalo Muñoz-Seca", "Pilar Echeverría", "Óscar Quiñones",
)  # fmt: skip
_PLACES: Final = (
    "Torralba", "Peñarrubia", "Villasol", "Aldearrubia", "Valdemorilla", "Sotomorales",
    "San Millán de la Sierra", "Puebla de Guzmán", "Zarangoza", "Castilnuevo", "Fuente el Olmo",
)  # fmt: skip
_DID: Final = (
    "anunció", "explicó", "confirmó", "advirtió de", "presentó", "rechazó", "reclamó",
    "defendió", "aprobó", "suspendió", "adjudicó", "inauguró", "denunció", "recurrió",
)  # fmt: skip
_WHAT: Final = (
    "la rehabilitación del mercado de abastos", "el presupuesto extraordinario de la comarca",
    "la ampliación del polígono industrial", "el abastecimiento de agua potable a las pedanías",
    "la construcción de un aparcamiento subterráneo", "la indemnización a los damnificados",
    "el calendario de las inspecciones sanitarias", "la restauración de la colegiata",
    "la electrificación del ferrocarril de vía estrecha", "el reglamento de participación",
    "la ordenanza de aprovechamientos forestales", "el convenio de los trabajadores del campo",
)  # fmt: skip
_HOW: Final = (
    "con una inversión de {n} millones de euros", "tras {m} meses de negociaciones",
    "pese a las {n} alegaciones registradas", "con el voto favorable de {m} concejales",
    "que beneficiará a {n}.{m}00 vecinos", "después de perder {m} recursos en los tribunales",
    "por un plazo de {m} años, prorrogables otros {m}", "según consta en el expediente {n}/{m}",
)  # fmt: skip
_THEN: Final = (
    "aunque la oposición considera insuficiente la partida",
    "de modo que las obras comenzarán antes del otoño",
    "porque el informe técnico desaconsejaba cualquier aplazamiento",
    "mientras los comerciantes temen quedarse sin clientela",
    "si el Tribunal de Cuentas no formula ninguna objeción",
    "en contra de lo que había prometido durante la campaña",
    "y los expropiados recibirán una compensación proporcional",
)  # fmt: skip


class Stories:
    """A source of sentences that do not come twice.

    :param seed: the same one tells the same stories.
    """

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)  # noqa: S311  the same stories every time
        self._told: set[str] = set()

    def sentence(self) -> str:
        """Make up a sentence of 12 to 40 words."""
        while True:
            made = self._sentence()
            if made not in self._told:
                self._told.add(made)
                return made

    def _sentence(self) -> str:
        pick = self._chance.choice
        how = pick(_HOW).format(n=self._chance.randint(2, 980), m=self._chance.randint(2, 48))
        who = pick(_WHO)
        if self._chance.random() < 0.6:
            who = f"{who}, {pick(_NAMES)},"
        made = f"{who} de {pick(_PLACES)} {pick(_DID)} {pick(_WHAT)} {how}"
        if self._chance.random() < 0.7:
            made += f", {pick(_THEN)}"
        if self._chance.random() < 0.15:
            return f"«{made[0].upper()}{made[1:]}», dijo {pick(_NAMES)}."
        return f"{made[0].upper()}{made[1:]}."

    def paragraph(self, words: int) -> str:
        """Make up sentences until there are about so many words."""
        sentences = [self.sentence()]
        while len(" ".join(sentences).split()) < words:
            sentences.append(self.sentence())
        return " ".join(sentences)

    def headline(self) -> str:
        """Make up a headline of 6 to 12 words, without a full stop."""
        pick = self._chance.choice
        number = self._chance.randint(2, 999)
        what = pick(_WHAT)
        return f"{pick(_PLACES)} {pick(_DID)} {what} con {number} {pick(('firmas', 'votos'))}"

    def label(self, words: int = 6) -> str:
        """Make up a short piece without a verb: the text of a caption or a cell."""
        pick = self._chance.choice
        parts = f"{pick(_NAMES)}, en {pick(_PLACES)}, junto a {pick(_WHO)}".split()
        return " ".join(parts[:words]).strip(",")

    def place(self) -> str:
        """Pick a place."""
        return self._chance.choice(_PLACES)

    def figure(self) -> str:
        """Make up a figure as tables print it."""
        chance = self._chance
        kind = chance.randint(0, 2)
        if kind == 0:
            return f"{chance.randint(1, 9)}.{chance.randint(100, 999)}"
        return (
            str(chance.randint(10, 999))
            if kind == 1
            else f"{chance.randint(1, 99)},{chance.randint(1, 9)}"
        )

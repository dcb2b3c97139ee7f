"""Words that stand in names of people, places and bodies, and names that mean the same."""

from __future__ import annotations

from typing import Final

from rag.language.value_words import NameWords

NAMES: Final = NameWords(
    articles=("el", "la", "los", "las"),
    empty=frozenset(
        "el la los las lo de del al y e en a con por the of "
        "don dona sr sra senor senora doctor doctora dr dra general coronel comandante capitan "
        "presidente presidenta primer primera ministro ministra exministro exministra "
        "viceministro expresidente expresidenta secretario secretaria lider dirigente jefe jefa "
        "mandatario mandataria gobernante portavoz canciller rey reina papa alcalde alcaldesa "
        "gobernador gobernadora diputado diputada senador senadora candidato candidata juez jueza "
        "fiscal director directora profesor profesora escritor escritora poeta cantante actor "
        "actriz region provincia ciudad capital pais estado municipio localidad comarca "
        "departamento oblast distrito isla republica zona area sur norte este oeste "
        "gobierno".split()
    ),
    # Points of the compass tell countries apart: «Corea del Norte».
    compass=frozenset("norte sur este oeste".split()),
    compass_countries=("corea", "sudan", "africa", "irlanda", "america", "macedonia"),
    same={
        "ee uu": "estados unidos",
        "eeuu": "estados unidos",
        "eua": "estados unidos",
        "ue": "union europea",
        "oms": "organizacion mundial de la salud",
        "onu": "organizacion de las naciones unidas",
        "naciones unidas": "organizacion de las naciones unidas",
        "otan": "organizacion del tratado del atlantico norte",
        "rpdc": "corea del norte",
        "surcorea": "corea del sur",
        "norcorea": "corea del norte",
        "corea del norte rpdc": "corea del norte",
        "reino unido": "gran bretana",
        "federacion rusa": "rusia",
        "republica popular china": "china",
    },
    places=tuple(
        "region provincia pais estado comarca departamento oblast distrito republica sur norte "
        "este oeste frontera costa continente".split()
    ),
)

"""Words that stand around names in the Spanish press, and names that mean the same everywhere.

Folded: lower case, without accents, one space between words.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from index.types import Kind

ARTICLES: Final = frozenset("el la los las lo the".split())

SMALL: Final = frozenset("de del la las los el lo y e al a en".split())
"""Words that two ways of writing a name may differ in («Banco España», «Banco de España»)."""

TITLES: Final = frozenset(
    "don dona d da sr sra srta senor senora senorita doctor doctora dr dra lic licenciado "
    "licenciada ing ingeniero ingeniera arq prof profesor profesora maestro maestra presidente "
    "presidenta expresidente expresidenta vicepresidente vicepresidenta primer primera ministro "
    "ministra exministro exministra viceministro viceministra secretario secretaria lider "
    "dirigente canciller portavoz alcalde alcaldesa gobernador gobernadora diputado diputada "
    "senador senadora consejero consejera concejal candidato candidata juez jueza fiscal "
    "director directora general coronel comandante capitan teniente sargento almirante cardenal "
    "monsenor obispo arzobispo padre sor fray madre papa rey reina principe princesa duque "
    "duquesa conde condesa infanta sir lord lady mr mrs ms entrenador entrenadora delantero "
    "portero el la los las".split()
)
"""Words before a person's name that are none of it, as long as something follows."""

_PLACES: Final = """
estados unidos = ee uu, eeuu, eua, usa, us, eu, e u, estados unidos de america, u s a, u s
reino unido = gran bretana, uk, r u
emiratos arabes unidos = eau
ciudad de mexico = cdmx, mexico d f, mexico df, distrito federal
corea del norte = rpdc, republica popular democratica de corea, norcorea
corea del sur = republica de corea, surcorea
rusia = federacion rusa, federacion de rusia
china = republica popular china
paises bajos = holanda
republica checa = chequia
birmania = myanmar
nueva york = new york
londres = london
tailandia = thailand
costa de marfil = cote d ivoire
arabia saudi = arabia saudita
"""

_ORGANISATIONS: Final = """
organizacion de las naciones unidas = onu, naciones unidas, nn uu, nnuu
organizacion mundial de la salud = oms
organizacion del tratado del atlantico norte = otan, nato, alianza atlantica
union europea = ue
organizacion de estados americanos = oea
fondo monetario internacional = fmi
banco central europeo = bce
partido socialista obrero espanol = psoe
partido revolucionario institucional = pri
partido accion nacional = pan, partido de accion nacional
universidad nacional autonoma de mexico = unam
instituto mexicano del seguro social = imss
instituto nacional electoral = ine
oficina federal de investigacion = fbi
agencia central de inteligencia = cia
"""


def _aliases(lines: str) -> Mapping[str, str]:
    pairs = (line.split(" = ") for line in lines.strip().split("\n"))
    return {alias: name for name, others in pairs for alias in others.split(", ")}


ALIASES: Final[Mapping[Kind, Mapping[str, str]]] = {
    "place": _aliases(_PLACES),
    "organisation": _aliases(_ORGANISATIONS),
}
"""Other names of what everybody knows → the one that stands for them, by kind."""

ABBREVIATIONS: Final = frozenset(
    alias for kind in ALIASES.values() for alias in kind if len(alias) <= 6
)

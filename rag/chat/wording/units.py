"""What the page calls the units that figures are in, in both languages.

An article's own words stay as they are; a unit is the page's word for what a plot measures.
"""

from __future__ import annotations

from typing import Final

from rag.chat.wording.words import Words

# name | Spanish | English
_TABLE: Final = """
punto porcentual | puntos porcentuales | percentage points
% | % | %
kilómetro por hora | kilómetros por hora | kilometres an hour
kilómetro cuadrado | kilómetros cuadrados | square kilometres
metro cuadrado | metros cuadrados | square metres
hectárea | hectáreas | hectares
hectómetro cúbico | hectómetros cúbicos | cubic hectometres
metro cúbico | metros cúbicos | cubic metres
litro | litros | litres
kilómetro | kilómetros | kilometres
metro | metros | metres
centímetro | centímetros | centimetres
milímetro | milímetros | millimetres
milla | millas | miles
tonelada | toneladas | tonnes
kilogramo | kilogramos | kilograms
gramo | gramos | grams
miligramo | miligramos | milligrams
microgramo | microgramos | micrograms
grado | grados | degrees
megatón | megatones | megatons
kilotón | kilotones | kilotons
gigavatio | gigavatios | gigawatts
megavatio | megavatios | megawatts
kilovatio | kilovatios | kilowatts
segundo | segundos | seconds
minuto | minutos | minutes
hora | horas | hours
día | días | days
semana | semanas | weeks
mes | meses | months
año | años | years
peso mexicano | pesos mexicanos | Mexican pesos
peso argentino | pesos argentinos | Argentine pesos
peso chileno | pesos chilenos | Chilean pesos
peso colombiano | pesos colombianos | Colombian pesos
peso dominicano | pesos dominicanos | Dominican pesos
peso uruguayo | pesos uruguayos | Uruguayan pesos
peso cubano | pesos cubanos | Cuban pesos
peso filipino | pesos filipinos | Philippine pesos
dólar canadiense | dólares canadienses | Canadian dollars
dólar australiano | dólares australianos | Australian dollars
dólar neozelandés | dólares neozelandeses | New Zealand dollars
dólar hongkonés | dólares hongkoneses | Hong Kong dollars
dólar taiwanés | dólares taiwaneses | Taiwan dollars
dólar de Singapur | dólares de Singapur | Singapore dollars
dólar jamaicano | dólares jamaicanos | Jamaican dollars
dólar beliceño | dólares beliceños | Belize dollars
dólar | dólares | dollars
peso | pesos | pesos
euro | euros | euros
libra egipcia | libras egipcias | Egyptian pounds
libra libanesa | libras libanesas | Lebanese pounds
libra siria | libras sirias | Syrian pounds
libra | libras | pounds
real | reales | reais
sol | soles | soles
bolívar | bolívares | bolívares
boliviano | bolivianos | bolivianos
bolívar o boliviano | bolívares o bolivianos | bolívares or bolivianos
guaraní | guaraníes | guaraníes
quetzal | quetzales | quetzales
lempira | lempiras | lempiras
córdoba | córdobas | córdobas
colón salvadoreño | colones salvadoreños | Salvadoran colones
colón | colones | colones
balboa | balboas | balboas
sucre | sucres | sucres
peseta | pesetas | pesetas
yen | yenes | yen
won norcoreano | wones norcoreanos | North Korean won
won | wones | won
rublo bielorruso | rublos bielorrusos | Belarusian roubles
rublo | rublos | roubles
yuan | yuanes | yuan
franco suizo | francos suizos | Swiss francs
franco CFA | francos CFA | CFA francs
franco | francos | francs
corona sueca | coronas suecas | Swedish kronor
corona noruega | coronas noruegas | Norwegian kroner
corona danesa | coronas danesas | Danish kroner
corona checa | coronas checas | Czech crowns
corona | coronas | crowns
rupia pakistaní | rupias pakistaníes | Pakistani rupees
rupia | rupias | rupees
lira turca | liras turcas | Turkish lira
lira | liras | lira
zloty | zlotys | zlotys
grivna | grivnas | hryvnias
forinto | forintos | forints
séquel | séqueles | shekels
dírham | dírhams | dirhams
rial | riales | rials
dinar | dinares | dinars
rand | rands | rand
naira | nairas | nairas
bitcóin | bitcoines | bitcoins
unidad de fomento | unidades de fomento | unidades de fomento (Chile)
$ | $ | $
"""


def _rows() -> dict[str, dict[str, str]]:
    cells = (line.split(" | ") for line in _TABLE.strip().split("\n"))
    return {name: {"es": spanish, "en": english} for name, spanish, english in cells}


UNITS: Final = _rows()
"""Name in the singular, as :attr:`rag.values.units.Unit.name` → language → plural."""


def unit_name(name: str, words: Words) -> str:
    """Return what the page calls a unit, in the plural."""
    return UNITS[name][words.language] if name in UNITS else name

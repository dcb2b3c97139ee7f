"""Money as the press of the Spanish-speaking countries writes it, and the countries of outlets.

A peso, a colón or a bare ``$`` is the money of whoever writes it: which one is known by the
outlet's country, or not at all.
"""

from __future__ import annotations

from typing import Final

from rag.language.value_words import MoneyWords, UnitWords

# name | signs before the number | words, signs and codes after it | what else it may be read as.
# A code of three letters stands on either side and is written in capitals. What stands in the last
# column is the family of an ambiguous name: it may be any of these. Names stand before those
# that they begin with, and signs before those that they end with.
_TABLE: Final = r"""
peso mexicano | MXN\$?;MX\$;Mex\.?\$ | pesos? mexicanos?;mdp;MXN |
peso argentino | ARS\$?;AR\$ | pesos? argentinos?;ARS |
peso chileno | CLP\$?;CH\$ | pesos? chilenos?;CLP |
peso colombiano | COP\$?;COL\$;CO\$ | pesos? colombianos?;COP |
peso dominicano | DOP\$?;RD\s?\$ | pesos? dominicanos?;DOP |
peso uruguayo | UYU\$?;UY\$;\$U | pesos? uruguayos?;UYU |
peso cubano | CUP\$? | pesos? cubanos?;CUP |
peso filipino | PHP;₱ | pesos? filipinos?;PHP |
dólar canadiense | CAD\$?;CA\$ | dólar(?:es)? canadienses?;CAD |
dólar australiano | AUD\$?;A\$ | dólar(?:es)? australianos?;AUD |
dólar neozelandés | NZD;NZ\$ | dólar(?:es)? neozelandés(?:es)?;NZD |
dólar hongkonés | HKD;HK\$ | dólar(?:es)? (?:hongkonés(?:es)?|de Hong Kong);HKD |
dólar taiwanés | TWD;NT\$ | dólar(?:es)? taiwanés(?:es)?;TWD |
dólar de Singapur | SGD;S\$ | dólar(?:es)? (?:singapurenses?|de Singapur);SGD |
dólar jamaicano | JMD;J\$ | dólar(?:es)? jama(?:icano|iquino)s?;JMD |
dólar beliceño | BZD;BZ\$ | dólar(?:es)? beliceños?;BZD |
dólar | USD\$?;US\s?\$;[Uu]\$[Ss] | dólar(?:es)?(?: estadounidenses?)?;mdd;USD;US\$;[Uu]\$[Ss] |
peso | | pesos? | peso *
euro | EUR;€ | euros?;€;EUR |
libra egipcia | EGP;E£ | libras? egipcias?;EGP |
libra libanesa | LBP | libras? libanesas?;LBP |
libra siria | SYP | libras? sirias?;SYP |
libra | GBP;£ | libras?(?: esterlinas?)?;£;GBP | libra *
real | BRL;R\$ | real(?:es)? brasileños?;reais;reales;BRL |
sol | PEN;S/\.? | nuevos soles;soles;PEN |
bolívar | VE[SFB];Bs\.?\s?[FSD]\.? | bolívar(?:es)?(?: fuertes?| soberanos?| digitales)?;VE[SFB] |
boliviano | BOB | bolivianos;BOB | cosas
bolívar o boliviano | Bs\.? | Bs\.? | bolívar; boliviano
guaraní | PYG;Gs\.?;₲ | guaraníes;PYG;Gs\. | cosas
quetzal | GTQ;Q\.? | quetzal(?:es)?;GTQ | cosas
lempira | HNL;Lps\.?;L\.? | lempiras?;HNL |
córdoba | NIO;C\$ | córdobas?;NIO |
colón salvadoreño | SVC | colón(?:es)? salvadoreños?;SVC |
colón | CRC;₡ | colón(?:es)? costarricenses?;colones;₡;CRC |
balboa | PAB;B/\.? | balboas?;PAB |
sucre | | sucres |
peseta | | pesetas?;ptas?\. |
yen | JPY;¥ | yen(?:es)?;JPY;¥ |
won norcoreano | KPW | won(?:es)? norcoreanos?;KPW |
won | KRW;₩ | won(?:es)?(?: surcoreanos?)?;KRW;₩ | won *
rublo bielorruso | BYN | rublos? bielorrusos?;BYN |
rublo | RUB;₽ | rublos?;RUB;₽ | rublo *
yuan | CNY;RMB | yuan(?:es)?;renminbis?;CNY;RMB |
franco suizo | CHF | francos? suizos?;CHF |
franco CFA | XOF;XAF;FCFA | francos? CFA;XOF;XAF;FCFA |
franco | | francos | franco *
corona sueca | SEK | coronas? suecas?;SEK |
corona noruega | NOK | coronas? noruegas?;NOK |
corona danesa | DKK | coronas? danesas?;DKK |
corona checa | CZK | coronas? checas?;CZK |
corona | | coronas | corona *; cosas
rupia pakistaní | PKR | rupias? pakistaní(?:es)?;PKR |
rupia | INR;₹ | rupias?(?: indias?)?;INR;₹ | rupia *
lira turca | TRY;₺ | liras? turcas?;TRY;₺ |
lira | | liras? | lira *
zloty | PLN | zlotys?;eslotis?;PLN |
grivna | UAH;₴ | gri[vb]nas?;jrivnias?;UAH;₴ |
forinto | HUF | fori?ntos?;HUF |
séquel | ILS;₪ | (?:nuevos )?s(?:h)?équel(?:es)?;shekels?;ILS;₪ |
dírham | AED;MAD | dírhams?;dírhames;AED;MAD |
rial | IRR;SAR | rial(?:es)?;riyales;IRR;SAR |
dinar | KWD;IQD | dinar(?:es)?;KWD;IQD |
rand | ZAR | rands?;ZAR |
naira | NGN;₦ | nairas?;NGN |
bitcóin | BTC;₿ | bitcóin(?:e?s)?;BTC |
unidad de fomento | UF | unidad(?:es)? de fomento;UF |
$ | \$ | \$ | peso *; dólar *
"""

_COUNT: Final = "count"


def _names() -> tuple[str, ...]:
    return tuple(line.split("|")[0].strip() for line in _TABLE.strip().split("\n"))


def _family(written: str, name: str) -> tuple[str, ...]:
    """The dimensions that a name may stand for: «peso *» is every peso, «cosas» what is counted."""
    family: list[str] = []
    for member in filter(None, map(str.strip, written.split(";"))):
        if member == "cosas":
            family.append(_COUNT)
        elif member.endswith(" *"):
            first = member.removesuffix(" *")
            family += [n for n in _names() if n.split()[0] == first and n != name]
        else:
            family.append(member)
    return tuple(family)


def _after(written: str) -> str:
    """Words of any case, and codes («USD») in capitals alone."""
    forms = map(str.strip, written.split(";"))
    return "|".join(f"(?-i:{form})" if form.strip("$\\.").isupper() else form for form in forms)


def _currencies() -> tuple[UnitWords, ...]:
    units = []
    for line in _TABLE.strip().split("\n"):
        # A bar inside a pattern has no space before it.
        name, before, after, family = (cell.strip() for cell in line.split(" |"))
        units.append(
            UnitWords(
                name, name, "1", _after(after), before.replace(";", "|"), _family(family, name)
            )
        )
    return tuple(units)


CURRENCIES: Final = _currencies()
"""Each is a dimension of its own: rates of exchange are nobody's to make up."""

_LETTERS: Final = {"quetzal": r"Q\.?", "lempira": r"L\.?"}
"""Signs that are a mere letter, and so must be borne out by more than standing before a number."""

_COUNTRIES: Final = """
AR: peso argentino | BO: $ dólar, bolívar o boliviano boliviano | CL: peso chileno
CO: peso colombiano | CR: $ dólar | CU: peso cubano | DO: peso dominicano | EC: $ dólar
ES: $ dólar | GT: $ dólar | HN: $ dólar | MX: peso mexicano | NI: $ dólar | PA: $ dólar
PE: $ dólar | PH: peso filipino | PR: $ dólar | PY: $ dólar | SV: $ dólar, colón colón salvadoreño
US: $ dólar | UY: peso uruguayo | VE: $ dólar, bolívar o boliviano bolívar
"""


def _moneys(entry: str) -> dict[str, str]:
    if entry.startswith("peso "):
        return {"$": entry, "peso": entry}
    names = sorted(_names(), key=len, reverse=True)
    pairs = {}
    for pair in entry.split(", "):
        name = next(n for n in names if pair.startswith(f"{n} "))
        pairs[name] = pair.removeprefix(name).strip()
    return pairs


_MEANT: Final = {
    country: _moneys(moneys)
    for country, moneys in (
        entry.split(": ") for entry in _COUNTRIES.strip().replace("\n", " | ").split(" | ")
    )
}
"""Country (ISO 3166) → what an ambiguous name of money means there, both as :data:`CURRENCIES`
names them."""

_OUTLETS: Final = """
AR: clarín, infobae, página 12, télam, la voz del interior, ámbito financiero
BO: los tiempos, página siete, erbol, unitel, correo del sur
CL: la tercera, emol, biobío, biobiochile, el mostrador, la cuarta, ciper
CO: el espectador, el colombiano, caracol radio, blu radio, pulzo, el tiempo colombia
CR: crhoy, la teja, semanario universidad, teletica, la nación costa rica
CU: granma, cubadebate, juventud rebelde, prensa latina, 14ymedio
DO: listín diario, diario libre, n digital
EC: el universo, ecuavisa, teleamazonas, primicias
ES: abc, eldiario.es, el confidencial, 20minutos, rtve, europa press, la voz de galicia, infolibre
GT: prensa libre, soy502, nuestro diario, emisoras unidas
HN: proceso digital, hondudiario, tiempo digital
MX: milenio, excélsior, la jornada, animal político, aristegui noticias, el sol de méxico
NI: 100% noticias, 100 noticias, el 19 digital
PA: tvn panamá, la estrella de panamá, telemetro, panamá américa
PE: rpp, perú21, ojo público, idl-reporteros, andina
PR: el vocero, metro puerto rico
PY: abc color, la nación paraguay
SV: la prensa gráfica, el diario de hoy, gato encerrado
US: univision, telemundo, el nuevo herald, voz de américa
UY: montevideo portal, la diaria, subrayado
VE: efecto cocuyo, el pitazo, runrunes, globovisión
"""

_BY_OUTLET: Final = {
    name: country
    for country, names in (entry.split(": ") for entry in _OUTLETS.strip().split("\n"))
    for name in names.split(", ")
}
"""Outlet, in lower case → its country. Names that papers of several countries have (El Universal,
La Nación, El Comercio, La Prensa, El País) are left out."""

MONEY: Final = MoneyWords(_MEANT, _BY_OUTLET, _LETTERS, _names())

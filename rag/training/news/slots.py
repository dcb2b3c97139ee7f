"""Draws figures, sums, shares and dates as the Spanish press writes them.

The reader must take a figure with its hedge, whatever the habit of the writer: full stop or
comma for thousands, digits or words, collectives, ranges. Every value a paragraph states is
made here.

Two marks go with the text: ``SHRINK``…``KEEP`` around the part that is the answer when more
was written («en SHRINK marzo de 2019 KEEP»), and ``JOIN`` after a figure that takes «de» before
a noun («una veintena de soldados»), as «de» is no part of the answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Final

from index.text.spanish import SPANISH

SHRINK, KEEP, JOIN = "\ue002", "\ue003", "\ue004"

MONTHS: Final = tuple(month.name for month in SPANISH.months)
WEEKDAYS: Final = SPANISH.weekdays
_UNITS: Final = SPANISH.numbers.units[:21]
_TENS: Final = dict(zip(range(30, 80, 10), SPANISH.numbers.tens, strict=False))
_HUNDREDS: Final = {  # without their gender
    hundred: word.removesuffix("os")
    for hundred, word in zip(range(200, 600, 100), SPANISH.numbers.hundreds[1:], strict=False)
}
_COLLECTIVES: Final[dict[int, tuple[str, ...]]] = {
    10: ("una decena", "una docena"),
    20: ("una veintena", "dos decenas"),
    30: ("una treintena", "tres decenas"),
    50: ("medio centenar",),
    100: ("un centenar", "un centenar"),
    200: ("dos centenares",),
    1000: ("un millar",),
    2000: ("dos millares",),
}
_HEDGES: Final = tuple(
    "más de|más de|más de|unos|unos|unos|alrededor de|cerca de|cerca de|casi|casi|al menos|"
    "al menos|aproximadamente|en torno a|no menos de|menos de|hasta|por lo menos|poco más de|"
    "cuando menos".split("|")
)


@dataclass(frozen=True, slots=True)
class Style:
    """The habits of one writer, kept through a paragraph."""

    thousands: str
    decimal: str
    percent: str
    currency: str
    mil: bool  # «15 mil» rather than «15.000»


def style(rng: Random) -> Style:
    """Draw how one outlet writes numbers, currencies and percentages."""
    american = rng.random() < 0.45
    currencies: tuple[str, ...] = (
        ("dólares", "dólares", "pesos", "soles") if american else ("euros",)
    )
    if rng.random() < 0.15:
        currencies = ("dólares", "euros", "libras")
    return Style(
        thousands="," if american and rng.random() < 0.6 else ".",
        decimal="." if american and rng.random() < 0.6 else ",",
        percent=rng.choice((" %", " %", "%", "%", " por ciento")),
        currency=rng.choice(currencies),
        mil=american and rng.random() < 0.3,
    )


def _digits(value: int, how: Style) -> str:
    if how.mil and value >= 1000 and value % 1000 == 0 and value < 1_000_000:
        return f"{value // 1000} mil"
    # The academies write four digits without a mark; most papers do not.
    return f"{value:,}".replace(",", how.thousands)


def in_words(value: int, feminine: bool) -> str:
    """Write a round number in words, "" where the press would write digits."""
    if value in (20_000, 15_000) or (value % 1000 == 0 and 2000 <= value <= 20_000):
        return f"{_UNITS[value // 1000]} mil"
    if value <= 20:
        return _UNITS[value]
    if value in _HUNDREDS:
        return _HUNDREDS[value] + ("as" if feminine else "os")
    return _TENS.get(value, "")


def draw(rng: Random, low: int, high: int) -> int:
    """Draw as likely small as large, whatever the width: figures spread over magnitudes."""
    ratio: float = (high / max(low, 1)) ** rng.random()
    return min(high, max(low, round(max(low, 1) * ratio)))


def rounded(value: int, figures: int = 1) -> int:
    """Keep the first ``figures`` digits of the number alone."""
    size = int(10 ** max(len(str(value)) - figures, 0))
    return max(value // size * size, size)


def _hedge(rng: Random, feminine: bool) -> str:
    hedge = rng.choice(_HEDGES)
    return "unas" if feminine and hedge == "unos" else hedge


def count(rng: Random, how: Style, low: int, high: int, feminine: bool, alone: bool) -> str:
    """Draw a figure of how many; ``alone`` leaves out the forms that need the noun after them."""
    value, roll = draw(rng, low, high), rng.random()
    if value >= 1_000_000:
        return _millions(rng, how, value)
    if roll < 0.38 or value < 7:
        words = in_words(value, feminine) if value < 16 or rng.random() < 0.3 else ""
        return words if words and rng.random() < 0.7 else _digits(value, how)
    if roll < 0.48 and not alone:
        near = [size for size in _COLLECTIVES if low <= size <= high and size <= value * 2]
        if near:
            size = min(near, key=lambda size: abs(size - value))
            hedge = rng.choice(("", "", "más de ", "casi ", "cerca de "))
            return hedge + rng.choice(_COLLECTIVES[size]) + JOIN
    if roll < 0.55:
        first = rounded(value, 2)
        second = first + max(1, rounded(max(first // 4, 1)))
        return f"entre {_digits(first, how)} y {_digits(second, how)}"
    round_ = value if value < 10 else rounded(value, rng.choice((1, 2)))
    round_ = max(round_ - round_ % 5 if 20 < round_ < 100 else round_, 2)
    words = in_words(round_, feminine)
    text = words if words and rng.random() < 0.35 else _digits(round_, how)
    hedge = _hedge(rng, feminine)
    if round_ < 10 and hedge not in ("más de", "al menos", "por lo menos"):
        hedge = "al menos"
    return f"{hedge} {text}"


def _millions(rng: Random, how: Style, value: int) -> str:
    tenths = value // 100_000
    whole, rest = divmod(tenths, 10)
    if rest and rng.random() < 0.5:
        text = f"{whole}{how.decimal}{rest} millones"
    else:
        whole = max(whole, 2)
        words = _UNITS[whole] if whole <= 15 else ""
        text = f"{words if words and rng.random() < 0.6 else whole} millones"
    hedge = rng.choice(("", "", "más de ", "casi ", "unos ", "cerca de ", "alrededor de "))
    return hedge + text + JOIN


def exact(rng: Random, how: Style, low: int, high: int) -> str:
    """Write a number drawn between two bounds, written to the last digit."""
    return _digits(draw(rng, low, high), how)


def money(rng: Random, how: Style, low: int, high: int, millions: bool) -> str:
    """Draw a sum with its currency, as questions of «cuánto» seldom name it."""
    value = draw(rng, low, high)
    hedge = rng.choice(("", "", "", _hedge(rng, how.currency == "libras") + " "))
    if not millions:
        return f"{hedge}{_digits(rounded(value, 2), how)} {how.currency}"
    if value < 30 and rng.random() < 0.5:
        text = f"{max(value, 2)}{how.decimal}{rng.randint(1, 9)}"
    else:
        text = _digits(rounded(value, 2) if hedge else max(value, 2), how)
    if how.currency == "dólares" and not hedge and rng.random() < 0.1:
        return f"US$ {text} millones"
    hedge = hedge.replace("unas", "unos")  # it is the millions that are counted
    return f"{hedge}{text} millones de {how.currency}"


def percentage(rng: Random, how: Style, low: int, high: int) -> str:
    """Write a percentage drawn between two bounds, one in two with a tenth."""
    value = rng.randint(low, high)
    tenths = f"{how.decimal}{rng.randint(1, 9)}" if rng.random() < 0.5 else ""
    return f"{value}{tenths}{how.percent}"


def fraction(rng: Random) -> str:
    """Draw a fraction in words."""
    return rng.choice(
        (
            "dos tercios", "un tercio", "la mitad", "una cuarta parte", "tres cuartas partes",
            "la quinta parte", "más de la mitad", "casi la mitad", "cerca de un tercio",
            "una tercera parte", "casi dos tercios", "la décima parte", "menos de la mitad",
        )
    )  # fmt: skip


def duration(rng: Random) -> str:
    """Draw a span of time, now and then with a hedge."""
    number = rng.choice(("dos", "tres", "cuatro", "cinco", "seis", "diez", "18", "nueve", "doce"))
    unit = rng.choice(("días", "semanas", "meses", "años"))
    hedge = rng.choice(("", "", "", "más de ", "casi ", "al menos ", "cerca de ", "unos "))
    hedge = "unas " if hedge == "unos " and unit == "semanas" else hedge
    return f"{hedge}{number} {unit}"


def _day(rng: Random) -> str:
    return f"{rng.randint(1, 28)} de {rng.choice(MONTHS)}"


def _part(rng: Random) -> str:
    return rng.choice(("la noche", "la madrugada", "la mañana", "la tarde"))


def date(rng: Random, sort: str) -> str:
    """Draw a date: ``dia`` a day just past, ``pasado`` one long past, ``futuro`` one to come."""
    day, weekday, year = _day(rng), rng.choice(WEEKDAYS), rng.randint(1975, 2024)
    month, roll = rng.choice(MONTHS), rng.random()
    forms: tuple[str, ...]
    if sort == "dia":
        forms = (
            f"el {day}", f"el {day}", f"el {day}", f"el {day} de {rng.randint(2015, 2026)}",
            f"el {weekday}", f"el {weekday}", f"el {weekday}", f"el pasado {weekday}",
            f"este {weekday}", f"este {weekday}", f"el {weekday} {day}", f"el pasado {day}",
            f"el {weekday} por {_part(rng)}", f"{_part(rng)} del {weekday}",
            f"{_part(rng)} del {day}", "ayer", "anteayer", f"el {weekday} pasado",
        )  # fmt: skip
    elif sort == "pasado":
        forms = (
            f"en {SHRINK}{year}{KEEP}", f"en {SHRINK}{year}{KEEP}",
            f"en {SHRINK}{month} de {year}{KEEP}",
            f"en {SHRINK}{month} de {year}{KEEP}", f"el {day} de {year}", f"el {day} de {year}",
            f"a finales de {year}", f"a principios de {month}", f"a mediados de {year}",
            f"hace {rng.choice(('dos', 'tres', 'cinco', 'diez', 'veinte'))} años",
            f"en {SHRINK}el verano de {year}{KEEP}", f"en {SHRINK}{month} pasado{KEEP}",
        )  # fmt: skip
    else:
        ahead = rng.randint(2025, 2032)
        forms = (
            f"el próximo {day}", f"el {day}", f"el {day}", f"el próximo {weekday}",
            f"en {SHRINK}{month}{KEEP}", f"en {SHRINK}{month} de {ahead}{KEEP}",
            f"en {SHRINK}{ahead}{KEEP}", f"a principios de {ahead}", f"a finales de {month}",
            "el año que viene", "la semana que viene", f"antes de {month}",
            f"en {SHRINK}el primer trimestre de {ahead}{KEEP}",
            f"a partir de {month}", "el mes que viene", f"el {day} de {ahead}",
        )  # fmt: skip
    return forms[int(roll * len(forms))]


def hour(rng: Random) -> str:
    """Draw a time of day, on the quarter hour or near it."""
    mark = rng.choice((".", ":"))
    zone = rng.choice(("", "", "", " hora local", " horas"))
    minutes = rng.choice(("00", "15", "30", "45", "05", "20", "50"))
    return f"las {rng.randint(2, 23)}{mark}{minutes}{zone}"

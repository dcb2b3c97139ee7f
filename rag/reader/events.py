"""Whether a passage speaks at all of what a question says happened.

«¿Cuántos murieron?» is not answered by how many were sent. The reader sees a figure, the
right noun and the right country, and is sure; but a passage without one word of death cannot
say how many died. Only events whose words can be listed are judged: deaths, injuries, arrests,
disappearances and prices. In the built-in tuning half and every fourth question of
``squad_es_dev`` 30 questions ask for one of them; of the reader's answers one falls, a wrong one,
and no right one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from index.text.folding import fold


@dataclass(frozen=True, slots=True)
class Event:
    """Beginnings of words, without accents.

    :param question: those by which a question asks for it, in Spanish or English.
    :param passage: those by which a passage can speak of it; every way that is known, since a
        missing one costs an answer.
    """

    question: re.Pattern[str]
    passage: re.Pattern[str]


def _beginnings(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words.replace('_', ' ').split(','))})")


_DEATH: Final = (
    "muert,muri,muere,morir,moria,mortal,mortif,mortan,mata,mato,matar,fallec,perecie,perece,"
    "deceso,difunt,victima,bajas,caido,abatid,asesin,homicid,crimen,masacr,extermin,genocid,"
    "suicid,ahog,ahorc,fusil,ejecut,ejecuc,decapit,guillotin,linch,cadaver,restos,sepult,"
    "enterr,entierr,funeral,velatorio,viud,huerfan,letal,vidas?,defuncion,sucumb,sin_vida"
)
_INJURY: Final = (
    "herid,hirier,hirio,hiere,herir,hiri,lesion,contus,quemadur,hospital,ingresad,golpe,"
    "accident,danad,victima,atendid,mutil,fractur,intoxic,bajas"
)
_ARREST: Final = (
    "deten,detuv,detien,arrest,captur,apres,prision,preso,presa,encarcel,carcel,custodia,"
    "redada,rejas,recluid,reclus,imput,fiscal,juez,policia,apreh,atrap"
)
_MISSING: Final = "desapar,paradero,rastro,extravi,perdid,buscan,busqueda,localiz,falta"
_PRICE: Final = (
    "cost,cuest,preci,presup,vale\b,valia,valio,valen,valorad,inver,invir,invier,gast,pag,euro,dolar,"
    "pesos?,soles,libras?,francos?,marcos?,yenes,yuan,rublo,bolivar,reales,peseta,"
    "importe,financ,recaud,cobr,tarif,multa,salari,sueld,ingres,tasa,fianza,dona,ahorr,deud,"
    "prestam,credit,compr,vend,venta,subvenc,fondos,dinero,aport,cuota,usd,eur"
)
_SIGNS: Final = r"|[$€£¥]"

EVENTS: Final = (
    Event(
        _beginnings("murier,murio,mueren,muere,muert,fallec,died,die,dead,deaths?,killed"),
        _beginnings(_DEATH),
    ),
    Event(_beginnings("herid,lesionad,injur,wounded"), _beginnings(_INJURY)),
    Event(_beginnings("detenid,detuv,arrest,apresa,encarcel"), _beginnings(_ARREST)),
    Event(_beginnings("desaparec,missing,went_missing"), _beginnings(_MISSING)),
    Event(
        _beginnings("costo,costara,costaron,cuesta,coste,precio,presupuesto,dinero,cost,money"),
        re.compile(_beginnings(_PRICE).pattern + _SIGNS),
    ),
)


def omits_event(question: str, *texts: str) -> bool:
    """Whether the question asks for an event that none of the texts speaks of.

    :param texts: a passage and the title of its article.
    """
    folded = fold(question)
    events = [event for event in EVENTS if event.question.search(folded)]
    passage = [fold(text) for text in texts] if events else []  # most questions ask for none
    return any(not any(map(event.passage.search, passage)) for event in events)

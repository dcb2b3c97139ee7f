"""Abbreviations, and the words that Spanish sentences begin with."""

from __future__ import annotations

from typing import Final

from rag.language.sentence_words import SentenceWords

SENTENCES: Final = SentenceWords(
    leading=frozenset(
        "sr sra srta sres sras dr dra dres d dña dñ dn prof profa lic ing arq gral cnel cap cmdte "
        "tte sgto cabo alm sto sta mons fr excmo excma ilmo ilma hno hna pbro rvdo rvda rev st mr "
        "mrs ms art arts núm nº n° nro nros pág págs pp vol vols tít fig figs ed eds trad coord cf "
        "cfr vs op av avda avd ctra pza plza urb tel tfno fax aprox máx mín dpto depto pdte pdta "
        "ee jj rr cc ej vid ap párr lám ref "
        "ntra ntro fdo atte admón ord expte apdo apdos disp "
        "adic transit derog cód "
        "bs hnos ayto esq pje psje mz gdor cnl crnl sbtte cptn inc lit "
        "subsec resol rgto rgmto ctdad".split()
    ),
    either=frozenset(
        "uu aa oo hh mm ff ss jr ltd inc cía cia co corp bros uds ud vd vds dls hab min km kg "
        "sigs izq dcha ibíd íd cit As Of Res Ex Circ Ord Reg Inst Gob Sec Min Dir Col Fund Dec "
        "Dcto Trib Sent Prov Mun Dip Sen Conc Alc Com Cong Div Const Cons Insp Fac Esc Hosp Mag "
        "DL DS DFL Rol".split()
    ),
    number_labels=frozenset(
        "no nos p pg pgs exp rol of circ res dec dto reg rec sent cons mod pto ptos lib leg tomo "
        "parr lt".split()
    ),
    starters=frozenset(
        "El La Los Las Lo Un Una Unos Unas Al Del De En A Ante Bajo Con Contra Desde Durante "
        "Entre Hacia Hasta Para Por Según Sin Sobre Tras Y E O Pero Sino Ni Que Si Cuando Donde "
        "Como Aunque Mientras Porque Pues Así También Tampoco Además Asimismo Luego Entonces "
        "Después Antes Ahora Hoy Ayer Ya Aún No Sí Se Su Sus Mi Este Esta Estos Estas Esto Ese "
        "Esa Esos Esas Eso Aquel Aquella Él Ella Ellos Ellas Quien Cada Todo Toda Todos Todas "
        "Otro Otra Otros Otras Algunos Algunas Muchos Muchas Varios Varias Más Menos Hay Fue Es "
        "Son Ha Han Había Sin Mediante Posteriormente Finalmente Actualmente Allí Aquí".split()
    ),
    particles=frozenset("De Del La Las Los".split()),
)

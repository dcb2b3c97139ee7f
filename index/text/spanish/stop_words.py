"""Words that say nothing of what a passage is about, curated for news.

Ready-made Spanish lists contain forms of "estar" and "ser" that are nouns in the press
("estado", "estados": they would delete "Estados Unidos"), and lack the words questions
are made of. This list keeps every word that names something, and drops the question
words: what is asked for is not what is sought.

Accented and unaccented spellings are both listed where people leave the accent out;
"té" (tea), "sé" and "dé" are not dropped with "te", "se" and "de".
"""

from __future__ import annotations

from typing import Final

_ARTICLES: Final = "el la los las lo un una unos unas al del"
_PREPOSITIONS: Final = (
    "a ante bajo con contra de desde durante en entre hacia hasta mediante para por según "
    "segun sin sobre tras vía"
)
_CONJUNCTIONS: Final = "y e o u ni que pero sino si aunque porque pues como cuando donde mientras"
_PRONOUNS: Final = (
    "yo tú él ella ello nosotros nosotras ustedes ellos ellas me te se nos os le les lo la "
    "mí mi mis tu tus su sus nuestro nuestra nuestros nuestras suyo suya suyos suyas "
    "este esta esto estos estas ese esa eso esos esas aquel aquella aquello aquellos aquellas "
    "cual cuales quien quienes cuyo cuya cuyos cuyas algo alguien alguno alguna algunos algunas "
    "otro otra otros otras mismo misma mismos mismas cada tal tales"
)
_ADVERBS: Final = (
    "no sí ya muy más mas menos también tambien tampoco así asi aún aun todavía solo sólo "
    "entonces luego después despues antes ahora aquí allí ahí además ademas sino casi bien"
)
_VERBS: Final = (
    "ser es son era eran fue fueron sea sean sido siendo será serán sería serían "
    "estar está están estaba estaban estuvo estuvieron esté estén "
    "haber ha han había habían hubo haya hayan habrá habrán habría habrían hay "
    "he hemos hace hacen hizo hicieron hacer hecho "
    "tener tiene tienen tenía tenían tuvo tuvieron puede pueden podría podrían"
)
_QUESTIONS: Final = (
    "qué quién quiénes cuál cuáles cuánto cuánta cuántos cuántas cuándo dónde adónde cómo "
    "cuanto cuanta cuantos cuantas adonde porqué"
)

STOP_WORDS: Final = frozenset(
    " ".join(
        (_ARTICLES, _PREPOSITIONS, _CONJUNCTIONS, _PRONOUNS, _ADVERBS, _VERBS, _QUESTIONS)
    ).split()
)
"""They are compared with the lower-case word before it is stemmed."""

"""How Spanish asks, for articles too, and the words by which a question is known to be Spanish."""

from __future__ import annotations

from typing import Final

from rag.language.sentence_words import QualificationWords, QuestionWords, RequestWords

QUESTIONS: Final = QuestionWords(
    kinds={
        "how_many": ("cuant[oa]s?", "que (?:cantidad|numero|porcentaje)"),
        "who": ("quien(?:es)?",),
        "when": ("cuando", "que (?:ano|fecha|dia|mes|siglo|decada)"),
        "where": ("a?donde", "que (?:pais|ciudad|lugar|region|provincia|estado)"),
        "why": ("por que",),
        "how": ("como",),
        "what": ("que", "cual(?:es)?"),
    },
    # Plural only: what follows «cuánto» is mostly the verb («cuánto costó»).
    counting=("cuant[oa]s", "que (?:cantidad|numero|porcentaje) de"),
    # «cuántos miles de soldados»
    counted_by=("miles", "millones", "cientos", "decenas", "docenas"),
    measures=(
        (("percent", "points"), r"\bque (?:porcentaje|proporcion|tasa)\b|tanto por ciento"),
        (("time",), r"\bcuanto (?:tiempo|dur\w+|tard\w+)\b|\bque (?:edad|antiguedad)\b"),
        (
            ("money", "percent", "points"),
            r"\b(?:cuanto|que (?:precio|suma|monto|importe|cantidad))\b(?: \w+){0,3}? (?:cost|cuest"
            r"|val(?:e|ia|io)\b|pag(?:a|o|u)|cobr|invirt|invers|gast|vend|recaud|presupuest|multa"
            r"|sanci|indemniz|preci|alquiler|salari|sueldo|deuda|fichaj|traspas|subvenci|dinero)"
            r"|\bcuanto dinero\b"
            r"|\bque (?:suma|monto|importe|precio|presupuesto|salario|sueldo|jornal|rescate)\b",
        ),
        (
            ("count", "percent", "points"),
            r"\b(?:que|cual) (?:numero|dorsal)\b(?! de)"
            r"|\bcuantas (?:veces|personas)\b|\bcuanta gente\b",
        ),
        (("degrees",), r"\bque temperatura\b"),
        (("length", "area"), r"\bcuanto (?:mide|miden|media|median|midio)\b"),
        (("volume",), r"\bque volumen\b"),
        (("length",), r"\bque (?:altura|longitud|profundidad|anchura)\b"),
        (("area",), r"\bque (?:superficie|extension)\b"),
        (("speed",), r"\bque velocidad\b"),
        (("mass",), r"\bcuanto pes(?:a|aba|o)\b"),
    ),
)

FUNCTION_WORDS: Final = frozenset(
    "el la los las de del y en que qué quién cuándo dónde por un una se es".split()
)

REQUESTS: Final = RequestWords(
    articles="(?:articulos?|noticias?|notas?|documentos?|reportajes?|cronicas?|publicaciones)",
    telling=(
        "(?:(?:se )?(?:habla|hablan|trata|tratan|menciona|mencionan|cita|citan|nombra|nombran|"
        "informa|informan|refiere|refieren|ocupa|ocupan|aparece|aparecen|sale|salen|cuenta|cuentan))"
    ),
    being="(?:hay|existen?|tienes?|tiene el archivo|tenemos|guarda el archivo)",
    about="(?:de|del|sobre|acerca de|acerca del|en torno a|en torno al|con|a|al)",
    happening=(
        "(?:que|lo que) "
        "(?:paso|pasaron|ocurrio|sucedio|ha pasado|ha ocurrido|acontecio|hubo de nuevo)"
    ),
    listing=(
        "(?:(?:me |nos )?(?:enumera|enumere|enumerame|lista|liste|listame|"
        "haz(?:me)? una lista|haga una lista|dame una lista|hazme la lista))"
    ),
    summing=(
        "(?:(?:puedes?|podrias?|quiero) )?(?:resume|resuma|resumeme|resumir|resumirme|"
        "(?:haz(?:me)?|haga|dame|hacer) un resumen|un resumen|resumen)"
    ),
    known=(
        "(?:todo )?lo (?:que se (?:sabe|dice|ha dicho|ha publicado)|ocurrido|sucedido|publicado|"
        "que (?:paso|ocurrio|dicen (?:las fuentes|los articulos|las noticias)))"
    ),
)

_BEGINNING: Final = (
    r"abr\w+|abier\w+|apertura|inaugur\w+|estren\w+|empez\w+|empiez\w+|comenz\w+|comien\w+|inici\w+"
    r"|arranc\w+|primer\w*|principios?|originalmente|de entrada|nacio"
)
_END: Final = (
    r"cerr\w+|cierr\w+|termin\w+|acab\w+|final\w*|conclu\w+|clausur\w+|definitiv\w+|ultim[oa]s?"
)

QUALIFICATIONS: Final = QualificationWords(
    according=("segun", "de acuerdo con", "a juicio de", "en opinion de"),
    before=(
        "antes del?",
        "antes de que",
        r"(?:previ[oa]|anterior)(?:es)?(?: al?)?",
    ),
    earlier=(
        "antes",
        r"anterior\w*",
        r"previ[oa]\w*",
        "entonces",
        "hasta ahora",
        "frente a",
        "contra",
        "en lugar de",
        "en vez de",
        r"pasad[oa]s?",
        "hace",
    ),
    phases=(
        (
            r"al (?:abrir|inaugurar\w*|estrenar\w*|empezar|comenzar|iniciar\w*|arrancar|principio"
            r"|inicio|comienzo)|en un (?:primer momento|principio|inicio)|inicialmente",
            _BEGINNING,
        ),
        (r"al (?:cerrar|cierre|terminar|acabar|finalizar|concluir)", _END),
        (
            r"(?:list|cifr|registr|dat|recuent|balanc|censo)\w* oficial\w*|oficialmente",
            r"oficial\w*|list\w+|registr\w+|censo|gobierno|ministerio|autoridades",
        ),
    ),
    opposed=(
        ("rechaz", "aprob|acept|apoy|respald"),
        ("aprob|acept|apoy|respald", "rechaz|desestim"),
    ),
)

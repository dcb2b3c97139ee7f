"""Finds the verb forms of a question by their shape and a list of news verbs.

Follow-up questions are taken apart around their verb. No tagger is needed for that: in a
Spanish question the verb stands in few places, and the third person of the past and the
future has endings that few nouns share.
"""

from __future__ import annotations

import re
from typing import Final

from index.text.folding import fold

_REGULAR: Final = """
abandonar abrir aceptar acompañar acordar acudir acusar admitir adelantar administrar adoptar
afectar afirmar agradecer ahogar alargar alcanzar alertar alojar amenazar ampliar anunciar añadir
apagar aparecer apartar aportar apoyar aprobar apresar ardir arrasar arrestar asegurar ascender
asistir atacar aterrizar atribuir aumentar avisar ayudar bajar bloquear buscar caber caer calcular
cambiar canjear capturar causar celebrar cerrar cobrar colaborar colar combatir comentar comenzar
comer compartir competir componer comprar comprometer condenar condecorar confirmar conseguir
considerar consistir constar construir contar contener contestar controlar conversar convocar
correr cortar costar creer criticar cruzar cubrir cumplir dar deber debutar decidir decir declarar
dedicar dejar denunciar depender derrotar desaparecer desbordar descartar descender descubrir
desear despedir despegar despachar desplegar destruir detectar detener devolver dimitir dirigir
disparar diseñar doblar durar echar elegir elevar emitir empezar encabezar encontrar enfermar
enfrentar entrar entregar entrenar entrevistar enviar escapar escribir esperar establecer estallar
estar estimar estrenar estudiar evacuar evitar exigir existir explicar exponer extinguir fabricar
facilitar fallar fallecer faltar felicitar ficharse fichar figurar filmar filtrar financiar firmar
formar frustrar fundir ganar gastar gobernar golpear grabar guardar haber hablar hacer hallar
herir hundir impedir imponer impulsar inaugurar incendiar incluir indicar informar iniciar
integrar interpretar investigar invertir ir jubilar jugar juntar juzgar lanzar leer levantar
llamar llegar llevar llover lograr luchar mandar manejar manifestar mantener marcar marchar matar
mediar medir mencionar meter morir mostrar mudar nacer necesitar negar negociar nevar nombrar
obligar obtener ocultar ocupar ocurrir ofrecer opinar opinar ordenar organizar pagar parar parecer
participar partir pasar pedir pelear perder permitir pernoctar pertenecer pesar pintar poder poner
preferir preguntar prender preparar presentar presidir prestar prever proceder producir prohibir
prometer promover proponer protagonizar protestar provocar publicar quedar quejar quemar querer
reabrir realizar rebelar recibir reclamar recoger reconocer reconstruir recordar recorrer
recuperar rechazar reducir regalar regar regresar relevar renunciar reparar repatriar repartir
rescatar residir resistir resolver responder respaldar resultar retirar retrasar reunir revelar
revisar robar rodar romper rubricar saber sacar salir saltar salvar seguir sentir señalar ser
significar sobrevivir solicitar sonar sospechar sostener subir suceder sufrir sumar suministrar
superar suponer surgir suspender sustituir tardar tener terminar titular tocar tomar trabajar
traer transcurrir transportar trasladar tratar usar utilizar vacunar valer valorar vencer vender
venir ver verificar viajar vigilar violar visitar vivir volar volver votar llenar
"""

# Third persons that the rules below do not make.
_IRREGULAR: Final = """
es son era eran fue fueron sera seran seria serian ha han habia habian habra habran habria habrian
hay hubo hubieron haya esta estan estuvo estuvieron tiene tienen tuvo tuvieron tendra tendran
tendria puede pueden pudo pudieron podra podran podria podrian va van iba iban hace hacen hizo
hicieron hara haran haria harian dice dicen dijo dijeron dira diran diria dio dieron da dan quiere
quieren quiso quisieron pone ponen puso pusieron viene vienen vino vinieron vendra trae traen
trajo trajeron sabe saben supo supieron cabe caben cupo ve ven vio vieron cree creen creyo cayo
cayeron cae caen sale salen saldra oye oyo leyo huye huyo muere mueren murio murieron pide piden
pidio pidieron mide miden midio cuesta cuestan vuelve vuelven cuenta cuentan piensa piensan
empieza empiezan comienza comienzan niega niegan pierde pierden duerme duermen sigue siguen siguio
siguieron consigue consiguio elige eligen eligio vuela vuelan juega juegan encuentra encuentran
muestra muestran prueba defiende defienden entiende enciende propone proponen propuso dispone
dispuso mantiene mantienen mantuvo obtiene obtienen obtuvo obtuvieron contiene contienen detiene
detuvo detuvieron sostiene sostienen sostuvo suena suenan llueve llovio atiende atienden asciende
ascienden prefiere prefirio refiere sirve sirven sirvio viste visten construye construyen incluye
incluyen destruye destruyen produjo produjeron dedujo redujo redujeron condujo tradujo conduce
produce producen queria querian llevo
"""

_ENDINGS: Final = re.compile(
    r"(?:ó|aron|ieron|eron|aba|aban|ían|ará|arán|erá|erán|irá|irán|arían|erían|irían|aría)$"
)
_PARTICIPLE: Final = re.compile(r"(?:[ai]d[oa]s?|dich[oa]s?|hech[oa]s?|muert[oa]s?|escrit[oa]s?)$")
_INFINITIVE: Final = re.compile(r"\w{2,}[aei]r(?:se|l[aeo]s?)?$")
CLITICS: Final = frozenset("se le les lo la los las me te nos".split())
AUXILIARIES: Final = frozenset(
    "es son fue fueron era eran sera seran seria ha han habia habian habra habria habrian esta "
    "estan "
    "estaba estaban estuvo puede pueden pudo podra podran podria podrian va van iba iban debe "
    "deben "
    "debia dio quiere quieren queria quiso suele hay".split()
)
"""Verbs that may be followed by another that says what is done."""


def _forms() -> frozenset[str]:
    made: set[str] = set(_IRREGULAR.split())
    for infinitive in _REGULAR.split():
        if len(infinitive) < 4:
            continue  # ser, ir, dar, ver: irregular throughout, and listed
        stem, kind = fold(infinitive[:-2]), infinitive[-2]
        future = fold(infinitive)
        made |= {future + end for end in ("a", "an", "ia", "ian")}
        if kind == "a":
            # Before e the spelling keeps the sound: pagó, but pague; only o and a occur here.
            made |= {stem + end for end in ("a", "an", "o", "aron", "aba", "aban")}
        else:
            made |= {stem + end for end in ("e", "en", "io", "ieron", "ia", "ian")}
    return frozenset(made)


_KNOWN: Final = _forms()
_INFINITIVES: Final = frozenset(map(fold, _REGULAR.split()))


def is_verb(word: str) -> bool:
    """Whether a word looks like a verb in the third person, with or without its accents.

    >>> [is_verb(word) for word in ("envió", "envio", "soldados", "costará")]
    [True, True, False, True]
    """
    lower = word.lower()
    return fold(lower) in _KNOWN or _ENDINGS.search(lower) is not None


def enclitic(word: str) -> str:
    """The pronoun that an infinitive carries («hacerla» → «la»), else ``""``.

    «charla» and «perla» end alike, so the infinitive must be known.
    """
    match = re.fullmatch(r"(\w+[aei]r)(?:se)?(l[oa]s?)", fold(word))
    return match.group(2) if match and match.group(1) in _INFINITIVES else ""


def is_plural(verb: str) -> bool:
    """Whether a verb form in the third person is plural."""
    folded = fold(verb)
    return folded == "son" or folded.endswith("n")


def is_nonfinite(word: str) -> bool:
    """Whether a word may be a participle or an infinitive, as follows an auxiliary."""
    folded = fold(word)
    return bool(_PARTICIPLE.search(folded) or _INFINITIVE.search(folded))

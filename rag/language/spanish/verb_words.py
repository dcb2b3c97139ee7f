"""Verbs of the news, by their infinitives and forms, and what kinds of them questions use."""

from __future__ import annotations

from typing import Final

from rag.language.sentence_words import VerbWords

_INFINITIVES: Final = """
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

# Third persons that the rules of regular verbs do not make; without accents.
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
produce producen queria querian llevo cierra cierran entierra entierran anda andan andaba andaban
querra querran sabra sabran cabra cabran
recuerda recuerdan devuelve devuelven resuelve resuelven mueve mueven promueve promueven acuerdan
"""

VERBS: Final = VerbWords(
    infinitives=tuple(_INFINITIVES.split()),
    irregular=tuple(_IRREGULAR.split()),
    endings=(
        *"ó aron ieron eron aba aban ían ará arán erá erán irá irán".split(),
        *"arían erían irían aría uye uyen drá drán dría drían".split(),
    ),
    participles=(
        "[ai]d[oa]s?",
        "dich[oa]s?",
        "hech[oa]s?",
        "muert[oa]s?",
        "escrit[oa]s?",
        "(?:com|dis|ex|im|o|pro|re|su)?puest[oa]s?",
        "(?:re|im|pre)?vist[oa]s?",
        "(?:re)?abiert[oa]s?",
        "(?:des|en|re)?cubiert[oa]s?",
        "(?:de|re|en)?vuelt[oa]s?",
        "(?:re|di|ab)?suelt[oa]s?",
        "rot[oa]s?",
    ),
    compounded=tuple(
        "puso pusieron tuvo tuvieron trajo trajeron dujo dujeron vinieron hizo hicieron".split()
    ),
    auxiliaries=frozenset(
        "es son fue fueron era eran sera seran seria ha han habia habian habra habria habrian "
        "esta estan estaba estaban estuvo puede pueden pudo podra podran podria podrian va van "
        "iba iban debe deben debia dio quiere quieren queria quiso suele hay".split()
    ),
    static=frozenset(
        "es son era eran fue fueron sera esta estan estaba tiene tienen tenia tuvo tendra hay hubo "
        "habia cuesta cuestan costo costara costaba mide miden medira pesa pesan vale valen valia "
        "dura duran duro durara duraba cobra cobran cobraban llama cabe caben cabia consta pasa "
        "paso".split()
    ),
    general=frozenset(
        "fue fueron paso pasaron ocurrio ocurrieron sucedio ha_pasado ocurre pasa sucede hizo "
        "hicieron hace hacen era".split()
    ),
    existing=frozenset("hay hubo habia habra hubiera".split()),
    of_people=tuple(
        "naci nace muri falleci viv[ei] estudi dimit trabaj cobr gan[aoó] dij opin respond contest "
        "vota hiri hier[ei] llor huy escap enferm renunci jubil cas[oóa]$ entr[oóa]$ ingres declar "
        "pid[ei] pedi exig reclam recurr reconoc sabi quer quier cre[eíy] pens decid ofrec promet "
        "compr vend pag[aoóu] recib denunci acus firm dedic jug sac[oóa] consig consigu sufri hizo "
        "manda mando facilit".split()
    ),
    of_things=tuple(
        "cuest cost[oóa] dur[aoó] estren inaugur mid[ei] pes[aoó] val[eí] celebr constru abri apag "
        "extingu empez empie comenz comien termin acab ocurr sucedi".split()
    ),
    on_people=tuple(
        "relev sustitu reemplaz sucedi deten detuv arrest conden ech[aoó] desped despid nombr "
        "solt suelt liber extradit expuls destitu mat[aoóe] asesin juzg acus captur encarcel "
        "deport contrat fich eligi elig[ei] llev[aó].*pres indult encontr.*muert".split()
    ),
    saying=(
        *"dijo dijeron dice dicen dicho afirm anunci asegur calcul estim confirm inform".split(),
        *"public revel sab[ei] supo cont[oó] cuenta declar sost neg[oó] explic".split(),
        "dio a conocer",
        "cifr",
    ),
    telling=tuple("dio dieron pidi dij explic propus exig alleg alegab atribu achac".split()),
    giving=tuple("dio dieron da ofreci aport hizo".split()),
    accepting=tuple("acept admit aprob reconoc acat accedi autoriz".split()),
    rejecting=tuple("rechaz neg descart desmint desment deneg prohib se_neg".split()),
    fates=tuple(
        "salv sobreviv mur muer fallec perec desaparec herid ahog intoxic victim rescat".split()
    ),
    leaving=tuple("dej caus provoc produj produc ocasion registr".split()),
    winning=tuple("gan venc triunf".split()),
    spending=tuple("gast invirt invert pag recaud perd junt reun ahorr".split()),
)

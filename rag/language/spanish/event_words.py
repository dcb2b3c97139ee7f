"""Events and things that a question can ask for, by how the words for them begin; without accents.

Every way in which a passage can speak of one is listed, since a missing one costs an answer.
"""

from __future__ import annotations

from typing import Final

from rag.language.sentence_words import CountedWords, EventWords, ThingWords

EVENTS: Final = {
    "death": EventWords(
        question=tuple("murier murio mueren muere muert fallec".split()),
        passage=(
            *"muert muri muere morir moria mortal mortif mortan mata mato matar fallec".split(),
            *"perecie perece deceso difunt victima bajas caido abatid asesin homicid".split(),
            *"crimen masacr extermin genocid suicid ahog ahorc fusil ejecut ejecuc decapit".split(),
            *"guillotin linch cadaver restos sepult enterr entierr funeral velatorio viud".split(),
            *"huerfan letal vidas? defuncion sucumb".split(),
            "sin vida",
        ),
    ),
    "evacuation": EventWords(
        question=tuple("evacuad evacuar evacuo desalojad desalojar desalojo".split()),
        passage=(
            *"evacu desaloj realoj abandon alberg acog refugi traslad polideport dormi".split(),
            *"vaciar vaciad vacio fuera dejar salir salieron desplazad confin".split(),
        ),
    ),
    "injury": EventWords(
        question=tuple("herid lesionad lastim".split()),
        passage=tuple(
            "herid lastim hirier hirio hiere herir hiri lesion contus quemadur hospital ingresad "
            "golpe accident danad victima atendid mutil fractur intoxic bajas".split()
        ),
    ),
    "arrest": EventWords(
        question=tuple("detenid detuv arrest apresa encarcel".split()),
        passage=tuple(
            "deten detuv detien arrest captur apres prision preso presa encarcel carcel custodia "
            "redada rejas recluid reclus imput fiscal juez policia apreh atrap".split()
        ),
    ),
    "missing": EventWords(
        question=tuple("desaparec".split()),
        passage=tuple(
            "desapar paradero rastro extravi perdid buscan busqueda localiz falta".split()
        ),
    ),
    "price": EventWords(
        question=tuple("costo costara costaron cuesta coste precio presupuesto dinero".split()),
        passage=tuple(
            r"cost cuest preci presup vale\b valia valio valen valorad inver invir invier "
            r"gast pag euro dolar pesos? soles libras? francos? marcos? yenes yuan rublo "
            r"bolivar reales peseta importe financ recaud cobr tarif multa salari sueld "
            r"ingres tasa fianza dona ahorr deud prestam credit compr vend venta subvenc "
            r"fondos dinero aport cuota usd eur".split()
        ),
        signs="$€£¥",
    ),
}

THINGS: Final = ThingWords(
    sorts=(
        (  # what people travel in
            (
                r"tren(?:es)?\b",
                *"ferrocarril ferrovi ferroviari locomotora vagon tranvia rail".split(),
            ),
            tuple("avion vuelo aerolinea aerea aereo helicopter hidroavion boeing airbus".split()),
            tuple("barco buque ferri ferry naviera lancha transbordador velero navio".split()),
            (*"autobus autocar microbus omnibus colectivo".split(), r"bus(?:es)?\b"),
        ),
    ),
    disasters=(
        "terremoto sismo seísmo temblor maremoto tsunami réplicas",
        "inundación inundaciones riada crecida desborde desbordamiento anegamiento dana temporal "
        "lluvias tormenta aguacero diluvio huracán ciclón tifón tornado vendaval",
        "incendio incendios fuego quema arder explosión deflagración estallido",
        "volcán erupción lava",
        "atentado atentados tiroteo",
    ),
    other_disasters=(
        "accidente choque colisión descarrilamiento naufragio derrumbe alud avalancha "
        "deslizamiento epidemia brote pandemia"
    ),
)

COUNTED: Final = CountedWords(
    people={
        "death": (
            r"muert[oa]s|fallecid[oa]s|victimas mortales|asesinad[oa]s|ahogad[oa]s|ejecutad[oa]s"
        ),
        "injury": r"herid[oa]s|lesionad[oa]s|intoxicad[oa]s|contusionad[oa]s",
        "casualties": r"bajas|victimas",
        "arrest": (
            r"detenid[oa]s|arrestad[oa]s|prisioner[oa]s|capturad[oa]s|encarcelad[oa]s|rehenes"
        ),
        "missing": r"desaparecid[oa]s",
        "evacuation": r"evacuad[oa]s|desalojad[oa]s|desplazad[oa]s|refugiad[oa]s",
    },
    befallen={
        "death": (
            r"muri(?:eron|o)|ha(?:n|bian?)? (?:muerto|fallecido|perecido|perdido la vida)"
            r"|falleci(?:eron|o)|pereci(?:eron|o)|perdi(?:eron|o) la vida|resultaron muert[oa]s"
        ),
        "injury": (
            r"(?:resultaron|fueron|quedaron|han resultado|han sido|resultaran) "
            r"(?:herid|lesionad|intoxicad)[oa]s"
        ),
        "arrest": r"(?:fueron|quedaron|han sido) (?:detenid|arrestad|encarcelad|capturad)[oa]s",
        "missing": (
            r"desaparecieron|(?:siguen|continuan|permanecen) (?:desaparecid[oa]s|sin aparecer)"
        ),
        "evacuation": (
            r"(?:fueron|han sido|tuvieron que ser) (?:evacuad|desalojad|desplazad|realojad)[oa]s"
        ),
    },
    counting=r"(?:cifra|numero|total|cantidad|recuento|lista|cuenta) de(?: l[oa]s)?",
    lost="death",
    kin={"casualties": ("death", "injury", "missing", "arrest")},
    spoken=tuple(
        "balance saldo sald[oó] afectad sufri result perd da[nñ] rescat liber recuper atend "
        "canje".split()
    ),
    asked=(
        r"\bcuant[oa]s? (?:de l[oa]s )?"
        r"(?:personas|gente|muert[oa]s|herid[oa]s|fallecid[oa]s|evacuad[oa]s"
        r"|detenid[oa]s|desaparecid[oa]s|victimas|soldados|trabajador[ae]s|vecin[oa]s|pasajer[oa]s"
        r"|alumn[oa]s|nin[oa]s|hombres|mujeres|manifestantes|espectadores|asistentes|afectad[oa]s"
        r"|damnificad[oa]s|emplead[oa]s|obrer[oa]s|habitantes|tripulantes|ocupantes|pescador[ae]s"
        r"|enferm[oa]s|socios|presos|internos|maestros|policias|bomberos)\b"
    ),
    things=tuple(
        "casas viviendas edificios inmuebles vehiculos coches carros autos camiones autobuses "
        "buses trenes tranvias aviones helicopteros barcos buques lanchas embarcaciones misiles "
        "drones armas aldeas pueblos municipios localidades ciudades barrios colegios escuelas "
        "aulas hospitales camas puentes tiendas fincas reses animales perros caballos ovejas "
        "receptores televisores mesas calles cabinas proyectiles bombas tanques medios".split()
    ),
    apart=tuple("y e que en por con para tras segun a al desde hasta".split()),
    clauses=tuple("y e o u que pero por para con si cuando donde mientras quien quienes".split()),
    of="de",
)
"""Of what people are called, and things, where a number counts them."""

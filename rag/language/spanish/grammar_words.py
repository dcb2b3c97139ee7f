"""The small words of Spanish that questions are taken apart by, and the gender of nouns."""

from __future__ import annotations

from typing import Final

from rag.language.sentence_words import GrammarWords, NounWords

_ARTICLES: Final = frozenset("el la los las un una unos unas".split())

GRAMMAR: Final = GrammarWords(
    prepositions=frozenset(
        "a al en con por para desde hasta hacia contra sobre entre según segun durante tras sin "
        "ante bajo mediante como antes después despues de del".split()
    ),
    joints=frozenset("de del y e o u".split()),
    articles=_ARTICLES,
    determiners=_ARTICLES
    | frozenset("ese esa esos esas este esta estos estas aquel aquella su sus cada".split()),
    clitics=frozenset("se le les lo la los las me te nos".split()),
    question_words={
        "que": "qué",
        "q": "qué",
        "quien": "quién",
        "quienes": "quiénes",
        "cual": "cuál",
        "cuales": "cuáles",
        "cuando": "cuándo",
        "donde": "dónde",
        "adonde": "adónde",
        "como": "cómo",
        "cuanto": "cuánto",
        "cuanta": "cuánta",
        "cuantos": "cuántos",
        "cuantas": "cuántas",
    },
    with_noun=frozenset("que cual cuales cuanto cuanta cuantos cuantas".split()),
    pointing=(
        *"eso esto ello aquello ahí allí allá alli él ella ellos ellas".split(),
        *"es[ea]s? aquel aquella".split(),
    ),
    there=("ahí", "allí", "allá", "alli"),
    possessive=("su", "sus", "suy[oa]s?"),
    continuing=("y", "e", "pero", "entonces", "bueno", "vale"),
    adverbs=frozenset(
        "ya tambien ademas ahora antes despues luego entonces todavia aun siempre nunca solo "
        "recien ayer hoy mas menos".split()
    ),
    times=frozenset(
        "ano anos mes meses semana semanas dia dias siglo decada principios finales mediados fines "
        "lunes martes miercoles jueves viernes sabado domingo manana tarde noche madrugada vez "
        "momento".split()
    ),
    votes=frozenset({"en contra", "a favor", "en blanco"}),
    years_beside={
        -1: ("(?:en )?el año (?:anterior|previo|antes)", "un año antes"),
        1: ("(?:(?:en )?el|al) año (?:siguiente|después)", "un año (?:después|más tarde)"),
    },
)

NOUNS: Final = NounWords(
    measures=frozenset(
        "ano anos mes meses semana semanas dia dias hora horas minuto minutos tiempo fecha fechas "
        "vez veces edad kilometro kilometros metro metros hectarea hectareas tonelada toneladas "
        "litro litros barril barriles euro euros dolar dolares peso pesos dinero porcentaje por "
        "millon millones nombre numero cantidad magnitud altura longitud tamano distancia motivo "
        "razon razones motivos cargo lugar sitio ciudad pais siglo decada momento region parte "
        "proporcion cifra".split()
    ),
    given=frozenset("motivo motivos razon razones nombre dinero cargo".split()),
    kin=frozenset(
        "hijo hija hijos hijas hermano hermana hermanos hermanas padre madre padres marido mujer "
        "esposo esposa viudo viuda novio novia nieto nieta abuelo abuela tio tia primo prima "
        "sobrino sobrina suegro suegra yerno nuera".split()
    ),
    masculine=frozenset("dia mapa tema problema programa sistema planeta clima cometa".split()),
    feminine_endings=tuple(
        "a as cion ciones sion siones zon zones sis dad dades tud tudes umbre umbres red gente "
        "torre torres calle calles clase clases nave naves sede sedes serie series muerte muertes "
        "noche noches tarde tardes parte partes fuente fuentes".split()
    ),
    things=frozenset(
        "centro teatro encuentro registro metro claustro rastro siniestro carretera frontera "
        "bandera cantera ladera pradera escalera hoguera motor ascensor error tractor sector valor "
        "reactor transformador televisor dinero crucero enero febrero sendero puente accidente "
        "expediente incidente ambiente continente corriente fuente patente vertiente torrente "
        "restaurante volante lista pista entrevista conquista revista salario horario calendario "
        "escenario barrio diario formulario aniversario santuario plaza pieza corteza riqueza "
        "limpieza amenaza terraza emisora impresora dolar hora mejora demora flora obra sombra "
        "generador letra piedra opera exterior interior alrededor".split()
    ),
    person_endings=tuple(
        "or ora ista ante ente ero era logo loga tro tra az ez eza ario aria dato data alde aldesa "
        "persona hombre mujer nino nina jefe jefa militar fiscal juez jueza soldado abogado "
        "abogada diputado diputada vecino vecina alumno alumna socio socia medico medica hijo hija "
        "hermano hermana padre madre viuda marido esposa novio novia familia "
        "coronel capitan sargento timonel dueno duena patron patrona amo ama".split()
    ),
    had=frozenset(
        "ano hijo hija hermano hermana nieto nieta huerfano voto gol titulo punto premio libro "
        "obra seguidor pelicula antecedente condena medalla".split()
    ),
    actors=frozenset(
        "pai empresa club partido banco equipo organismo grupo tribunal institucion sindicato "
        "ministerio ayuntamiento gobierno compania entidad asociacion marca juez jueza".split()
    ),
    bodies=frozenset(
        "fiscalia corte gobierno policia justicia guardia alcaldia gobernacion intendencia "
        "municipio concejo cabildo diputacion provincia prefectura presidencia defensa acusacion "
        "familia comunidad".split()
    ),
)

"""Page furniture goes, news stays."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.documents.clutter import (
    clutter_flags,
    is_clutter,
    is_cut_off,
    is_reference_heading,
    teasers_inside,
)
from rag.documents.paragraphs import passages

FURNITURE = [
    "Entérate con La Gaceta del Sur",
    "Entérate de todo en nuestro canal",
    "Vea también El Puerto Reabre sus Muelles tras el Temporal – Lluvias en la Costa",
    "Vea también: el puerto reabre",
    "VEA TAMBIÉN: EL PUERTO REABRE",
    "Ver también El ministro viaja a Lima",
    "Lea también | Suben los precios del pan",
    "Lee también «La sequía no da tregua»",
    "**Lee más:** Suben los precios",
    "👉 Lea también: Suben los precios",
    "[Lea también: Suben los precios](https://ejemplo.es/pan)",
    "Te puede interesar",
    "Te puede interesar: Suben los precios",
    "Le puede interesar Suben los precios",
    "También te puede interesar:",
    "También te recomendamos",
    "También te recomendamos: diez recetas de verano",
    "Le recomendamos leer: Arde un pajar en Riaza",
    "En video: Así fue el rescate de la mina",
    "Relacionado",
    "Relacionado: Suben los precios",
    "Noticias relacionadas",
    "Más noticias de economía",
    "Lo más leído",
    "Lo más visto: Diez playas de interior",
    "Más de Economía: la naviera cambia de dueño y…",
    "Más en Cultura y Ocio | Vuelve el circo",
    "Sigue leyendo: Suben los precios",
    "Leer más",
    "Leer más »",
    "Más información",
    "No te pierdas ninguna noticia",
    "Suscríbete",
    "Suscríbete a nuestro boletín y recibe las noticias cada mañana.",
    "Suscríbase para seguir leyendo",
    "¿Te gustó esta nota? Suscríbete a nuestro boletín.",
    "Síguenos en Twitter y Facebook",
    "Para más noticias, síguenos en Telegram.",
    "Únete a nuestro canal de WhatsApp",
    "Comparte esto:",
    "Comparte esta noticia",
    "Compartir en Facebook",
    "Compartir",
    "Haz clic aquí",
    "Haz clic aquí para ver el vídeo completo",
    "Descarga nuestra aplicación para recibir alertas",
    "Inicia sesión para comentar",
    "Publicidad",
    "- PUBLICIDAD -",
    "Contenido patrocinado",
    "© 2025 La Gaceta del Sur",
    "Copyright 2025 La Gaceta. Todos los derechos reservados.",
    "Todos los derechos reservados",
    "Prohibida su reproducción total o parcial sin autorización escrita.",
    "Utilizamos cookies propias y de terceros para mejorar su experiencia. Puede aceptarlas todas.",
    "Este sitio web utiliza cookies",
    "Política de privacidad",
    "https://ejemplo.es/noticias/2025/puerto",
    "www.ejemplo.es",
    "@lagaceta",
    "#puerto #temporal",
    "redaccion@ejemplo.es",
    "Facebook Twitter WhatsApp",
    "Foto: EFE",
    "(Foto: Reuters)",
    "Crédito: EFE",
    "Foto: El muelle sur, cerrado el lunes / Agencia del Puerto",
    "Imagen de archivo: el muelle sur",
    "EFE/Juan Soler",
    "Etiquetas: puerto, temporal, economía",
    "Tags: puerto",
    "3 min de lectura",
    "12 comentarios",
    "* * *",
    "---",
    "![el muelle](muelle.jpg)",
]

NEWS = [
    "El puerto reabrió ayer.",
    "Entérate, le dijo su madre, y no volvió a hablarle del asunto en todo el verano.",
    "Ver más allá del conflicto",
    "Ver más allá del conflicto exige tiempo, advirtió la mediadora.",
    "Vea también el acuerdo de 1998, que nunca se publicó, recordó el juez.",
    "Relacionado con el cierre, el ministro pidió calma a los estibadores.",
    "Más información será divulgada el lunes por el Ministerio de Fomento.",
    "Más de 11.000: esa es la cifra que maneja el ministerio.",
    "Más de mil: así contó los votos el alcalde.",
    "Más de Europa que de América llegan los turistas.",
    "Sigue a la espera de respuesta la carta de los estibadores.",
    "Comparte la frontera norte con dos países.",
    "Compartir el agua fue la condición que puso la comarca.",
    "Recibe el premio la investigadora que halló la bacteria.",
    "Inicia sesión extraordinaria el Congreso para debatir la ley.",
    "El lema «Suscríbete a nuestro boletín» apareció en todas las pantallas del estadio.",
    "El líder pidió a los suyos: «Síguenos en Telegram».",
    "El nuevo boletín epidemiológico registra 300 casos.",
    "La Policía investiga si la web utiliza cookies para seguir a los menores.",
    "Última hora: el puerto reabre sus muelles",
    "La foto: un muelle vacío y tres grúas paradas, dice el fiscal.",
    "EFE cumple 85 años con una exposición en Madrid.",
    "Reuters publicó el documento completo el martes.",
    "El ministro dijo en Facebook que no dimitirá.",
    "La etiqueta #puerto fue la más usada del día.",
    "Quien quiera leer más sobre el caso encontrará el sumario en el juzgado.",
    "El acuerdo no se firmará…",
    "Los temas: sequía, precios y empleo centraron el debate de anoche en la televisión pública, "
    "que siguieron dos millones de espectadores, un tercio de ellos menores de treinta años.",
]


CALLS = [
    "Lea: Detienen en Ribera Alta a cuatro contrabandistas de tabaco",
    "Mire: El cantante Leo Farfán cancela su gira por una lesión",
    "MIRA: El cantante Leo Farfán cancela su gira.",
    "También puede leer: Cae un puente en la sierra y deja nueve heridos",
    "PUEDES VER: ¿Qué es el catastro y para qué sirve?",
    "Quizás te interese: Cae un puente en la sierra",
    "También lee: Cae un puente",
    "No dejes de leer: Cae un puente",
    "VIDEO: Así cayó el puente de la sierra",
    ">> Mira: Las mejores fotos de la fiesta",
    "Además: Detienen en Ribera Alta a cuatro contrabandistas",
    "LEA MÁS | Cae un puente en la sierra",
    "Mirá también: Cae un puente en la sierra",
    "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor.",
    "Ut enim ad minim veniam, quis nostrud exercitation ullamco laboris nisi ut aliquip.",
    "Ingresa tu rut",
    "Ingrese su correo electrónico",
    "Tu dirección de correo electrónico no será publicada. Los campos obligatorios…",
    "Aquí va el título",
    "Texto de ejemplo",
    "Debes iniciar sesión para comentar",
]
ANSWERS = [
    "Mire: no hay dinero para eso, y usted lo sabe.",
    "Mire: Yo no voy a dimitir.",
    "Mira: el problema es otro",
    "También puede leer las obras completas en la biblioteca.",
    "Puedes ver la exposición hasta el domingo",
    "Además: el alcalde no quiso hablar con la prensa",
    "Ingresa tu RUT en el sitio del Registro Civil y descarga el certificado que necesitas.",
    "El texto «lorem ipsum» se usa desde el siglo XVI para probar las letras de imprenta.",
    "Ver para creer: Torralba tendrá tren",
    "Nota: los precios incluyen el IVA",
    "Lea Seydoux llegó ayer a Orlavia.",
    "Pueblo: Torralba; Habitantes: 1.204",
    "Lectura: quedó aprobado el acta.",
    "Te interesará saber que el pozo sigue abierto",
    "Recuerda: Madrid no se hizo en un día.",
    "Entrevista: Marta Ezquerra, portavoz de la oposición.",
]


@pytest.mark.parametrize("block", FURNITURE)
def test_page_furniture_is_clutter(block: str) -> None:
    assert is_clutter(block)


@pytest.mark.parametrize("block", NEWS)
def test_news_is_kept(block: str) -> None:
    assert not is_clutter(block)


def test_a_paragraph_of_news_that_mentions_subscribing_is_kept() -> None:
    paragraph = (
        "La plataforma cambió ayer el botón que decía «suscríbete a nuestro boletín» después de "
        "que la autoridad de consumo recibiera 4.300 quejas de personas que pagaron sin saberlo. "
        "Según la denuncia, quien pulsaba «síguenos en Telegram» aceptaba también una cuota "
        "mensual de nueve euros. La empresa devolverá el dinero antes de marzo, pidió disculpas y "
        "atribuyó el fallo a un proveedor extranjero."
    )
    assert len(paragraph.split()) >= 60
    assert not is_clutter(paragraph)


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("Te puede interesar:", True),
        ("Lo más leído de la semana", True),
        ("Lee también:", True),
        ("Te puede interesar: Suben los precios", False),
        ("El puerto reabre", False),
    ],
)
def test_a_reference_heading_announces_but_names_nothing(block: str, expected: bool) -> None:
    assert is_reference_heading(block) is expected


TEASERS = [
    "El fabricante de chips ha presentado una nueva generación de procesadores que…",
    "Han vuelto los rumores sobre la cantante, pero su representante aclara…",
    "Para casi todos, el mar es de un solo color. Cada...",
    "La cadena de tiendas abrirá veinte locales en la…",
]
PARAGRAPH = "El puerto reabrió ayer sus muelles tras cuatro días de temporal, según la autoridad."


def flags(*blocks: str, headings: tuple[int, ...] = ()) -> list[bool]:
    return clutter_flags(blocks, [i in headings for i in range(len(blocks))])


def test_teasers_at_the_end_of_a_file_go_and_the_article_stays() -> None:
    assert flags(PARAGRAPH, PARAGRAPH, *TEASERS) == [False] * 2 + [True] * 4


def test_teasers_with_their_headlines_and_labels_go_together() -> None:
    blocks = (PARAGRAPH, "Un chip nuevo", TEASERS[0], "Publicidad", "La cantante", TEASERS[1])
    more = (TEASERS[2],)
    assert flags(*blocks, *more, headings=(1, 4)) == [False] + [True] * 6


def test_a_sentence_that_trails_off_inside_the_article_stays() -> None:
    assert flags(PARAGRAPH, TEASERS[0], TEASERS[1], TEASERS[3], PARAGRAPH) == [False] * 5


def test_a_last_paragraph_that_trails_off_stays() -> None:
    assert flags(PARAGRAPH, "Nadie sabe aún si el muelle viejo volverá a abrir…") == [False] * 2
    assert flags(PARAGRAPH, TEASERS[0]) == [False] * 2


def test_two_last_paragraphs_that_trail_off_on_purpose_stay() -> None:
    ending = ("Nadie sabe aún si el muelle volverá…", "Los viejos estibadores lo esperan todavía…")
    assert flags(PARAGRAPH, *ending) == [False] * 3
    assert flags(PARAGRAPH, TEASERS[0], TEASERS[1]) == [False, True, True]


def test_one_teaser_after_a_reference_heading_or_with_read_more_goes() -> None:
    assert flags(PARAGRAPH, "Te puede interesar", TEASERS[1]) == [False, True, True]
    assert flags(PARAGRAPH, TEASERS[1] + " Leer más") == [False, True]


def test_a_text_made_of_teasers_alone_is_kept() -> None:
    assert flags(*TEASERS) == [False] * 4


def test_headlines_after_a_reference_heading_are_other_articles() -> None:
    closing = (PARAGRAPH, "Noticias relacionadas", "Suben los precios", "Baja el paro")
    assert flags(*closing, headings=(2, 3)) == [False, True, True, True]
    inside = (PARAGRAPH, "Te puede interesar", "Suben los precios", "Los muelles", PARAGRAPH)
    assert flags(*inside, headings=(2, 3)) == [False, True, True, False, False]


@pytest.mark.parametrize(
    ("block", "expected"),
    [(TEASERS[0], True), ("Y esperó…", False), ("El puerto reabrió ayer sus muelles.", False)],
)
def test_a_teaser_is_a_short_block_cut_off(block: str, expected: bool) -> None:
    assert is_cut_off(block) is expected
    assert not is_cut_off("palabra " * 50 + "…")


@pytest.mark.parametrize("block", CALLS)
def test_calls_to_other_articles_and_placeholders_are_clutter(block: str) -> None:
    assert is_clutter(block)


@pytest.mark.parametrize("block", ANSWERS)
def test_sentences_that_begin_like_a_call_are_kept(block: str) -> None:
    assert not is_clutter(block)


def test_filler_is_clutter_however_long() -> None:
    assert is_clutter("Lorem ipsum dolor sit amet, consectetur adipiscing elit. " * 20)


BEFORE = "La portavoz Marta Ezquerra lamentó que la partida baje por segundo año."
AFTER = "El alcalde replicó que la biblioteca abrirá los sábados desde septiembre."


@pytest.mark.parametrize(
    "teaser",
    [
        "Lea también: Detienen en Ribera Alta a cuatro contrabandistas.",
        "También puede leer: Cancelan la gira de Bruno Kamara",
        "Le puede interesar: ¿Quién cancela su gira?",
        "PUEDES VER: Detienen en Ribera Alta a cuatro contrabandistas.",
        "LEA: Cuatro detenidos en Ribera Alta.",
        "Te recomendamos: «La gira se cancela», dice Kamara.",
        "(Lea también: Detienen en Ribera Alta a cuatro contrabandistas)",
        "[Nota relacionada: Cancelan la gira de Bruno Kamara].",
    ],
)
def test_a_teaser_inside_a_paragraph_is_in_no_passage(teaser: str) -> None:
    finished = teaser.rstrip(")].") != teaser or teaser[-1] in "?."
    texts = [
        f"{BEFORE} {teaser}",
        *([f"{BEFORE} {teaser} {AFTER}", f"{teaser} {AFTER}"] * finished),
    ]
    for text in texts:
        cut = passages(text, count_tokens=lambda piece: len(piece.split()), limit=300)
        pieces = [text[span.start : span.end] for span in cut.spans]
        assert " ".join(pieces) == " ".join(p for p in (BEFORE, AFTER) if p in text)
        assert len(cut.clutter) == 1
        assert cut.clutter[0] in teaser


@pytest.mark.parametrize(
    "text",
    [
        f"{BEFORE} Mire: no hay dinero. {AFTER}",
        f"{BEFORE} «Lea también: Cervantes es un placer», dijo el alcalde. {AFTER}",
        f"{BEFORE} El alcalde dijo: «Lean. Lea también: Galdós. Y a Clarín», y calló. {AFTER}",
        f"{BEFORE} Puede ver más adelante el cuadro. {AFTER}",
        f"{BEFORE} (véase también el artículo 5) {AFTER}",
        f"{BEFORE} También puede leer la ordenanza en el tablón: Allí estará un mes. {AFTER}",
        "Lea también: Detienen en Ribera Alta a cuatro",
    ],
)
def test_what_may_be_a_sentence_stays(text: str) -> None:
    assert teasers_inside(text) == []


@given(st.text(alphabet="Lea también: X.«»()[]\n¿aÁ ", max_size=200))
def test_teasers_lie_inside_in_order_and_apart(text: str) -> None:
    found = teasers_inside(text)
    assert all(0 <= a < b <= len(text) for a, b in found)
    assert all(b <= c for (_, b), (c, _) in pairwise(found))

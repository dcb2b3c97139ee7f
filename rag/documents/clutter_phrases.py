"""Lists the wording of page furniture on Spanish press sites.

Data rather than logic, apart so that a phrase seen on one more site is one more line.
All patterns are matched, ignoring case, against text without accents, most of them at
its head and without bullets or arrows before it.
"""

from __future__ import annotations

import re
from typing import Final


def _pattern(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in alternatives), re.IGNORECASE)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_YOU: Final = r"(?:te|le|les|os)"
_NETWORK: Final = r"(?:redes|facebook|twitter|instagram|tiktok|telegram|whatsapp|youtube|x)"

# Point to another article: clutter when a headline follows, or nothing.
REFERENCE: Final = _pattern(
    r"(?:vea|ve|ver|lea|lee|leer|mira|mire|mirar|escucha|escuche)\s+(?:tambien|ademas)\b",
    r"(?:lee|lea|leer|ver|vea|mira|mire|revisa|revise|escucha|conoce)\s+(?:mas|aqui|aca)\b",
    r"\w{3,12}\s+(?:tambien|ademas)(?=\s*[:|>»])",
    r"(?:tambien|ademas)\s+(?:lea|lee|vea|ve|mire|mira|escuche|escucha)\b",
    rf"(?:(?:tambien|ademas),?\s+)?(?:{_YOU}\s+)?(?:puedes?|podes|podrias?|puede usted)\s+"
    r"(?:tambien\s+)?(?:leer|ver|mirar|escuchar|revisar)(?:\s+(?:tambien|ademas|aqui|mas))?\b",
    rf"(?:quizas?|tal\s+vez)\s+{_YOU}\s+(?:interese|guste)\b",
    rf"(?:esto\s+)?(?:tambien\s+)?{_YOU}\s+(?:interesara|gustara)\b",
    r"no\s+dejes?\s+de\s+(?:leer|ver)\b",
    r"en\s+otras\s+noticias\b",
    r"(?:(?:ademas|tambien),?\s+)?(?:puede|podria)\s+interesar(?:te|le|les)\b",
    rf"(?:(?:ademas|tambien),?\s+)?{_YOU}\s+(?:puede|podria|va a)\s+(?:interesar|gustar)\b",
    rf"(?:tambien\s+)?{_YOU}\s+(?:recomendamos|sugerimos|interesa)(?:\s+(?:leer|ver))?\b",
    r"(?:contenido|nota|notas|noticia|noticias|articulo|articulos|tema|temas|lecturas?)\s+"
    r"(?:relacionad[oa]s?|recomendad[oa]s?|sugerid[oa]s?)\b",
    r"(?:relacionad[oa]s?|recomendad[oa]s?)\b",
    r"(?:sigue|siga|segui|seguir|continua|continue|continuar)\s+leyendo\b",
    r"no\s+se\s+(?:lo\s+)?pierda\b",
    r"(?:mas|otras)\s+(?:noticias|notas|informacion|historias|contenido)\b",
    r"mas\s+(?:de|en|sobre)\s+(?-i:[A-Z])\w+(?:\s+\w+){0,2}(?=\s*[:|])",
    r"(?:lo|las|los)\s+mas\s+(?:leid[oa]s?|vist[oa]s?|popular(?:es)?|reciente)\b",
)
# A call of one word, and a headline behind the colon: clutter when that begins with a capital and
# ends without a full stop, since «Mire: no hay dinero» and «Mire: Yo no voy.» are answers.
CALL: Final = _pattern(
    r"(?:lea|lee|leer|leelo|mire|mira|mirar|vea|ve|ver|escuche|escucha|revise|revisa|conozca|conoce|"
    r"descubra|descubre|repase|repasa|recuerda|relea|entérese|enterese|enterate|ademas|tambien|"
    r"mas\s+informacion|mas\s+detalles|para\s+(?:leer|saber)\s+mas|sobre\s+(?:el|este)\s+tema|"
    r"(?:en\s+)?(?:video|fotos|imagenes)|galeria|nota|noticia|articulo|entrevista|opinion|analisis|especial|lectura)"
    r"(?:\s+(?:el|la|los|las)\s+(?:video|nota|fotos|galeria|entrevista))?\s*:",
)
# The same call in capitals is never the beginning of a sentence.
CAPITAL_CALL: Final = re.compile(r"[A-Z][A-Z ]{2,40}:\s")
# These may go on in lower case: «Más noticias de Corea», «Lo más leído de la semana».
LISTING: Final = _pattern(
    r"(?:(?:mas|otras)\s+(?:noticias|notas|informacion|historias)|(?:noticias|notas|articulos)\s+"
    r"(?:relacionad|recomendad)[oa]s|lo\s+mas\s+(?:leido|visto))\s+(?:de|del|sobre|en|para|con)\b",
)

_PIECE: Final = r"(?:contenido|articulo|nota|noticia|informacion|texto)"
_PAYING: Final = r"(?:suscriptor|suscriptora|abonad[oa]|soci[oa]|usuarios?\s+registrado)(?:e?s)?"
# Ask the reader to do something, at the head of the block.
PROMPT: Final = _pattern(
    r"enterate\s+(?:con|de\s+(?:todo|mas|las|lo)|aqui|primero|por|en)\b",
    r"(?:suscribete|suscribite|suscribase|subscribete|suscribanse|registrate|registrese|apuntate|"
    r"asociate|apoyanos|ayudanos|cuentanos|contanos)\b",
    r"(?:hazte|hagase|hacete|vuelvete|conviertete\s+en)\s+(?:soci|suscriptor|miembro|premium|abonad)",
    r"(?:haz|haga|hace)\s+(?:tu|su|una)\s+donacion\b",
    rf"(?:valora|valore|califica|califique|vota|vote|puntua|puntue|evalua|evalue|reporta|reporte|reportar|"
    rf"informar\s+de|corregir|notificar|imprime|imprimir|guarda|guardar|envia|envie|enviar|descargar)\s+"
    rf"(?:est[ea]\s+|el\s+|la\s+|un\s+|una\s+)?(?:{_PIECE}|error|errata|publicacion|pagina)"
    r"(?:\s+(?:a\s+un\s+amigo|por\s+correo|por\s+e-?mail|en\s+pdf|aqui|como\s+pdf))?\W*$",
    r"(?:mostrar|ver|ocultar|cargar|leer|escribir|publicar|abrir|cerrar)\s+(?:(?:los|mas|todos\s+los|un|tu|su)\s+)?"
    r"(?:\d+\s+)?comentarios?\W*$",
    r"(?:sin|no\s+hay|todavia\s+no\s+hay)\s+comentarios(?:\s+(?:todavia|aun))?\W*$",
    r"(?:se|sea|sé)\s+el\s+primero\s+en\s+(?:comentar|opinar)\b",
    r"(?:recibe|recibi|reciba)\s+(?:gratis|(?:las\s+)?noticias\s+(?:desde|en|por|al)|las\s+noticias|nuestr[oa]s?|en\s+tu|lo\s+mejor|alertas)\b",
    r"(?:siguenos|siganos|seguinos|sigueme|(?:sigue|siga)\s+nuestr[oa]s?)\b",
    rf"(?:sigue|siga)\s+a\b.{{0,40}}\ben\s+{_NETWORK}\b",
    r"(?:lee|lea|leer)\s+(?:la\s+not(?:a|icia)|el\s+articulo)\s+complet[ao]\b",
    r"no\s+te\s+(?:lo\s+)?pierdas\b",
    r"(?:encuentranos|buscanos|visitanos|contactanos)\b",
    r"(?:unete|unite|unase|sumate|sumese)\s+(?:a|al|aqui)\b",
    r"(?:descarga|descargue|baja|instala)\s+(?:la|nuestra|gratis|aqui)\b.{0,30}\b(?:app|aplicacion)",
    r"(?:activa|active)\s+las\s+notificaciones\b",
    r"(?:comparte|comparti|comparta|compartir|compartelo)\s*(?:$|[:|]|(?:esto|est[ae]\s+(?:noticia|nota|"
    r"articulo|contenido|publicacion|entrada|historia)|"
    rf"(?:en|por)\s+(?:tus\s+)?(?:{_NETWORK}|correo|e-?mail))\b)",
    r"(?:haz|haga|hace|dale|da)\s+cli(?:c|ck)\b",
    r"(?:pulsa|pulse|pincha|pinche|clic|click)\s+(?:aqui|en\s+el\s+enlace)\b",
    r"(?:inicia|inicie|iniciar)\s+sesion(?:$|\s+(?:para|o|con|aqui)\b)",
    r"(?:deja|deje|escribe|escribi|escriba|dejanos)\s+(?:un|tu|su|aqui)\s+comentario\b",
    r"(?:apoya|apoye)\s+(?:el|nuestro)\s+periodismo\b",
    r"(?:ingresa|ingrese|ingresar|introduce|introduzca)\s+(?:aqui\s+)?(?:tu|su|un|el)\s+(?:rut|dni|"
    r"correo|e-?mail|mail|clave|contrasena|nombre|usuario|telefono|codigo|busqueda|comentario)\b"
    r"(?:[^.]*|.{0,40})\Z",
    r"(?:tu|su)\s+direccion\s+de\s+(?:correo|e-?mail)\b.{0,30}\bno\s+sera\s+publicada\b",
    r"(?:los\s+)?campos\s+(?:obligatorios|requeridos)\s+(?:estan\s+)?marcados\b",
    r"(?:debes?|tienes?\s+que|necesitas?)\s+(?:iniciar\s+sesion|estar\s+registrad[oa]|registrarte)\s+para\s+"
    r"(?:comentar|leer|ver|seguir)\b",
    r"(?:boletin|newsletter)(?:es)?(?:\s+(?:de\s+noticias|diario|semanal|informativo))?$",
    r"newsletters?\s*:",
    r"(?:(?:ahora|ya|tambien),?\s+)*(?:nos\s+)?(?:puedes?|podes|pueden)\s+(?:seguir|encontrar|leer|"
    r"escuchar|visitar|contactar|escribir)nos\b",
    rf"(?:ya\s+|tambien\s+)?(?:estamos|seguimos)\s+(?:tambien\s+)?en\s+(?:{_NETWORK}|google)\b",
    rf"(?:este|esta|el|la)\s+{_PIECE}\s+(?:completo\s+|completa\s+)?(?:es|esta|esta\s+disponible)\s+"
    rf"(?:solo\s+|unicamente\s+)?(?:(?:exclusiv|reservad|disponible)\w*\s+)?(?:solo\s+)?(?:para|a)\s+"
    rf"(?:nuestros\s+|los\s+)?{_PAYING}\b",
    rf"{_PIECE}\s+(?:exclusiv[oa]|solo|reservad[oa])\s+(?:para|a)\s+(?:nuestros\s+)?{_PAYING}\b",
    rf"(?:solo|exclusivo)\s+para\s+(?:nuestros\s+)?{_PAYING}\W*$",
    r"para\s+(?:seguir|continuar)\s+leyendo\b",
    rf"(?:ya\s+)?(?:eres|es\s+usted|sos)\s+{_PAYING}\b.{{0,40}}\?",
    r"(?:ha|has)\s+(?:alcanzado|llegado\s+al?)\s+(?:el\s+|su\s+|tu\s+)?limite\s+de\s+(?:articulos|notas|"
    r"lecturas)\b",
)
# The same, unmistakable inside a short block, outside quotation marks.
PROMPT_INSIDE: Final = _pattern(
    r"\b(?:suscribete|suscribase|registrate|apuntate)\s+(?:aqui|gratis|ya|(?:a|en)\s+(?:nuestr[oa]|"
    r"la\s+newsletter|el\s+boletin))\b",
    r"\b(?:siguenos|siganos)\s+(?:en|por|tambien|a\s+traves)\b",
    r"\b(?:haz|haga)\s+cli(?:c|ck)\s+(?:aqui|en\s+(?:este|el)\s+enlace)\b",
    r"\bunete\s+(?:a\s+nuestr[oa]|al?)\s+(?:canal|comunidad|grupo)\b",
)
# The same inside a paragraph, where only what has a colon behind it is told from a sentence; a call
# of one word only in capitals. With accents or without.
_CALLS_INSIDE: Final = (
    r"(?:lea|lee|leer|vea|ver|mire|mira|escuche|escucha)\s+(?:tambi[eé]n|adem[aá]s|m[aá]s)|"
    r"(?:tambi[eé]n|adem[aá]s)\s+(?:lea|lee|vea|mire|mira|escuche|(?:puedes?|pod[eé]s)\s+(?:leer|ver))|"
    r"(?:tambi[eé]n\s+)?(?:te|le|les)\s+(?:puede|podr[ií]a|va\s+a)\s+(?:interesar|gustar)|"
    r"(?:te|le|les)\s+(?:recomendamos|sugerimos|interesar[aá])(?:\s+(?:leer|ver))?|puedes?\s+(?:ver|leer)|"
    r"(?:nota|noticia|art[ií]culo|contenido|tema)s?\s+relacionad[oa]s?|no\s+dejes?\s+de\s+(?:leer|ver)|"
    r"(?-i:LEA|LEE|VEA|VER|MIRE|MIRA|ESCUCHE|ESCUCHA)"
)
BRACKETED_INSIDE: Final = re.compile(
    rf"\s?[(\[]\s*(?:{_CALLS_INSIDE})\s*:[^()\[\]\n]{{3,200}}[)\]]\.?", re.IGNORECASE
)
TEASER_INSIDE: Final = re.compile(
    rf"(?:\A|(?<=[.!?…»”\"])\s+)(?:{_CALLS_INSIDE})\s*:\s+[¿¡«“\"']?(?-i:[A-ZÁÉÍÓÚÑ])"
    r"[^\n]{2,160}?(?:\Z|[.!?…][»”\"]?(?=\s+[¿¡«“\"—–(]?(?-i:[A-ZÁÉÍÓÚÑ])))",
    re.IGNORECASE,
)
LEGAL: Final = _pattern(
    r"^(?:©|\(c\)\s|copyright\b|todos\s+los\s+derechos\s+reservados|derechos\s+reservados)",
    r"^(?:queda\s+)?prohibida\s+(?:su|la|toda)\s+(?:\w+\s+)?reproduccion\b",
    r"©.{0,80}derechos\s+reservados",
    r"^(?:aviso\s+legal|terminos\s+y\s+condiciones|politica\s+de\s+(?:privacidad|cookies))\b"
    r".{0,60}$",
    r"\b(?:utilizamos|usamos|aceptas?\s+(?:el\s+uso\s+de|todas)|acepta)\s+(?:las\s+)?cookies\b",
    r"^(?:este\s+sitio|esta\s+(?:web|pagina)|nuestr[oa]\s+\w+)\s+(?:web\s+)?(?:usa|utiliza)\s+"
    r"cookies\b",
    r"^(?:aceptar|rechazar|configurar|gestionar)\s+(?:todas\s+)?(?:las\s+)?cookies\W*$",
)
CAPTION: Final = _pattern(
    r"^\(?(?:foto|fotos|fotografia|fotografias|imagen|imagenes|credito|creditos|video|grafico|"
    r"infografia|ilustracion|captura|archivo)\s*(?:(?:de|cortesia)\s+[\w ]{1,30})?[:|/©]",
    r"^(?:efe|afp|reuters|ap|getty\s+images|europa\s+press|xinhua|kcna|tass|sputnik|ansa|dpa|epa)"
    r"(?:\s*[/|,-]\s*[\w .\-]{0,40})?$",
)
TAGS: Final = _pattern(
    r"^(?:etiquetas|tags|temas|palabras\s+clave|keywords|archivado\s+en|categorias?|en\s+este\s+"
    r"articulo|mas\s+sobre|seccion|topicos)\s*:",
)
COUNTERS: Final = _pattern(
    r"^(?:tiempo\s+de\s+lectura\W.{0,20}|(?:lectura\s+de\s+)?\d{1,2}\s+min(?:utos?)?\.?"
    r"(?:\s+de\s+lectura)?|\d{1,5}\s+(?:comentarios?|compartidos|me\s+gusta|vistas|visitas|shares)|"
    r"(?:comentarios?|compartidos|me\s+gusta|vistas|visitas|lecturas)\s*:?\s*[(\[]?\d[\d.]{0,8}[)\]]?|"
    r"(?:leido|visto|visitado|compartido)\s+\d[\d.]{0,8}\s+veces)$",
    r"^ultima\s+(?:actualizacion|modificacion)\b(?:\s+(?:del?\s+)?(?:la\s+)?(?:sitio|pagina|web|nota|noticia|"
    r"articulo))?\s*(?::|el\b).{4,40}$",
)
# What a template has until somebody writes; the words of «Lorem ipsum» are Cicero's, cut up.
PLACEHOLDER: Final = _pattern(
    r"^\W*(?:texto\s+de\s+(?:ejemplo|relleno|prueba)|contenido\s+de\s+(?:ejemplo|relleno|prueba)|"
    r"aqui\s+va\s+(?:el|la|tu|su)\s+(?:texto|titulo|titular|bajada|entradilla|epigrafe|pie|foto|copete)|"
    r"(?:escribe|escriba|inserta|inserte|agrega|agregue)\s+aqui\s+(?:el|la|tu|su)\s+\w+|"
    r"(?:titulo|bajada|volanta|copete|epigrafe|entradilla)\s+de\s+(?:la\s+)?(?:nota|noticia|prueba))\W*$",
)
LOREM: Final = _words(
    "lorem ipsum dolor sit amet consectetur adipiscing adipisicing elit sed do eiusmod tempor "
    "incididunt ut labore et dolore magna aliqua enim ad minim veniam quis nostrud exercitation "
    "ullamco laboris nisi aliquip ex ea commodo consequat duis aute irure in reprehenderit "
    "voluptate velit esse cillum eu fugiat nulla pariatur excepteur sint occaecat cupidatat non "
    "proident sunt culpa qui officia deserunt mollit anim id est laborum vestibulum nunc "
    "pellentesque vivamus curabitur fusce praesent mauris donec nec tincidunt vitae tortor risus "
    "sapien lectus orci faucibus ultrices posuere cubilia viverra justo commodo hendrerit aliquam "
    "erat volutpat"
)
# Whole blocks, lower case, without punctuation.
LABELS: Final = frozenset(
    {
        *("publicidad", "publicidad publicidad", "anuncio", "anuncios", "advertisement"),
        *("contenido patrocinado", "espacio patrocinado", "patrocinado"),
        *("compartir", "comparte", "imprimir", "guardar", "copiar enlace", "enlace copiado"),
        *("comentarios", "comentar", "deja una respuesta", "cancelar respuesta"),
        *("inicio", "menu", "buscar", "cargando", "cerrar", "siguiente", "anterior"),
        *("volver arriba", "ir arriba", "saltar al contenido", "skip to content"),
        *("etiquetas", "tags", "redes sociales", "escuchar", "escuchar articulo"),
        *(
            "ingresar",
            "iniciar sesion",
            "registrarse",
            "suscribirse",
            "mi cuenta",
            "acceder",
            "login",
        ),
        *("ver todo", "ver todas", "mostrar mas", "cargar mas", "me gusta", "aceptar", "rechazar"),
        *("leer mas", "ver mas", "lo ultimo", "ultimas noticias", "ultima hora"),
    }
)
NETWORKS: Final = _words(
    "facebook twitter x whatsapp telegram instagram linkedin pinterest youtube tiktok reddit email "
    "correo messenger threads bluesky print flipboard google news rss e-mail"
)
# An address, handle or hashtag.
ADDRESS: Final = re.compile(
    r"(?:<?(?:https?://|www\.)\S+>?|[\w.+-]+@[\w-]+\.[\w.-]+|[@#]\w+)[.,;]?\Z", re.IGNORECASE
)
# «Suscríbase quien quiera, dijo el alcalde»: somebody said it, to others than who reads the page.
SPEECH: Final = re.compile(
    r",\s(?:(?:le|les|se|nos|me)\s)?(?:\w{2,}(?:ó|aron|ieron)|dijo|dijeron|dice|dicen|decía|pide|pidió)"
    r"(?:\s(?:el|la|los|las|su|sus|un|una|a|al|ayer|hoy|[A-ZÁÉÍÓÚÑ])|\W)"
)
BETWEEN_NAMES: Final = _words("de del la las los y e en por texto fotos correo twitter")
MARKDOWN_IMAGE: Final = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)\Z")
QUOTED: Final = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"]*\"")
READ_ON: Final = re.compile(r"\b(?:leer|lee|lea|ver|seguir)\s+(?:mas|leyendo)\W*\Z", re.IGNORECASE)
CUT_OFF: Final = re.compile(
    r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])\s*(?:\W*(?:leer|lee|lea|ver|seguir)\s+(?:mas|leyendo)\W*)?\Z",
    re.IGNORECASE,
)
# Words after which no sentence trails off on purpose.
DANGLING: Final = _words(
    "a al ante bajo con contra de del desde durante en entre hacia hasta para por segun sin sobre "
    "tras el la los las lo un una unos unas su sus este esta estos estas ese esa cada y e o u que "
    "se no mas muy como cuyo cuya nuestro nuestra"
)

"""What is said in Spanish and in English of exact searches, batches, names, chronologies, models
and servers; told apart from :mod:`error_pairs` by nothing but their number.
"""

from __future__ import annotations

from typing import Final

DESK: Final[tuple[tuple[str, str], ...]] = (
    # Exact searches.
    ("La consulta tiene {} caracteres y caben {}. Acórtela, o repártala en varias.",
     "The query has {} characters and there is room for {}. Shorten it, or part it into several."),
    ("La consulta está vacía. Escriba qué quiere encontrar.",
     "The query is empty. Write what you want to find."),
    ("El orden «{}» no existe: use {}.", "There is no order “{}”: use {}."),
    ("El número de resultados debe ser 0 o más, y es {}.",
     "The number of results must be 0 or more, and is {}."),
    ("Una búsqueda exacta se limita a fuentes, fechas y nombres, no a documentos.",
     "An exact search is limited to outlets, dates and names, not to documents."),
    ("«{}» es una carpeta. Dé el nombre de un archivo dentro de ella.",
     "“{}” is a folder. Give the name of a file in it."),
    ("No existe la carpeta «{}». Créela, o dé otra ruta.",
     "There is no folder “{}”. Make it, or give another path."),
    ("«{}» no puede ser un archivo ({}).", "“{}” cannot be a file ({})."),
    ("«{}» no se pudo escribir ({}). Compruebe el espacio y los permisos, o dé otra ruta.",
     "“{}” could not be written ({}). Check the space and the permissions, or give another path."),
    # Many questions at once.
    ("El archivo está vacío: añada artículos con «hemeroteca add CARPETA» y repita.",
     "The archive is empty: add articles with “hemeroteca add FOLDER” and repeat."),
    ("«{}» no es una hoja de preguntas que se lea aquí.",
     "“{}” is no sheet of questions that is read here."),
    ("Guárdelo como .csv o .xlsx.", "Save it as .csv or .xlsx."),
    ("«{}» ocupa {} MB y el límite es {} MB. Divídalo en varios.",
     "“{}” takes {} MB and the limit is {} MB. Part it into several."),
    ("No se puede leer «{}»: está dañado ({}).", "“{}” cannot be read: it is damaged ({})."),
    ("Ábralo en una hoja de cálculo y guárdelo de nuevo como .xlsx o .csv.",
     "Open it in a spreadsheet and save it again as .xlsx or .csv."),
    ("«{}» no tiene ninguna pregunta bajo sus columnas.",
     "“{}” has no question under its columns."),
    ("«{}» tiene {} preguntas y el límite es {} de una vez. Divídalo en varios archivos.",
     "“{}” has {} questions and the limit is {} at a time. Part it into several files."),
    ("No hay ninguna columna «{}» en un lote: use {}.",
     "There is no column “{}” in a batch: use {}."),
    ("Las comillas de esta fila no se cierran bien, así que no se puede leer.",
     "The quotation marks of this row are not closed rightly, so that it cannot be read."),
    ("Esta fila tiene más celdas que columnas hay: ponga entre comillas lo que lleve el signo que "
     "las separa.",
     "This row has more cells than there are columns: put between quotation marks what holds the "
     "sign that parts them."),
    ("Falta la pregunta.", "The question is missing."),
    ("«{}» está vacío. Escriba una pregunta por fila, bajo «pregunta».",
     "“{}” is empty. Write one question a row, under “pregunta”."),
    ("«{}» no tiene ninguna columna «question» o «pregunta». Su primera fila: {}. Escriba "
     "«pregunta» sobre la columna de las preguntas.",
     "“{}” has no column “question” or “pregunta”. Its first row: {}. Write “pregunta” over the "
     "column of the questions."),
    ("Columnas que no se usan: {}.", "Columns that are not used: {}."),
    # References, names, chronologies.
    # What is said without a source.
    ("Hasta pronto.", "Goodbye."),
    ("De nada. Si quiere saber algo más, pregunte.",
     "You are welcome. If you want to know more, ask."),
    ("Hola. Pregunte lo que quiera saber de los artículos del archivo.",
     "Hello. Ask what you want to know of the articles in the archive."),
    ("De acuerdo. Si quiere saber algo más, pregunte.",
     "All right. If you want to know more, ask."),
    ("Las fuentes no responden a esta pregunta, y no hay ningún pasaje que se le acerque.",
     "The sources do not answer this question, and there is no passage that comes near it."),
    ("No aparece en ningún artículo: {}.", "In no article: {}."),
    ("¿Quiso decir {}? Así se ha buscado.", "Did you mean {}? That was searched for."),
    ("No se indicó ningún documento. «hemeroteca list» muestra los que hay.",
     "No document was given. “hemeroteca list” shows those there are."),
    ("El formato «{}» no existe: use {}.", "There is no format “{}”: use {}."),
    ("La clase «{}» no existe: use {}.", "There is no kind “{}”: use {}."),
    ("El número de nombres debe ser 1 o más, y es {}.",
     "The number of names must be 1 or more, and is {}."),
    ("En 1 documento no se han buscado todavía los nombres. Ejecute una vez «hemeroteca entities» "
     "y repita.",
     "In 1 document names were not looked for yet. Run “hemeroteca entities” once and repeat."),
    ("En {} documentos no se han buscado todavía los nombres. Ejecute una vez «hemeroteca "
     "entities» y repita.",
     "In {} documents names were not looked for yet. Run “hemeroteca entities” once and repeat."),
    ("No se nombra a ninguna persona como «{}»; los más parecidos: {}.",
     "No person is named “{}”; the closest: {}."),
    ("No se nombra a ninguna persona como «{}».", "No person is named “{}”."),
    ("No se nombra a ninguna organización como «{}»; los más parecidos: {}.",
     "No organisation is named “{}”; the closest: {}."),
    ("No se nombra a ninguna organización como «{}».", "No organisation is named “{}”."),
    ("No se nombra a ningún lugar como «{}»; los más parecidos: {}.",
     "No place is named “{}”; the closest: {}."),
    ("No se nombra a ningún lugar como «{}».", "No place is named “{}”."),
    ("Los nombres se reconocen, por ahora, en archivos que son carpetas.",
     "For now, names are recognised in archives that are folders."),
    ("«{}» no tiene ninguna palabra que buscar. Nombre el asunto, por ejemplo «incendio de "
     "Lombrada».",
     "“{}” has no word to look for. Name the matter, for example “incendio de Lombrada”."),
    # A language model.
    ("De estos artículos no se puede escribir: no tienen texto, o hablan a quien escribe.",
     "Of these articles nothing can be written: they have no text, or speak to who writes."),
    ("Elija dos artículos o más en la lista.", "Choose two articles or more in the list."),
    ("Elija algún artículo en la lista.", "Choose an article in the list."),
    ("Son {} artículos; elija hasta {}.", "These are {} articles; choose up to {}."),
    ("El modelo de {} tarda demasiado. Pruebe con uno más pequeño.",
     "The model at {} takes too long. Try a smaller one."),
    ("El modelo de {} no contesta a tiempo.", "The model at {} does not answer in time."),
    ("No hay ningún modelo en {}. Compruebe que su servidor está en marcha.",
     "There is no model at {}. Check that its server is running."),
    ("El servidor {} pide una clave. Póngala en $HEMEROTECA_WRITER_KEY.",
     "The server {} asks for a key. Put it into $HEMEROTECA_WRITER_KEY."),
    ("El servidor {} no tiene el modelo «{}».", "The server {} does not have the model “{}”."),
    ("El servidor {} no pudo escribir (estado {}).", "The server {} could not write (status {})."),
    ("El servidor {} no responde como un modelo ({}).",
     "The server {} does not answer as a model does ({})."),
    ("El servidor {} no ofrece ningún modelo. Cargue uno, o dé su nombre con --writer-model.",
     "The server {} offers no model. Load one, or give its name with --writer-model."),
    ("Falta el paquete «openai», que habla con el modelo. Instálelo con «pip install "
     "'hemeroteca[writer]'», o pregunte sin --writer.",
     "The package “openai”, which speaks to the model, is missing. Install it with “pip install "
     "'hemeroteca[writer]'”, or ask without --writer."),
    # An archive on a server.
    ("El archivo «{}» lo están modificando otros ({}). Espere y repita.",
     "The archive “{}” is being changed by others ({}). Wait and repeat."),
    ("El usuario de «{}» no tiene permiso ({}). Pídalo al administrador: docs/postgres.md dice qué "
     "permisos necesita quien lee y quien escribe.",
     "The user of “{}” is not permitted to ({}). Ask the administrator: docs/postgres.md says what "
     "permissions who reads and who writes need."),
    ("«{}» es una réplica y no admite cambios ({}). Dé la dirección del servidor primario.",
     "“{}” is a replica and takes no changes ({}). Give the address of the primary server."),
    ("Al servidor de «{}» no le queda espacio ({}). Nada se ha cambiado: haga sitio y repita.",
     "The server of “{}” has no space left ({}). Nothing was changed: make room and repeat."),
    ("La base de datos de «{}» está dañada ({}).", "The database of “{}” is damaged ({})."),
    ("A la base de datos de «{}» le faltan tablas de Hemeroteca ({}).",
     "The database of “{}” lacks tables of Hemeroteca ({})."),
    ("El servidor de «{}» no ofrece TLS, y «sslmode» lo exige ({}). Pida al administrador que lo "
     "active («ssl = on»).",
     "The server of “{}” does not offer TLS, and “sslmode” demands it ({}). Ask the administrator "
     "to turn it on (“ssl = on”)."),
    ("El servidor de «{}» no ha probado que es el suyo ({}). Ponga en la dirección su nombre tal "
     "como está en su certificado, y en «sslrootcert» el archivo de la autoridad que lo firma.",
     "The server of “{}” has not proven that it is yours ({}). Put into the address its name as it "
     "stands in its certificate, and into “sslrootcert” the file of the authority that signs it."),
    ("El servidor de «{}» no responde o ha cortado la conexión ({}). Nada a medias ha quedado: "
     "compruebe servidor, usuario, base y contraseña, y repita.",
     "The server of “{}” does not answer or has cut the connection ({}). Nothing was left "
     "half-done: check server, user, database and password, and repeat."),
    ("El servidor de «{}» ha cortado la conexión ({}). Lo que quedaba por hacer sigue en la cola.",
     "The server of “{}” has cut the connection ({}). What was left to do is still queued."),
    ("El archivo «{}» tiene el esquema {} y este programa llega hasta el {}. Actualice Hemeroteca.",
     "The archive “{}” has schema {} and this program reads up to {}. Update Hemeroteca."),
    ("Los vectores de «{}» están dañados.", "The vectors of “{}” are damaged."),
    # The indexes, which are made anew.
    ("El índice BM25 de «{}» no se puede leer.", "The BM25 index of “{}” cannot be read."),
    ("El índice denso de «{}» no se puede leer.", "The dense index of “{}” cannot be read."),
    ("El índice denso no se puede cambiar ({}).", "The dense index cannot be changed ({})."),
    ("Los índices de «{}» son del estado «{}».", "The indexes of “{}” are of the state “{}”."),
    ("Los índices de «{}» no son los de sus pasajes.",
     "The indexes of “{}” are not those of its passages."),
    ("No hay índices en «{}».", "There are no indexes in “{}”."),
    ("Los índices de «{}» no están como se escribieron.",
     "The indexes of “{}” are not as they were written."),
    ("Los índices de «{}» no concuerdan entre sí: {} vectores, {} textos y {} pasajes.",
     "The indexes of “{}” do not fit one another: {} vectors, {} texts and {} passages."),
    ("Los índices de «{}» no se pueden leer ({}).", "The indexes of “{}” cannot be read ({})."),
)  # fmt: skip
"""Whole sentences, each with its English."""

BEGINNINGS: Final[tuple[tuple[str, str], ...]] = (
    ("La consulta no se entiende en «{}» (carácter {}): ",
     "The query cannot be read at “{}” (character {}): "),
    ("La consulta no se entiende al final (carácter {}): ",
     "The query cannot be read at its end (character {}): "),
    ("No se puede leer «{}»: ", "“{}” cannot be read: "),
)  # fmt: skip
"""Words before a problem; a full stop follows it."""

QUERIES: Final[tuple[tuple[str, str], ...]] = (
    ("el asterisco va pegado al final de una palabra, fuera de las comillas (pala*)",
     "the asterisk stands at the end of a word, outside quotation marks (pala*)"),
    ("la virgulilla va pegada al final de una palabra (palabra~), o de unas comillas y con un "
     'número detrás ("una cosa"~5)',
     "the tilde stands at the end of a word (palabra~), or of a quotation and with a number after "
     'it ("una cosa"~5)'),
    ("los dos puntos van pegados al nombre de un campo (fuente:, fecha:, título:, persona:, "
     "lugar:, organización:); si son parte del texto, póngalo entre comillas",
     "the colon stands right after the name of a field (source:, date:, title:, person:, place:, "
     "organisation:); if it is part of the text, put that between quotation marks"),
    ("no hay un campo «{}»; los que hay son fuente, fecha, título, persona, lugar y organización; "
     "si es parte del texto, póngalo entre comillas",
     "there is no field “{}”; there are source, date, title, person, place and organisation; "
     "if it is part of the text, put it between quotation marks"),
    ("las comillas que se abren aquí no se cierran; ciérrelas",
     "the quotation marks that open here are not closed; close them"),
    ("estas comillas se cierran sin haberse abierto; ábralas o quítelas",
     "these quotation marks close without having been opened; open or remove them"),
    ("este signo no significa nada aquí; quítelo o póngalo entre comillas con su palabra",
     "this sign means nothing here; remove it, or put it between quotation marks with its word"),
    ("delante de «{}» falta algo; complételo o, si es una palabra que buscar, escríbala en "
     "minúsculas o entre comillas",
     "something is missing before “{}”; complete it or, if it is a word to look for, write it in "
     "small letters or between quotation marks"),
    ("detrás de «{}» falta algo; complételo o, si es una palabra que buscar, escríbala en "
     "minúsculas o entre comillas",
     "something is missing after “{}”; complete it or, if it is a word to look for, write it in "
     "small letters or between quotation marks"),
    ("los paréntesis están vacíos; quítelos", "the brackets are empty; remove them"),
    ("este paréntesis no se ha abierto; quítelo", "this bracket was not opened; remove it"),
    ("este paréntesis no se cierra; ciérrelo", "this bracket is not closed; close it"),
    ("hay más de {} paréntesis unos dentro de otros; quite los que sobran",
     "there are more than {} brackets inside one another; remove those that are too many"),
    ("esto no puede ir aquí; quítelo", "this cannot stand here; remove it"),
    ('detrás de «{}:» va una palabra, o varias entre comillas ({}:"una cosa")',
     'after “{}:” comes a word, or several between quotation marks ({}:"una cosa")'),
    ("aquí va un nombre o una fecha, sin «*» ni «~»",
     "here comes a name or a date, without “*” or “~”"),
    ("falta el nombre de la fuente entre las comillas",
     "the outlet's name is missing between the quotation marks"),
    ("la fecha no se entiende; escriba 2025, 2025-03, 2025-03-14, o de una a otra, como "
     "2025-03..2025-06",
     "the date cannot be read; write 2025, 2025-03, 2025-03-14, or from one to another, as "
     "2025-03..2025-06"),
    ("la primera fecha ({}) es posterior a la última ({}); cámbielas de sitio",
     "the first date ({}) comes after the last ({}); change their places"),
    ("para excluir una palabra escriba NO {}; si el guion es suyo, póngala entre comillas",
     "to leave a word out write NOT {}; if the hyphen is its own, put it between quotation marks"),
    ("se puede cambiar una sola letra; escriba «~» sin número",
     "a single letter may differ; write “~” without a number"),
    ("«~» va tras una sola palabra; separe las demás",
     "“~” comes after a single word; put the others apart"),
    ("para medir la distancia hacen falta dos palabras distintas entre comillas",
     "to measure a distance it takes two different words between quotation marks"),
    ("la distancia puede ser {} palabras a lo sumo", "the distance may be {} words at most"),
    ("no tiene ninguna letra ni cifra; quítelo", "it has no letter and no figure; remove it"),
)  # fmt: skip
"""What cannot be read in an exact query, each with its English."""

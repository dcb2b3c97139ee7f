"""What the engine says is wrong, in Spanish and in English, for who reads the page in English.

The engine's errors are written in Spanish, once, where they are raised; the page knows them by
their text. ``{}`` stands for a value, in the same order in both.
"""

from __future__ import annotations

from typing import Final

SENTENCES: Final[tuple[tuple[str, str], ...]] = (
    # Questions, searches and limits.
    ("La pregunta está vacía. Escriba qué quiere saber.",
     "The question is empty. Write what you want to know."),
    ("La pregunta tiene {} caracteres y el límite es {}. Resúmala; para guardar un texto largo use "
     "«hemeroteca add».",
     "The question has {} characters and the limit is {}. Shorten it; to keep a long text use "
     "“hemeroteca add”."),
    ("La pregunta «{}» no tiene palabras. Escriba qué busca.",
     "The question “{}” has no words. Write what you are looking for."),
    ("La fecha «desde» ({}) es posterior a la fecha «hasta» ({}). Cambie una de las dos.",
     "The day “from” ({}) comes after the day “to” ({}). Change one of them."),
    ("La fecha «{}» no se entiende: escríbala como 2025-08-14 o 14/8/2025.",
     "The date “{}” cannot be read: write it as 2025-08-14 or 14/8/2025."),
    ("La fecha «{}» no se entiende: escríbala como 2025-08-14 (año, mes y día).",
     "The date “{}” cannot be read: write it as 2025-08-14 (year, month, day)."),
    ("No hay ninguna fuente que se llame «{}»; hay: {}.",
     "There is no outlet called “{}”; there are: {}."),
    ("«{}» puede ser {}. Dé el nombre entero.", "“{}” may be {}. Give the whole name."),
    ("«{}» puede ser {}. Dé el nombre entero o su clase.",
     "“{}” may be {}. Give the whole name or its kind."),
    ("No se nombra a nadie ni nada como «{}»; los más parecidos: {}.",
     "Nobody and nothing is named “{}”; the closest: {}."),
    ("No se nombra a nadie ni nada como «{}».", "Nobody and nothing is named “{}”."),
    ("El número de resultados debe ser 1 o más, y es {}.",
     "The number of results must be 1 or more, and is {}."),
    ("El modo «{}» no existe: use {}.", "There is no mode “{}”: use {}."),
    ("El juicio «{}» no existe: use {}.", "There is no verdict “{}”: use {}."),
    # Articles of the archive.
    ("No hay ningún documento «{}» en el archivo; no se quitó nada. «hemeroteca list» muestra los "
     "que hay.",
     "There is no document “{}” in the archive; nothing was removed. “hemeroteca list” shows those "
     "there are."),
    ("No hay ningún documento «{}» en la papelera; no se recuperó nada. «hemeroteca remove» sin "
     "más muestra los que hay.",
     "There is no document “{}” in the bin; nothing was brought back. “hemeroteca remove” alone "
     "shows those there are."),
    ("No hay ningún documento «{}» en el archivo. «hemeroteca list» muestra los que hay.",
     "There is no document “{}” in the archive. “hemeroteca list” shows those there are."),
    ("El titular está vacío. Escríbalo y repita.", "The headline is empty. Write it and repeat."),
    ("El texto está vacío. Pegue el artículo que quiere añadir.",
     "The text is empty. Paste the article that you want to add."),
    ("El texto tiene {} caracteres y el límite es {}. Súbalo como archivo.",
     "The text has {} characters and the limit is {}. Upload it as a file."),
    ("El título tiene {} caracteres y el límite es {}. Acórtelo.",
     "The headline has {} characters and the limit is {}. Shorten it."),
    ("El medio tiene {} caracteres y el límite es {}. Acórtelo.",
     "The outlet has {} characters and the limit is {}. Shorten it."),
    ("El documento «{}» contiene caracteres que no son texto (nulos o mitades de pares "
     "sustitutos). Quítelos y repita.",
     "The document “{}” holds characters that are no text (nulls or halves of surrogate pairs). "
     "Remove them and repeat."),
    ("No llegó ningún archivo. Elija uno o varios y repita.",
     "No file arrived. Choose one or several and repeat."),
    ("Son {} archivos y el límite es {} de una vez. Envíelos por partes, o use «hemeroteca add "
     "CARPETA».",
     "These are {} files and the limit is {} at a time. Send them in parts, or use “hemeroteca "
     "add FOLDER”."),
    ("Los archivos ocupan {} MB y el límite es {} MB de una vez. Envíelos por partes, o use "
     "«hemeroteca add».",
     "The files take {} MB and the limit is {} MB at a time. Send them in parts, or use "
     "“hemeroteca add”."),
    ("Lo que llegó no es un archivo. Elíjalo otra vez.",
     "What arrived is no file. Choose it again."),
    ("«{}» llegó dañado. Elíjalo otra vez.", "“{}” arrived damaged. Choose it again."),
    ("No se indicó nada que añadir. Dé archivos o carpetas.",
     "There is nothing to add. Give files or folders."),
    ("No hay ningún campo «{}»; use {}.", "There is no field “{}”; use {}."),
    ("Falta el nombre de la columna de «{}»: {}=COLUMNA.",
     "The name of the column of “{}” is missing: {}=COLUMN."),
    ("«{}» no es un modo de OCR: use {}.", "“{}” is no mode of OCR: use {}."),
    ("«{}» no es un idioma de Tesseract: escriba spa, o varios como spa+cat.",
     "“{}” is no language of Tesseract: write spa, or several as spa+cat."),
    ("«{}» no es una carpeta que se pueda leer; no se ha cambiado nada. Compruebe la ruta y que el "
     "disco esté conectado.",
     "“{}” is no folder that can be read; nothing was changed. Check the path, and that the disk "
     "is connected."),
    ("Se quitarían {} de los {} documentos de «{}», porque sus archivos ya no están; no se ha "
     "cambiado nada. Si el disco está conectado y así debe ser, repita con --yes; «--dry-run» "
     "muestra cuáles son.",
     "{} of the {} documents of “{}” would be removed, since their files are gone; nothing was "
     "changed. If the disk is connected and this is right, repeat “hemeroteca sync” with --yes; "
     "“--dry-run” shows which they are."),
    ("Para esto hace falta un modelo de lenguaje: abra con --writer URL.",
     "This takes a language model: open with --writer URL."),
    ("«{}» no se puede escribir: use {}.", "“{}” cannot be written: use {}."),
    ("Envíe una sola hoja de preguntas cada vez.", "Send one sheet of questions at a time."),
    # The archive itself.
    ("El archivo «{}» lo está modificando otro proceso ({}). Espere a que termine y repita.",
     "The archive “{}” is being changed by another process ({}). Wait until it ends and repeat."),
    ("Otro proceso está modificando el archivo y {} no se pudo guardar aparte ({}). Compruebe el "
     "espacio y los permisos de «{}», o repita cuando termine.",
     "Another process is changing the archive, and {} could not be kept beside it ({}). Check the "
     "space and the permissions of “{}”, or repeat when it has ended."),
    ("La base de datos «{}» está dañada ({}).", "The database “{}” is damaged ({})."),
    ("No queda espacio para escribir en «{}» ({}). Nada se ha cambiado: haga sitio en el disco y "
     "repita.",
     "There is no space left to write in “{}” ({}). Nothing was changed: make room on the disk and "
     "repeat."),
    ("La base de datos «{}» no se puede abrir o escribir ({}). Compruebe los permisos de su "
     "carpeta y el espacio del disco.",
     "The database “{}” cannot be opened or written ({}). Check the permissions of its folder and "
     "the space on the disk."),
    ("La base de datos «{}» no se puede leer o escribir ({}).",
     "The database “{}” cannot be read or written ({})."),
    ("Los vectores de la base de datos «{}» están dañados.",
     "The vectors of the database “{}” are damaged."),
    ("«{}» no se puede abrir como archivo de Hemeroteca ({}).",
     "“{}” cannot be opened as an archive of Hemeroteca ({})."),
    ("«{}» es una base de datos de otro programa.", "“{}” is a database of another program."),
    ("El archivo «{}» tiene el formato {} y este programa lee el {}.",
     "The archive “{}” has format {} and this program reads {}."),
    ("El archivo ha cambiado de codificador. Repita.",
     "The archive has changed its encoder. Repeat."),
    ("El archivo «{}» se hizo con el codificador «{}» ({}) y ahora se usa «{}» ({}).",
     "The archive “{}” was made with the encoder “{}” ({}) and now “{}” ({}) is used."),
    ("Otro proceso ha cambiado o está cambiando el codificador del archivo «{}».",
     "Another process has changed or is changing the encoder of the archive “{}”."),
    ("Los vectores tienen la forma {} y no {}.", "The vectors have the shape {} and not {}."),
    ("«{}» no puede ser la carpeta de un archivo ({}).",
     "“{}” cannot be an archive's folder ({})."),
    ("No se puede leer la ficha del lector, {}: {}.", "The reader's card, {}, cannot be read: {}."),
    ("El archivo «{}» está dañado ({}: {}). Vuelva a instalar Hemeroteca.",
     "The file “{}” is damaged ({}: {}). Install Hemeroteca again."),
    ("No se puede cargar el codificador de {}: {}. Borre esa carpeta: se vuelve a preparar sola.",
     "The encoder in {} cannot be loaded: {}. Delete that folder: it is made again by itself."),
    ("No se puede preparar el codificador en {}: {}. Libere espacio, o elija otra carpeta con "
     "HEMEROTECA_CACHE.",
     "The encoder cannot be made ready in {}: {}. Free some space, or choose another folder with "
     "HEMEROTECA_CACHE."),
    ("La dirección del archivo no se entiende: escríbala como "
     "postgresql://usuario@servidor:5432/base (los signos raros, con %).",
     "The archive's address cannot be read: write it as postgresql://user@server:5432/database "
     "(odd signs with %)."),
    # What to do about them (rag/remedies.py).
    ("Indique con --archive una carpeta nueva o la de un archivo.",
     "Give with --archive a new folder or that of an archive."),
    ("Créelo con «hemeroteca add CARPETA --archive …», o indique otro con --archive.",
     "Make it with “hemeroteca add FOLDER --archive …”, or give another with --archive."),
    ("Dé otro nombre, o repita con --replace para sustituirlo.",
     "Give another name, or repeat with --replace to replace it."),
    ("Restaure en otra carpeta con --archive, o repita con --replace para sustituirlos.",
     "Restore into another folder with --archive, or repeat with --replace to replace them."),
    ("Indique otra con --archive.", "Give another with --archive."),
    ("Elija con --archive una carpeta nueva o un archivo de Hemeroteca.",
     "Choose with --archive a new folder or an archive of Hemeroteca."),
    ("Elija otra carpeta con --archive, o recupere una copia con «hemeroteca restore».",
     "Choose another folder with --archive, or bring a copy back with “hemeroteca restore”."),
    ("Actualice Hemeroteca, o vuelva a crear el archivo con «hemeroteca add».",
     "Update Hemeroteca, or make the archive again with “hemeroteca add”."),
    ("Vuelva al primero, o pase el archivo al segundo con «hemeroteca reencode --encoder {}».",
     "Go back to the first, or take the archive to the second with “hemeroteca reencode --encoder "
     "{}”."),
    ("«hemeroteca check» dice cuál tiene.", "“hemeroteca check” says which it has."),
    ("«hemeroteca check» dice qué le pasa al archivo.",
     "“hemeroteca check” says what is wrong with the archive."),
    ("«hemeroteca check» dice qué se puede salvar.", "“hemeroteca check” says what can be saved."),
    ("«hemeroteca check» dice qué se puede salvar; si tiene una copia, recupérela con «hemeroteca "
     "restore --replace».",
     "“hemeroteca check” says what can be saved; if you have a copy, bring it back with "
     "“hemeroteca restore --replace”."),
    ("Compruebe el disco, su espacio y los permisos; si «hemeroteca check» dice que está dañada, "
     "recupere una copia.",
     "Check the disk, its space and the permissions; if “hemeroteca check” says that it is "
     "damaged, bring a copy back."),
)  # fmt: skip
"""Whole sentences, each with its English."""

"""Gives the words of the tabs that work with the whole archive, in each language of the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class DeskWords:
    """The words of batches, references and chronologies, with braces to be filled in."""

    tab_batch: str
    batch_note: str
    batch_drop: str
    batch_limits: str
    batch_running: str
    batch_stopped: str
    batch_done: str
    batch_shown: str
    batch_failed: str
    batch_save: str
    batch_nothing: str
    batch_saved: str
    question: str
    answer: str
    confidence: str
    problem: str
    cite_as: str
    cite_note: str
    cite_saved: str
    cite_missing: str
    tab_timeline: str
    timeline_placeholder: str
    timeline_make: str
    timeline_untold: str
    timeline_none: str
    timeline_counts: str
    timeline_undated: str
    timeline_more: str
    timeline_shown: str
    timeline_by_article: str
    timeline_until: str
    timeline_series: str
    timeline_save: str
    timeline_saved: str
    timeline_title: str
    timeline_made: str
    tab_names: str
    names_placeholder: str
    names_all: str
    names_person: str
    names_organisation: str
    names_place: str
    names_a_person: str
    names_an_organisation: str
    names_a_place: str
    names_count: str
    names_shown: str
    names_order: str
    articles_count: str
    names_beside_note: str
    names_none: str
    names_forms: str
    names_beside: str
    names_articles: str
    names_telling: str
    names_all_of_them: str
    names_waiting: str
    names_look: str
    names_looked: str
    names_ask: str
    limits_named: str
    limit_names: str
    limit_names_hint: str
    names_limit_none: str
    names_limit_waiting: str

    def kind(self, kind: str) -> str:
        """Return what one of a kind of names is called."""
        kinds = {
            "person": self.names_a_person,
            "organisation": self.names_an_organisation,
            "place": self.names_a_place,
        }
        return kinds[kind]


SPANISH_DESK: Final = DeskWords(
    tab_batch="Lotes",
    batch_note=(
        "Muchas preguntas de una vez: una hoja con una columna «pregunta» y, si se quiere, "
        "«fuente», «desde», «hasta» y «esperada»."
    ),
    batch_drop="Elija la hoja de preguntas, o suéltela aquí",
    batch_limits="CSV o Excel, {count} preguntas de una vez; para más, «hemeroteca batch».",
    batch_running="Preguntando: {done} de {total}",
    batch_stopped="Detenido: no hay respuestas que guardar.",
    batch_done=(
        "Preguntas: {questions}. Respondidas: {answered}; sin respuesta en las fuentes: "
        "{abstained}; con problemas: {failed}."
    ),
    batch_shown="Se muestran {shown}; el archivo las tiene todas.",
    batch_failed="Fila {row}",
    batch_save="Guardar en {kind}",
    batch_nothing="Todavía no hay respuestas que guardar: suba antes una hoja.",
    batch_saved="Respuestas guardadas en «{name}».",
    question="Pregunta",
    answer="Respuesta",
    confidence="Confianza",
    problem="Problema",
    cite_as="Citar en",
    cite_note="Guarda las fuentes en {format}, para Zotero y otros",
    cite_saved="Fuentes guardadas en «{name}»: {count}.",
    cite_missing="No se guardó: esas fuentes ya no están en el archivo.",
    tab_timeline="Cronología",
    timeline_placeholder="Un asunto: un suceso, una obra, alguien",
    timeline_make="Ordenar",
    timeline_untold="Escriba antes de qué asunto.",
    timeline_none="No hay nada fechado sobre «{subject}» en los artículos.",
    timeline_counts=(
        "{entries} {entries:frase fechada|frases fechadas} de {articles} "
        "{articles:artículo|artículos} sobre «{subject}»."
    ),
    timeline_undated="Frases sin fecha que no se muestran: {count}.",
    timeline_more="Puede haber más: se han mirado los artículos que más hablan de ello.",
    timeline_shown="Se muestran las {shown} primeras; los archivos las tienen todas.",
    timeline_by_article="día del artículo",
    timeline_until="de {since} a {until}",
    timeline_series="Cifras según el día: {name}",
    timeline_save="Guardar en {kind}",
    timeline_saved="Cronología guardada en «{name}».",
    timeline_title="Cronología: {subject}",
    timeline_made="Hecha con Hemeroteca el {day}. Cada frase es literal, con su fuente.",
    tab_names="Nombres",
    names_placeholder="Una persona, una organización o un lugar",
    names_all="Todos",
    names_person="Personas",
    names_organisation="Organizaciones",
    names_place="Lugares",
    names_a_person="persona",
    names_an_organisation="organización",
    names_a_place="lugar",
    names_count="{total} {total:nombre|nombres}.",
    names_shown="{total} {total:nombre|nombres}; se muestran los primeros {shown}.",
    names_order="Primero los más nombrados; el número dice en cuántos artículos.",
    articles_count="{shown} de {total}",
    names_beside_note="El número dice en cuántos pasajes.",
    names_none="Los artículos no nombran a nadie así.",
    names_forms="Así se escribe",
    names_beside="Aparece con",
    names_articles="Artículos",
    names_telling="Lo que más se dice",
    names_all_of_them="Todos los nombres",
    names_waiting="En {count} {count:artículo|artículos} no se han buscado todavía los nombres.",
    names_look="Buscarlos",
    names_looked="Nombres buscados en {count} {count:artículo|artículos}.",
    names_ask="Preguntar sobre {name}",
    limits_named="Limitar a unos medios, fechas o nombres",
    limit_names="Personas, organizaciones o lugares",
    limit_names_hint="Empiece a escribir un nombre",
    names_limit_none="Los artículos no nombran a nadie como «{name}».",
    names_limit_waiting=(
        "En {count} {count:artículo|artículos} no se han buscado todavía los nombres: hágalo en "
        "«Nombres»."
    ),
)
ENGLISH_DESK: Final = DeskWords(
    tab_batch="Batches",
    batch_note=(
        "Many questions at once: a sheet with a column “question” and, if you like, “source”, "
        "“from”, “to” and “expected”."
    ),
    batch_drop="Choose the sheet of questions, or drop it here",
    batch_limits="CSV or Excel, {count} questions at a time; for more, “hemeroteca batch”.",
    batch_running="Asking: {done} of {total}",
    batch_stopped="Stopped: there are no answers to save.",
    batch_done=(
        "Questions: {questions}. Answered: {answered}; not answered by the sources: {abstained}; "
        "with problems: {failed}."
    ),
    batch_shown="{shown} are shown; the file has all of them.",
    batch_failed="Row {row}",
    batch_save="Save as {kind}",
    batch_nothing="There are no answers to save yet: upload a sheet first.",
    batch_saved="Answers saved in “{name}”.",
    question="Question",
    answer="Answer",
    confidence="Confidence",
    problem="Problem",
    cite_as="Cite as",
    cite_note="Saves the sources as {format}, for Zotero and others",
    cite_saved="Sources saved in “{name}”: {count}.",
    cite_missing="Not saved: those sources are no longer in the archive.",
    tab_timeline="Chronology",
    timeline_placeholder="A matter: an event, a work, somebody",
    timeline_make="Put in order",
    timeline_untold="Write of what matter first.",
    timeline_none="The articles have nothing dated about “{subject}”.",
    timeline_counts=(
        "{entries} dated {entries:sentence|sentences} of {articles} {articles:article|articles} "
        "about “{subject}”."
    ),
    timeline_undated="Undated sentences that are not shown: {count}.",
    timeline_more="There may be more: the articles that speak of it most were looked at.",
    timeline_shown="The first {shown} are shown; the files have all of them.",
    timeline_by_article="day of the article",
    timeline_until="{since} to {until}",
    timeline_series="Figures by day: {name}",
    timeline_save="Save as {kind}",
    timeline_saved="Chronology saved in “{name}”.",
    timeline_title="Chronology: {subject}",
    timeline_made="Made with Hemeroteca on {day}. Every sentence is verbatim, with its source.",
    tab_names="Names",
    names_placeholder="A person, an organisation or a place",
    names_all="All",
    names_person="People",
    names_organisation="Organisations",
    names_place="Places",
    names_a_person="person",
    names_an_organisation="organisation",
    names_a_place="place",
    names_count="{total} {total:name|names}.",
    names_shown="{total} {total:name|names}; the first {shown} are shown.",
    names_order="The most named first; the number tells in how many articles.",
    articles_count="{shown} of {total}",
    names_beside_note="The number tells in how many passages.",
    names_none="The articles name nobody so.",
    names_forms="Written as",
    names_beside="Occurs with",
    names_articles="Articles",
    names_telling="What is told most",
    names_all_of_them="All names",
    names_waiting="In {count} {count:article|articles} names were not looked for yet.",
    names_look="Look for them",
    names_looked="Names looked for in {count} {count:article|articles}.",
    names_ask="Ask about {name}",
    limits_named="Limit to some outlets, dates or names",
    limit_names="People, organisations or places",
    limit_names_hint="Begin to write a name",
    names_limit_none="The articles name nobody like “{name}”.",
    names_limit_waiting=(
        "In {count} {count:article|articles} names were not looked for yet: do so in “Names”."
    ),
)

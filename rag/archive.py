"""The archive: what is added to, searched and asked.

The one door to Hemeroteca from Python; the command line and the chat go through it too.
"""

from __future__ import annotations

import json
import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from index import Document, Filters, Hit
from index.articles import StoredArticles
from index.backend import Backend
from index.encoders import loading as encoders
from index.encoders.protocol import Encoder
from index.errors import InputError
from index.exact.expressions import Order
from index.listing import Listing
from index.types import Mode, Original
from rag import backends, remedies
from rag.answers import limits, overviews, stages
from rag.answers.answerer import Answerer
from rag.answers.extractive import ExtractiveAnswerer
from rag.answers.listings import DocumentPage, DocumentSummary, SearchResult
from rag.answers.types import Answer
from rag.answers.wording import NO_WORDS
from rag.backends import SETTING as SETTING
from rag.backends import Address
from rag.backends import default_address as default_address
from rag.batches.door import Batches
from rag.bibliography.door import Bibliography
from rag.entities.door import Entities
from rag.exact import finding
from rag.exact.finding import Findings
from rag.followups import blended_search, small_talk
from rag.intake.door import Intake
from rag.maintenance.bin import Bin
from rag.maintenance.corrections import Corrections
from rag.maintenance.feedback import Feedback
from rag.maintenance.upkeep import Upkeep
from rag.questions import spelling
from rag.questions.query import Query, has_words
from rag.reader.protocol import Reader
from rag.tables import VERDICTS as VERDICTS
from rag.tables import Verdict
from rag.timelines.door import Timelines


@remedies.door
class Archive(Intake, Bin, Corrections, Upkeep, Entities, Batches, Bibliography, Timelines):
    """Articles that can be added to, searched and asked; safe to share between threads.

    >>> archive = Archive.open("archivo")
    >>> archive.add("noticias/").failed
    ()
    >>> archive.ask("¿Cuántos soldados envió Corea del Norte?").abstained
    False
    """

    def __init__(self, backend: Backend, answerer: Answerer | None = None) -> None:
        self.backend = backend
        self.answerer: Answerer = answerer or ExtractiveAnswerer()
        self._feedback = Feedback(backend)

    @classmethod
    def open(
        cls,
        address: Address = None,
        *,
        encoder: str | Encoder | None = None,
        reader: Reader | None = None,
        answerer: Answerer | None = None,
        create: bool = True,
    ) -> Archive:
        """Open an archive.

        :param address: a folder, or ``postgresql://…``; ``None`` takes ``$HEMEROTECA_ARCHIVE``,
            else the user's data folder.
        :param encoder: a sentence-transformers model by name or path; ``None`` takes
            ``$HEMEROTECA_ENCODER``, else the one the archive was made with, else the default.
        :param reader: what reads the answers in the passages; the trained one when ``None``.
        :param answerer: what answers in place of a reader and what is made of its readings.
        :param create: whether a missing archive is made.
        :raises ArchiveError: the folder holds something else, is missing while ``create`` is
            off, or was made with another encoder.
        :raises InputError: the address cannot be read, or both reader and answerer are given.
        """
        if reader is not None and answerer is not None:
            raise InputError("Dé un lector («reader») o quien responda («answerer»), no ambos.")
        chosen = encoders.load(encoder) if isinstance(encoder, str) else encoder
        answerer = answerer or ExtractiveAnswerer(reader)
        return cls(backends.open_backend(address, chosen, create=create), answerer)

    @property
    def location(self) -> str:
        """Where the archive lies, as people write it."""
        return self.backend.location

    def prepare(self) -> None:
        """Bring what is searched up to date, so that the next question does not wait for it."""
        self.backend.prepare()

    def list(self) -> Sequence[DocumentSummary]:
        """Every document, newest first."""
        return [DocumentSummary(*row) for row in self.backend.summaries()]

    def listed(self, listing: Listing) -> DocumentPage:
        """A page of the list of documents, however many there are."""
        page = self.backend.listed(listing)
        return DocumentPage(page.total, [DocumentSummary(*row) for row in page.rows])

    def sources(self) -> Sequence[str]:
        """Every outlet once, whatever its case and accents, in alphabetical order."""
        spellings = limits.distinct(self.backend.sources())
        return [spellings[name] for name in sorted(spellings)]

    def document(self, id: str) -> Document | None:
        """A document with its whole text, or ``None``."""
        return self.backend.document(id)

    def original(self, id: str) -> Original | None:
        """The PDF or image that the document of that id is of, or ``None`` where none is kept."""
        document = self.backend.document(id)
        kept = document.original if document is not None else None
        return self.backend.original(kept) if kept else None

    def search(
        self,
        question: str | Query,
        k: int = 10,
        mode: Mode = "hybrid",
        filters: Filters | None = None,
    ) -> Sequence[Hit]:
        """The ``k`` best passages, best first.

        :raises InputError: the question is empty or too long, ``k`` or mode are wrong, or a
            filter names a source that is not there or what is no date.
        """
        return self.search_result(question, k, mode, filters).hits

    def search_result(
        self,
        question: str | Query,
        k: int = 10,
        mode: Mode = "hybrid",
        filters: Filters | None = None,
    ) -> SearchResult:
        """:meth:`search` with its time, as ``search --json`` prints it."""
        start = time.perf_counter()
        query, filters = Query.of(question), limits.checked(filters, self.backend)
        query, note = spelling.searched(query, self.backend)
        hits = self.backend.search(query.text, k, mode, filters)
        took = round(1000 * (time.perf_counter() - start), 1)
        left_out = limits.left_out(filters, self.backend)
        searched = query.standalone_question if note else ""
        return SearchResult(query.question, mode, hits, took, left_out, searched, note)

    def find(
        self,
        query: str,
        order: Order = "date",
        most: int | None = None,
        filters: Filters | None = None,
    ) -> Findings:
        """Every passage of which an exact query is true, and no other; ``docs/find.md`` has the
        language.

        >>> archive.find('soldados NO "monte bajo" fecha:2024').total > 0
        True

        :param order: ``date``, the newest first, or ``score``, the likeliest first.
        :param most: how many are given at most, all of them counted; all when ``None``.
        :param filters: what the query must be true of besides.
        :raises QueryError: the query cannot be read; ``at`` is the character where it stops.
        :raises InputError: a filter is wrong, as in :meth:`search`.
        """
        return finding.find(self.backend, query, order, most, filters)

    def ask(
        self,
        question: str | Query,
        *,
        filters: Filters | None = None,
        abstain: bool = True,
        cited: Collection[str] = (),
        on_stage: stages.OnStage = stages.nobody,
        on_hits: stages.OnHits = stages.nobody,
        on_text: stages.OnText = stages.nobody,
        on_answer: stages.OnAnswer = stages.nobody,
    ) -> Answer:
        """Answer from the passages, with citations, or say that they do not answer.

        :param question: a :class:`Query` where it means more than it says.
        :param abstain: off only to measure what would have been said.
        :param cited: ids of the documents cited before in the conversation.
        :param on_stage: called with ``searching``, ``reading``, ``comparing`` and ``writing``.
        :param on_hits: called with the passages found, before they are read.
        :param on_text: called with the text so far where a language model writes it.
        :param on_answer: called with what answers best, before the others are compared with it.
        :raises InputError: the question is too long, or a filter is wrong; a question without a
            word is declined to answer.
        :raises ReaderError: the reader's file is missing or damaged; searching still works.
        """
        if isinstance(question, str) and not has_words(question):
            return Answer.reply(question, NO_WORDS)
        query, start = Query.of(question), time.perf_counter()
        if (reply := small_talk.reply(query.literal)) is not None:
            return Answer.reply(query.question, reply)
        filters = limits.checked(filters, self.backend)
        on_stage("searching")
        query, note = spelling.searched(query, self.backend)
        if abstain:
            ask = partial(
                self.ask, filters=filters, cited=cited, on_stage=on_stage, on_text=on_text
            )
            if overview := overviews.overview(self.backend, query, filters, ask):
                return overview.noting(note)
        hits = blended_search.search(self.backend, query, cited, self.answerer.depth, filters)
        searched = time.perf_counter() - start
        on_hits(hits)
        answer = self.answerer.answer(
            query,
            hits,
            abstain=abstain,
            articles=StoredArticles(self.backend),
            watcher=stages.Watcher(on_stage, on_hits, on_text, on_answer),
        )
        left_out = limits.left_out(filters, self.backend)
        return answer.after_search(searched).noting(note).leaving_out(left_out)

    def find_followup(
        self, question: str | Query, cited: Collection[str] = (), k: int = 10
    ) -> Sequence[Hit]:
        """The passages that :meth:`ask` answers a follow-up from, best first."""
        return blended_search.search(self.backend, Query.of(question), cited, k)

    def answer_from(
        self, question: str | Query, hits: Iterable[Hit], *, abstain: bool = True
    ) -> Answer:
        """Answer from passages already found."""
        if isinstance(question, str) and not has_words(question):
            return Answer.reply(question, NO_WORDS)
        return self.answerer.answer(
            Query.of(question), tuple(hits), abstain=abstain, articles=StoredArticles(self.backend)
        )

    @property
    def writes(self) -> bool:
        """Whether a language model writes the answers, which :meth:`write` needs."""
        return hasattr(self.answerer, "draft")

    def write(
        self, kind: str, ids: Iterable[str], *, on_text: stages.OnText = stages.nobody
    ) -> Answer:
        """A text over some articles by the language model, every sentence checked.

        :param kind: ``summary``, ``comparison`` or ``timeline``.
        :param ids: of the documents, eight at most; those that are not there are passed over.
        :param on_text: called with the text so far.
        :raises InputError: there is no model, no such kind, or too few or too many articles.
        """
        from rag.writer.answerer import WriterAnswerer  # which only a writer needs
        from rag.writer.tasks import KINDS, write

        if not isinstance(self.answerer, WriterAnswerer):
            raise InputError("Para esto hace falta un modelo de lenguaje: abra con --writer URL.")
        if kind not in KINDS:
            raise InputError(f"«{kind}» no se puede escribir: use {', '.join(KINDS)}.")
        found = (self.document(id) for id in dict.fromkeys(ids))
        return write(self.answerer, [each for each in found if each is not None], kind, on_text)

    def record_feedback(self, answer: Answer, verdict: Verdict, remark: str = "") -> bool:
        """Keep what a person said of an answer, for ``python -m eval export-feedback``.

        :returns: whether it is in the database; while another process is writing it is laid in
            a file beside it, and goes in when that has done.
        :raises InputError: the verdict is none of ``right``, ``wrong`` and ``source``.
        :raises ArchiveError: it could not be kept.
        """
        if verdict not in VERDICTS:
            raise InputError(f"El juicio «{verdict}» no existe: use {', '.join(VERDICTS)}.")
        written = json.dumps(answer.to_dict(), ensure_ascii=False)
        return self._feedback.keep(answer.question, verdict, remark, written)

    def feedback(self) -> Sequence[Mapping[str, Any]]:
        """What people said of answers, oldest first: rows with ``id``, ``created``,
        ``question``, ``verdict``, ``remark`` and ``answer_json``."""
        return self._feedback.all()

    def settle_feedback(self) -> bool:
        """Put what people said meanwhile into the database; whether nothing waits any more."""
        return self.backend.settle_records()

    def close(self) -> None:
        """Close the database; the archive can no longer be used."""
        self.backend.close()

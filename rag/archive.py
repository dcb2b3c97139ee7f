"""The archive: a folder that is added to, searched and asked.

This is the one door to Hemeroteca from Python; the command line and the chat go through
it too.
"""

from __future__ import annotations

import json
import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from index import Document, Filters, Hit, HybridIndex
from index.encoders import loading as encoders
from index.encoders.protocol import Encoder
from index.errors import InputError
from index.search.hybrid import Mode
from index.search.reencoding import NEXT_NAME
from index.storage import backup as copies
from rag.answers import composing
from rag.answers.listings import DocumentSummary, SearchResult
from rag.answers.stages import OnStage, unheard
from rag.answers.types import Answer, Timings
from rag.documents import adding, uploads
from rag.documents.adding import Progress
from rag.documents.report import AddReport
from rag.documents.uploads import UploadedFile
from rag.followups import blended_search
from rag.maintenance.archive_folder import SETTING as SETTING
from rag.maintenance.archive_folder import check_folder
from rag.maintenance.archive_folder import default_folder as default_folder
from rag.maintenance.feedback import VERDICTS as VERDICTS
from rag.maintenance.feedback import Verdict, Verdicts
from rag.questions import question_words
from rag.reader.protocol import PASSAGES, Reader
from rag.reader.span_reader import SpanReader

NOTHING: Final = (
    "Las fuentes no responden a esta pregunta, porque no tiene palabras. Escriba qué quiere saber."
)
"""Said to a question without a word."""


class Archive:
    """Articles that can be added to, searched and asked; safe to share between threads.

    >>> archive = Archive.open("archivo")
    >>> archive.add("noticias/")
    >>> print(archive.ask("¿Cuántos soldados envió Corea del Norte?"))
    """

    def __init__(self, index: HybridIndex, reader: Reader | None = None) -> None:
        self.index = index
        self.reader: Reader = reader or SpanReader()
        self._verdicts = Verdicts(index.store, index.folder)

    @classmethod
    def open(
        cls,
        folder: str | Path | None = None,
        *,
        encoder: str | Encoder | None = None,
        reader: Reader | None = None,
        create: bool = True,
    ) -> Archive:
        """Open the archive in a folder.

        :param folder: ``None`` takes ``$HEMEROTECA_ARCHIVE``, else the user's data folder.
        :param encoder: a sentence-transformers model by name or path; ``None`` takes
            ``$HEMEROTECA_ENCODER``, else the one the archive was made with, else the default.
        :param reader: what reads the answers; the trained one when ``None``.
        :param create: whether a missing archive is made.
        :raises ArchiveError: the folder holds something else, is missing while ``create`` is
            off, or was made with another encoder.
        """
        folder = Path(folder) if folder is not None else default_folder()
        check_folder(folder, create=create)
        chosen = encoders.load(encoder) if isinstance(encoder, str) else encoder
        return cls(HybridIndex.open(folder, chosen), reader)

    @property
    def folder(self) -> Path:
        """Where the archive lies."""
        return self.index.folder

    def add(self, *paths: str | Path, progress: Progress | None = None) -> AddReport:
        """Add files and folders; unchanged ones cost nothing, changed ones are replaced.

        :raises ArchiveError: another process is writing.
        """
        if not paths:
            raise InputError("No se indicó nada que añadir. Dé archivos o carpetas.")
        report = adding.add(self.index, paths, progress)
        self._verdicts.settle()
        return report

    def add_uploads(
        self,
        files: Sequence[UploadedFile],
        progress: Progress | None = None,
        encoding_progress: Progress | None = None,
    ) -> AddReport:
        """Add files that came as bytes, such as uploads; nothing of them is kept but the text.

        :param progress: called with files done, files in all.
        :param encoding_progress: called with passages encoded, passages in all of each batch.
        :raises ArchiveError: another process is writing.
        """
        report = uploads.add(self.index, files, progress, encoding_progress)
        self._verdicts.settle()
        return report

    def add_text(
        self, title: str, text: str, date: str | None = None, source: str = ""
    ) -> AddReport:
        """Add one article given as text.

        :param title: ``""`` takes its first sentence.
        :param date: ISO day, or ``None``.
        :raises InputError: the text is empty or too long, or the date is none.
        """
        return self.add_uploads([uploads.text_upload(title, text, date, source)])

    def remove(self, *ids: str) -> None:
        """Remove documents by id; all of them or, if one is unknown, none.

        :raises InputError: an id is unknown.
        """
        with self.index.writing():
            for id in dict.fromkeys(ids):
                if not self.index.store.remove_document(id):
                    raise InputError(
                        f"No hay ningún documento «{id}» en el archivo; no se quitó nada. "
                        "«hemeroteca list» muestra los que hay."
                    )
        self._verdicts.settle()

    def prepare(self) -> None:
        """Bring what is searched up to date, so that the next question does not wait for it."""
        self.index.prepare()

    def list(self) -> Sequence[DocumentSummary]:
        """Every document, newest first."""
        return [DocumentSummary(*row) for row in self.index.store.summaries()]

    def document(self, id: str) -> Document | None:
        """A document with its whole text, or ``None``."""
        return self.index.store.document(id)

    def search(
        self, question: str, k: int = 10, mode: Mode = "hybrid", filters: Filters | None = None
    ) -> Sequence[Hit]:
        """The ``k`` best passages, best first.

        :raises InputError: the question is empty or too long, or ``k`` or mode are wrong.
        """
        return self.find(question, k, mode, filters).hits

    def find(
        self, question: str, k: int = 10, mode: Mode = "hybrid", filters: Filters | None = None
    ) -> SearchResult:
        """:meth:`search` with its time, as ``search --json`` prints it."""
        start = time.perf_counter()
        hits = self.index.search(
            question_words.search_text(question_words.validate(question)), k, mode, filters
        )
        return SearchResult(question, mode, hits, round(1000 * (time.perf_counter() - start), 1))

    def ask(
        self,
        question: str,
        *,
        filters: Filters | None = None,
        abstain: bool = True,
        standalone: str | None = None,
        cited: Collection[str] = (),
        on_stage: OnStage = unheard,
    ) -> Answer:
        """Answer from the passages, with citations, or say that they do not answer.

        :param abstain: off only to measure what would have been said.
        :param standalone: what the question means in its conversation; ``None``: what it says.
        :param cited: ids of the documents cited before in the conversation.
        :param on_stage: called with ``searching``, ``reading`` and ``writing`` as they begin.
        :raises InputError: the question is too long; one without a word is declined to answer.
        :raises ReaderError: the reader's file is missing or damaged; searching still works.
        """
        if not question_words.has_word(question):
            return composing.unasked(question, NOTHING)
        asked = composing.Asked(question, question if standalone is None else standalone)
        standalone = question_words.validate(asked.standalone)
        start = time.perf_counter()
        on_stage("searching")
        hits = self._find(asked, cited, PASSAGES, filters)
        found = time.perf_counter()
        return self._answer(asked, standalone, hits, start, found, on_stage, abstain=abstain)

    def find_followup(
        self, question: str, standalone: str, cited: Collection[str] = (), k: int = 10
    ) -> Sequence[Hit]:
        """The passages that :meth:`ask` reads for a follow-up, best first."""
        return self._find(composing.Asked(question, standalone), cited, k, None)

    def _find(
        self, asked: composing.Asked, cited: Collection[str], k: int, filters: Filters | None
    ) -> Sequence[Hit]:
        literal, standalone = (
            question_words.search_text(question_words.validate(text))
            for text in (asked.question, asked.standalone)
        )
        if literal == standalone:
            return self.index.search(standalone, k, filters=filters)
        return blended_search.search(self.index, standalone, literal, cited, k, filters)

    def answer_from(self, question: str, hits: Iterable[Hit], *, abstain: bool = True) -> Answer:
        """Answer from passages already found."""
        if not question_words.has_word(question):
            return composing.unasked(question, NOTHING)
        standalone, now = question_words.validate(question), time.perf_counter()
        asked = composing.Asked(question, question)
        return self._answer(asked, standalone, tuple(hits), now, now, unheard, abstain=abstain)

    def _answer(
        self,
        asked: composing.Asked,
        standalone: str,
        hits: Sequence[Hit],
        start: float,
        found: float,
        on_stage: OnStage,
        *,
        abstain: bool,
    ) -> Answer:
        on_stage("reading")
        readings = self.reader.read(question_words.search_text(standalone), hits)
        now = time.perf_counter()
        timings = Timings(*(round(1000 * s, 1) for s in (found - start, now - found, now - start)))
        on_stage("writing")
        return composing.compose(asked, readings, timings, abstain=abstain)

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
        return self._verdicts.keep(answer.question, verdict, remark, written)

    def feedback(self) -> Sequence[Mapping[str, Any]]:
        """What people said of answers, oldest first: rows with ``id``, ``created``,
        ``question``, ``verdict``, ``remark`` and ``answer_json``."""
        return self._verdicts.all()

    def settle_feedback(self) -> bool:
        """Put what people said while another process was writing into the database; whether
        nothing waits any more."""
        return self._verdicts.settle()

    def check(self) -> Sequence[str]:
        """What is wrong with the archive, in Spanish; empty when nothing is."""
        return self.index.store.check()

    def backup(self, target: str | Path, *, replace: bool = False) -> None:
        """Write a consistent copy of the archive to a file, while it is in use.

        :param replace: whether a file that is there already may be replaced.
        :raises InputError: there is such a file, or no such folder.
        :raises ArchiveError: the archive is damaged or the disk full; no file is left behind.
        """
        copies.backup(self.index.store, Path(target), replace=replace)

    @staticmethod
    def restore(
        copy: str | Path, folder: str | Path | None = None, *, replace: bool = False
    ) -> Path | None:
        """Make the archive in a folder what a copy holds; the copy is checked first.

        :param folder: ``None`` takes the default one; it is created when missing.
        :param replace: whether an archive that has documents, or is damaged, may be replaced.
        :returns: where damaged files that were in its place were set aside, if any were.
        :raises InputError: the copy is none or damaged, or the archive has documents.
        :raises ArchiveError: it cannot be written; the archive is as it was.
        """
        place = Path(folder) if folder is not None else default_folder()
        return copies.restore(Path(copy), place, replace=replace)

    def facts(self) -> dict[str, Any]:
        """Counts and settings, for people and for ``check --json``."""
        store = self.index.store
        return {
            "folder": str(self.folder),
            "documents": store.count_documents(),
            "passages": store.count_passages(),
            "encoder": store.meta("encoder") or self.index.encoder.fingerprint,
            "fingerprint": store.fingerprint,
            "next_encoder": store.meta(NEXT_NAME),
        }

    def close(self) -> None:
        """Close the database; the archive can no longer be used."""
        self.index.close()

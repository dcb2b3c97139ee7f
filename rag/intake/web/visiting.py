"""Adds pages of the web to an archive: one, those that a feed lists, those of a sitemap.

Everything is fetched and read before the archive is written to, some pages at a time, so that
nobody else waits for the network.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Final

from index.types import FileState
from rag import rehearsal
from rag.documents.adding import AddRun
from rag.documents.formats import registry
from rag.documents.loading import Article, FileContents, parse
from rag.documents.metadata.sites import site_of
from rag.documents.metadata.web_pages import date_of_address
from rag.documents.report import AddReport, FileReport, Progress
from rag.documents.types import LoadError, ReadOptions, SourceFile, load_error, printable
from rag.intake.web import listings
from rag.intake.web.addresses import Address
from rag.intake.web.connection import Reply
from rag.intake.web.fetching import Fetcher
from rag.intake.web.listings import Entry

LIMIT: Final = 100
"""Pages of one feed or sitemap that are read unless told otherwise: two minutes' work."""

_TOGETHER: Final = 20
"""Pages written in one transaction."""

_MAX_SITEMAPS: Final = 50
"""Sitemaps of an index that are fetched."""
_PAGES: Final = frozenset({"text/html", "application/xhtml+xml"})
_SUFFIXES: Final = {"application/pdf": ".pdf", "text/plain": ".txt", "text/markdown": ".md"}
_VAGUE: Final = frozenset({"", "application/octet-stream", "binary/octet-stream"})


@dataclass(slots=True)
class _Page:
    """Something fetched and read, or the reason why it was not.

    :param address: as it was asked for; the archive knows it by that.
    """

    address: str
    contents: FileContents | None = None
    file: SourceFile | None = None
    problem: str = ""
    notes: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """What people call it."""
        return self.address

    @property
    def state(self) -> FileState:
        """What tells whether its articles have changed; the page around them always has."""
        articles = self.contents.articles if self.contents else ()
        said = [[a.text, a.title, a.date, a.source, a.author] for a in articles]
        digest = hashlib.sha256(json.dumps(said).encode()).hexdigest()
        return FileState(self.address, sum(len(a.text) for a in articles), 0, digest)


def add(
    run: AddRun,
    addresses: Sequence[str],
    fetcher: Fetcher,
    limit: int = LIMIT,
    progress: Progress | None = None,
) -> AddReport:
    """Add what lies at some addresses, and what the feeds and sitemaps among them list.

    :param limit: pages of each feed or sitemap that are read.
    :param progress: called with (pages read, pages known of).
    :raises ArchiveError: another process is writing.
    """
    backend, waiting = run.backend, list[_Page]()
    before = backend.fingerprint
    for address in addresses:
        for page in _visit(address, fetcher, limit, run.options, progress):
            waiting.append(page)
            if len(waiting) == _TOGETHER:
                _write(run, waiting)
    _write(run, waiting)
    return AddReport(tuple(run.reports), changed=backend.fingerprint != before)


def _write(run: AddRun, pages: list[_Page]) -> None:
    """Write the pages that wait, in one transaction."""
    if any(page.contents for page in pages):
        rehearsal.encode_ahead(run, pages, lambda page: _report(run, page))
        with run.backend.writing():
            run.bring_in(pages, lambda page: _report(run, page), None)
            run.backend.forget_originals()
    else:
        for page in pages:
            run.record(_report(run, page))
    pages.clear()


def _report(run: AddRun, page: _Page) -> FileReport:
    if page.contents is None or page.file is None:
        return FileReport(printable(page.address), "failed", reason=page.problem)
    state, notes = page.state, " ".join(page.notes)
    known = run.backend.file(state.path)
    if known is not None and known.sha256 == state.sha256:
        ids = tuple(run.backend.documents_of(state.path).values())
        return FileReport(printable(page.address), "unchanged", ids, reason=notes)
    report = run.add_contents(printable(page.address), state, page.contents, page.file)
    return replace(report, reason=" ".join(filter(None, [report.reason, notes])))


def _visit(
    address: str, fetcher: Fetcher, limit: int, options: ReadOptions, progress: Progress | None
) -> Iterator[_Page]:
    """Yield the page at an address, or those of the feed or sitemap that lies there."""
    try:
        place, reply = fetcher.fetch(address)
        text = _text(reply)
        kind = listings.kind_of(text)
    except LoadError as error:
        yield _Page(address, problem=str(error))
        return
    if kind is None:
        yield _read(address, place, reply, options, None)
        if progress is not None:
            progress(1, 1)
        return
    maps = [text] if kind != "index" else _sitemaps(text, place, fetcher)
    listed = list(_listed(maps, place))
    if not listed:
        problem = load_error(address, "no lista ninguna página", "Compruebe que sea la que quiere.")
        yield _Page(address, problem=str(problem))
    for number, entry in enumerate(listed[:limit], 1):
        page = _fetched(entry, fetcher, options)
        if number == limit < len(listed):
            page.notes.append(
                f"De las {len(listed)} direcciones de {printable(address)} se han leído {limit}; "
                "con --limit se leen más."
            )
        yield page
        if progress is not None:
            progress(number, min(limit, len(listed)))


def _fetched(entry: Entry, fetcher: Fetcher, options: ReadOptions) -> _Page:
    try:
        place, reply = fetcher.fetch(entry.address)
    except LoadError as error:
        return _Page(entry.address, problem=str(error))
    return _read(entry.address, place, reply, options, entry.date)


def _listed(maps: Iterable[str], base: Address) -> Iterator[Entry]:
    """Yield what is listed, each page once, its address in full."""
    from rag.intake.web import addresses

    seen: set[str] = set()
    for text in maps:
        for entry in listings.entries(text):
            try:
                whole = str(addresses.parse(entry.address, base))
            except LoadError:
                continue
            if whole not in seen:
                seen.add(whole)
                yield replace(entry, address=whole)


def _sitemaps(text: str, base: Address, fetcher: Fetcher) -> Iterator[str]:
    """Yield the sitemaps that a list of them names; one that fails costs only its own pages."""
    for entry in list(_listed([text], base))[:_MAX_SITEMAPS]:
        try:
            _, reply = fetcher.fetch(entry.address)
        except LoadError:
            continue
        found = _text(reply)
        if listings.kind_of(found) in ("sitemap", "feed"):
            yield found


def _text(reply: Reply) -> str:
    """The reply as text, to be looked at for what it is."""
    try:
        return reply.data.decode(reply.charset or "utf-8", "replace")
    except LookupError:
        return reply.data.decode("utf-8", "replace")


def _read(
    address: str, place: Address, reply: Reply, options: ReadOptions, day: str | None
) -> _Page:
    """Read what was fetched.

    :param day: of publication, as a feed or sitemap gives it.
    """
    try:
        file = SourceFile(_utf8(reply), _named(place, reply), options)
        contents = parse(file)
    except LoadError as error:
        # It is known by its address, not by the name that it was read under.
        said = str(error).replace(f"«{error.path}»", f"«{printable(address)}»", 1)
        return _Page(address, problem=said)
    site = site_of(str(place)) or place.host
    whole = str(place)

    def known(article: Article) -> Article:
        date = article.date or date_of_address(whole) or day
        return replace(article, source=article.source or site, date=date)

    return _Page(address, replace(contents, articles=tuple(map(known, contents.articles))), file)


def _named(place: Address, reply: Reply) -> Path:
    """Name what was fetched so that its format is known.

    :raises LoadError: it is of a kind that is not read.
    """
    name = PurePosixPath(place.target.partition("?")[0]).name or place.host
    if reply.kind in _PAGES:
        return Path(f"{Path(name).stem}.html")
    if suffix := _SUFFIXES.get(reply.kind):
        return Path(f"{Path(name).stem}{suffix}")
    if registry.is_supported(Path(name)):
        return Path(name)
    if reply.kind in _VAGUE and b"<html" in reply.data[:2_000].lower():
        return Path(f"{Path(name).stem}.html")
    raise load_error(
        str(place),
        f"es de tipo «{printable(reply.kind[:60]) or 'desconocido'}», que no se lee",
        "Se leen páginas, feeds, sitemaps y archivos de los formatos admitidos.",
    )


def _utf8(reply: Reply) -> bytes:
    """The data in UTF-8 where the headers name another encoding; a page may not."""
    if reply.kind in _PAGES and reply.charset.lower() not in ("", "utf-8", "utf8"):
        try:
            return reply.data.decode(reply.charset).encode("utf-8")
        except (LookupError, UnicodeError):
            return reply.data
    return reply.data

"""What every backend must do, whatever it is made of.

Derive a class of tests from :class:`BackendConformance`, say how an archive is opened and how a
copy is brought back, and pytest puts the backend through all of it::

    class TestMyBackend(BackendConformance):
        def open(self, address, encoder): ...
        def restore(self, copy, address): ...
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.backend import Backend
from index.encoders.cosine_scale import CosineScale
from index.errors import ArchiveError, HemerotecaError, InputError
from index.listing import ORDERS, Listing, Order, listed
from index.search import fusion
from index.search.bm25 import BM25Index
from index.storage.tables import Column, Table
from index.text.analyzer import analyze
from index.text.searched_text import searchable
from index.types import MODES, Document, FileState, Filters, Hit, Mode, Original
from tests.index.fakes import REMARKS, SCAN, FakeEncoder, article, printed
from tests.index.opening import OnArchives

T = TypeVar("T")

ANY_SETTINGS = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.differing_executors],
)

RIVER = article(
    "El río Alcedo anegó 300 viviendas.", "Nadie resultó herido.",
    title="Riada", source="La Voz", date="2025-08-14",
)  # fmt: skip
TRAIN = article("El tren costará 1.200 millones.", title="Tren", source="El Faro")
COMET = article("El cometa 𝒱 se verá en agosto.", source="EL FARO", date="2025-02-01")
PRINTED = printed("Primera línea del acta,\nque sigue.", "Última línea, en otra página.")
OTHER_SCAN = Original.of("otro.png", b"otra imagen")
NOTE = {"created": "2025-08-14", "kind": "praise", "words": "muy bien"}


def file(name: str) -> FileState:
    return FileState(name, 10, 20, "c0ffee")


def elsewhere(action: Callable[[], T]) -> T:
    """What the action gives in a thread of its own."""
    results, errors = list[T](), list[BaseException]()

    def run() -> None:
        try:
            results.append(action())
        except BaseException as error:
            errors.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(60)
    assert not thread.is_alive()
    if errors:
        raise errors[0]
    return results[0]


def scores(hits: Sequence[Hit]) -> list[tuple[str, float, float, float]]:
    return [(hit.passage.text, hit.score, hit.dense, hit.bm25) for hit in hits]


def contents(backend: Backend) -> tuple[object, ...]:
    """All that an archive gives back of what was put in, in no particular order."""
    summaries = sorted(backend.summaries())
    documents = [backend.document(id) for id, *_ in summaries]
    places = [list(backend.places(id)) for id, *_ in summaries]
    return summaries, documents, places, list(backend.records(REMARKS))


@dataclass
class Model:
    """An archive as a dictionary."""

    documents: dict[str, Document] = field(default_factory=dict)
    files: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def copy(self) -> Model:
        return Model(dict(self.documents), dict(self.files))

    def places(self, id: str) -> list[tuple[str, int]]:
        return sorted(
            (path, entry)
            for path, ids in self.files.items()
            for entry, other in enumerate(ids)
            if other == id
        )


WORDS = st.sampled_from("soldados corea norte kursk trigo cosecha ministro once mil año".split())
PARAGRAPHS = st.lists(st.lists(WORDS, min_size=1, max_size=6).map(" ".join), min_size=1, max_size=3)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), PARAGRAPHS),
        st.tuples(st.just("retitle"), st.integers(0, 9)),
        st.tuples(st.just("remove"), st.integers(0, 9)),
        st.tuples(st.just("file"), st.integers(0, 9)),
    ),
    max_size=4,
)
TRANSACTIONS = st.lists(st.tuples(STEPS, st.booleans()), max_size=5)
"""Changes made together, and whether they are taken back."""


class TakenBackError(Exception):
    """Ends a transaction."""


def take(backend: Backend, model: Model, kind: str, value: Any) -> None:
    """Take a step in both."""
    ids = sorted(model.documents)
    if kind == "add":
        document = article(*value, title=f"noticia {len(ids)}", source="Eco")
        backend.add([document])
        model.documents.setdefault(document.id, document)
        return
    if not ids:
        assert backend.remove("no-hay") is False
        return
    id = ids[value % len(ids)]
    if kind == "retitle":
        document = replace(model.documents[id], title=f"título {value}", date="2025-01-02")
        backend.update(document)
        model.documents[id] = document
    elif kind == "remove":
        assert backend.remove(id) is True
        del model.documents[id]
        for path, entries in list(model.files.items()):
            rest = tuple(other if other != id else "" for other in entries)
            model.files[path] = rest
            if not any(rest):
                del model.files[path]
    else:
        path = f"{value}.txt"
        backend.put_file(file(path), [(0, id)])
        model.files[path] = (id,)


def assert_same(backend: Backend, model: Model) -> None:
    assert {id for id, *_ in backend.summaries()} == set(model.documents)
    for id, document in model.documents.items():
        assert backend.document(id) == document
        assert list(backend.places(id)) == model.places(id)
    for path, ids in model.files.items():
        assert backend.file(path) == file(path)
        assert dict(backend.documents_of(path)) == {n: id for n, id in enumerate(ids) if id}
    stats = backend.stats()
    assert stats.documents == len(model.documents)
    assert stats.passages == sum(len(document.spans) for document in model.documents.values())


def by_brute_force(
    documents: Sequence[Document], encoder: FakeEncoder, query: str
) -> dict[tuple[str, int], tuple[float, float, float]]:
    """(document, start) → hybrid, dense and BM25 score of every passage."""
    keys = [(document.id, span.start) for document in documents for span in document.spans]
    texts = [
        searchable(document.title, document.text[span.start : span.end])
        for document in documents
        for span in document.spans
    ]
    lexical = BM25Index([analyze(text) for text in texts])
    dense = encoder.encode_passages(texts) @ encoder.vector(query)
    bm25 = lexical.scores(analyze(query))
    fused = fusion.fuse(dense, bm25, encoder.cosine_scale, lexical.max_idf)
    columns = zip(fused.tolist(), dense.tolist(), bm25.tolist(), strict=True)
    return dict(zip(keys, columns, strict=True))


class OtherEncoder(FakeEncoder):
    """Another one."""

    cosine_scale = CosineScale(0.0, 1.0)

    def __init__(self) -> None:
        super().__init__("otro")


class BackendConformance(OnArchives):
    """What a backend keeps."""

    def shown(self, address: Path) -> str:
        """What of an address its archive's location shows."""
        return str(address)

    records_wait = True
    """Whether a row waits for whoever is writing; where many write it need not."""

    @pytest.fixture
    def filled(self, backend: Backend) -> Backend:
        """Three articles of two files."""
        with backend.writing():
            backend.add([RIVER, TRAIN, COMET])
            backend.put_file(file("a.txt"), [(1, RIVER.id), (2, TRAIN.id)])
            backend.put_file(file("b.txt"), [(0, COMET.id)])
        return backend

    # -- what is put in is given back

    def test_a_new_archive_is_empty(self, backend: Backend, address: Path) -> None:
        assert contents(backend) == ([], [], [], [])
        assert backend.search("río") == []
        assert backend.check() == []
        stats = backend.stats()
        assert (stats.documents, stats.passages, stats.next_encoder) == (0, 0, None)
        assert self.shown(address) in backend.location

    def test_documents_are_given_back_whole(self, filled: Backend) -> None:
        for document in (RIVER, TRAIN, COMET):
            assert filled.document(document.id) == document
        assert filled.document("no-hay") is None
        assert [row[0] for row in filled.summaries()] == [RIVER.id, COMET.id, TRAIN.id]
        assert filled.summaries()[0] == (RIVER.id, "Riada", "La Voz", "2025-08-14", 2, None)
        assert filled.check() == []

    @ANY_SETTINGS
    @given(
        title=st.sampled_from(["", "RÍA", "tren", "ia", "%", "nada"]),
        sources=st.frozensets(st.sampled_from(["La Voz", "la voz", "", "otro"]), max_size=2),
        days=st.tuples(*[st.sampled_from([None, "2025-08-14", "2024-01-01", "2026-01-01"])] * 2),
        order=st.sampled_from(ORDERS),
        skip=st.integers(0, 4),
        most=st.none() | st.integers(0, 3),
    )
    def test_a_page_of_the_list_is_what_all_of_it_gives(
        self,
        filled: Backend,
        title: str,
        sources: frozenset[str],
        days: tuple[str | None, str | None],
        order: Order,
        skip: int,
        most: int | None,
    ) -> None:
        listing = Listing(title, sources, *days, order, skip, most)
        found, wanted = filled.listed(listing), listed(filled.summaries(), listing)
        assert (found.total, list(found.rows)) == (wanted.total, list(wanted.rows))

    def test_files_say_which_documents_they_gave(self, filled: Backend) -> None:
        assert filled.file("a.txt") == file("a.txt")
        assert filled.file("c.txt") is None
        assert dict(filled.documents_of("a.txt")) == {1: RIVER.id, 2: TRAIN.id}
        assert dict(filled.documents_of("c.txt")) == {}
        with filled.writing():
            filled.put_file(replace(file("b.txt"), size=11), [(3, RIVER.id), (4, COMET.id)])
        assert filled.file("b.txt") == replace(file("b.txt"), size=11)
        assert list(filled.places(RIVER.id)) == [("a.txt", 1), ("b.txt", 3)]

    def test_sources_are_counted_with_their_undated_documents(self, filled: Backend) -> None:
        def counted() -> dict[str, tuple[int, int]]:
            counts: dict[str, tuple[int, int]] = {}
            for _, _, source, date, *_ in filled.summaries():
                documents, undated = counts.get(source, (0, 0))
                counts[source] = (documents + 1, undated + (date is None))
            return counts

        assert dict(filled.sources()) == counted() != {}
        with filled.writing():
            filled.update(replace(RIVER, source="Otra", date=None))
            filled.remove(TRAIN.id)
            assert dict(filled.sources()) == counted()
        assert dict(filled.sources()) == counted()
        assert filled.sources()["Otra"] == (1, 1)

    def test_the_files_of_a_folder_are_those_inside_it(self, filled: Backend) -> None:
        inside = ["/n/a.txt", "/n/b%_/c.txt", "/n/b.txt"]
        with filled.writing():
            for path in [*inside, "/n2/a.txt", "/N/a.txt", "/n"]:
                filled.put_file(file(path), [(0, RIVER.id), (3, TRAIN.id)])
            filled.put_file(file("/n/c.txt"), [])
        both = [RIVER.id, TRAIN.id]
        under = [(state, list(ids)) for state, ids in filled.files_under("/n")]
        expected = [(file(path), both) for path in sorted(inside)]
        assert under == [*expected, (file("/n/c.txt"), [])]
        assert [s.path for s, _ in filled.files_under("/n/b%_")] == ["/n/b%_/c.txt"]
        assert list(filled.files_under("/otra")) == []

    def test_a_file_that_is_forgotten_leaves_its_documents(self, filled: Backend) -> None:
        with filled.writing():
            filled.forget_file("a.txt")
            filled.forget_file("nada.txt")
        assert filled.file("a.txt") is None
        assert list(filled.places(RIVER.id)) == []
        assert filled.document(RIVER.id) == RIVER
        assert filled.check() == []

    def test_a_document_that_is_there_is_not_added_again(self, filled: Backend) -> None:
        with filled.writing():
            filled.add([replace(RIVER, title="Otro"), RIVER])
        assert filled.document(RIVER.id) == RIVER

    def test_a_removed_document_is_nowhere_and_its_file_is_forgotten_with_its_last(
        self, filled: Backend
    ) -> None:
        with filled.writing():
            assert filled.remove(RIVER.id)
            assert not filled.remove(RIVER.id)
            assert filled.remove(COMET.id)
        assert filled.document(RIVER.id) is None
        assert {hit.passage.document for hit in filled.search("río Alcedo", 10)} == {TRAIN.id}
        assert list(filled.places(RIVER.id)) == []
        assert filled.file("a.txt") == file("a.txt")
        assert filled.file("b.txt") is None
        assert filled.check() == []

    def test_terms_are_counted_by_the_passages_that_hold_them(
        self, filled: Backend, backend: Backend
    ) -> None:
        passages = [
            set(analyze(searchable(document.title, document.text[span.start : span.end])))
            for document in (RIVER, TRAIN, COMET)
            for span in document.spans
        ]
        asked = {*set[str]().union(*passages), "nohay", ""}
        expected = {t: n for t in asked if (n := sum(t in terms for terms in passages))}
        assert dict(filled.term_counts(asked)) == expected
        with filled.writing():
            filled.remove(COMET.id)
        assert "comet" not in filled.term_counts(["comet"])

    def test_another_title_is_searched(self, filled: Backend) -> None:
        with filled.writing():
            filled.update(replace(TRAIN, title="Volcán", date="2025-09-09", source="Eco"))
        hit = filled.search("volcán", 1, "bm25")[0]
        assert (hit.passage.title, hit.passage.date, hit.passage.source) == (
            "Volcán", "2025-09-09", "Eco",
        )  # fmt: skip
        assert len(filled.search("volcán", 5, "bm25")) == 1

    @pytest.mark.parametrize("text", ["nulo \0 dentro", "medio \ud800 par"])
    def test_text_that_cannot_be_kept_is_refused_whole(self, filled: Backend, text: str) -> None:
        before = contents(filled)
        with pytest.raises(InputError), filled.writing():
            filled.add([TRAIN, article("Bien."), article(text)])
        assert contents(filled) == before

    # -- transactions

    def test_what_an_error_ends_has_not_happened(self, filled: Backend) -> None:
        before, hits = contents(filled), scores(filled.search("río", 5))
        fingerprint = filled.fingerprint
        with pytest.raises(TakenBackError), filled.writing():
            filled.remove(RIVER.id)
            filled.update(replace(TRAIN, title="Otro"))
            filled.add([article("Algo nuevo.")])
            filled.put_file(file("c.txt"), [(0, TRAIN.id)])
            filled.put_rows(REMARKS, [(5, "2025", "blame", "mal")])
            raise TakenBackError
        assert contents(filled) == before
        assert filled.file("c.txt") is None
        assert scores(filled.search("río", 5)) == hits
        assert filled.fingerprint == fingerprint

    def test_a_file_of_a_document_that_is_not_there_ends_the_transaction(
        self, filled: Backend
    ) -> None:
        before = contents(filled)
        with pytest.raises(Exception), filled.writing():  # noqa: B017  (a slip of the caller)
            filled.add([article("Algo nuevo.")])
            filled.put_file(file("c.txt"), [(0, "nadie")])
        assert contents(filled) == before

    def test_a_file_may_be_recorded_before_its_document_is_there(self, filled: Backend) -> None:
        later = article("Llega después.")
        with filled.writing():
            filled.put_file(file("c.txt"), [(0, later.id)])
            filled.add([later])
        assert list(filled.places(later.id)) == [("c.txt", 0)]

    @ANY_SETTINGS
    @given(transactions=TRANSACTIONS)
    def test_any_transactions_leave_what_a_dictionary_would_hold(
        self,
        tmp_path_factory: pytest.TempPathFactory,
        transactions: list[tuple[list[tuple[str, Any]], bool]],
    ) -> None:
        backend, model = self.open(tmp_path_factory.mktemp("x") / "a", FakeEncoder()), Model()
        for steps, taken_back in transactions:
            fingerprint, tried = backend.fingerprint, model.copy()
            try:
                with backend.writing():
                    for kind, value in steps:
                        take(backend, tried, kind, value)
                    assert_same(backend, tried)  # the writer sees its own changes
                    if taken_back:
                        raise TakenBackError
            except TakenBackError:
                assert backend.fingerprint == fingerprint
            else:
                changed = tried != model
                model = tried
                assert not changed or backend.fingerprint != fingerprint
            assert_same(backend, model)
        assert backend.check() == []
        self.assert_scores(backend, list(model.documents.values()), "soldados de Corea")
        backend.close()

    def test_others_see_the_state_before_and_do_not_wait(self, filled: Backend) -> None:
        before, hits = contents(filled), scores(filled.search("río", 5))
        with filled.writing():
            filled.remove(RIVER.id)
            filled.add([article("Algo nuevo del río.")])
            assert filled.document(RIVER.id) is None
            own = {hit.passage.text for hit in filled.search("río", 5)}
            assert "Algo nuevo del río." in own
            assert not own & {RIVER.text[s.start : s.end] for s in RIVER.spans}
            assert elsewhere(lambda: contents(filled)) == before
            assert elsewhere(lambda: scores(filled.search("río", 5))) == hits
        assert {hit.passage.text for hit in elsewhere(lambda: filled.search("río", 5))} == own

    def test_several_reads_are_of_one_state(self, filled: Backend) -> None:
        def write() -> None:
            with filled.writing():
                filled.remove(RIVER.id)

        with filled.reading():
            before, fingerprint = contents(filled), filled.fingerprint
            elsewhere(write)
            assert contents(filled) == before
            assert filled.fingerprint == fingerprint
        assert filled.document(RIVER.id) is None
        assert filled.fingerprint != fingerprint

    def test_one_writes_after_the_other(self, filled: Backend) -> None:
        order, inside = list[str](), threading.Event()

        def second() -> None:
            inside.set()
            with filled.writing():
                order.append("second")
                filled.add([article("El segundo.")])

        thread = threading.Thread(target=second)
        with filled.writing():
            thread.start()
            assert inside.wait(30)
            filled.add([article("El primero.")])
            order.append("first")
        thread.join(60)
        assert order == ["first", "second"]
        assert filled.stats().documents == 5

    # -- states

    def test_a_fingerprint_is_of_a_state(self, filled: Backend) -> None:
        states = {filled.fingerprint}
        for change in (
            lambda: filled.add([article("Algo nuevo.")]),
            lambda: filled.update(replace(TRAIN, title="Otro")),
            lambda: filled.put_file(file("c.txt"), [(0, TRAIN.id)]),
            lambda: filled.remove(RIVER.id),
            lambda: filled.discard(COMET.id, "2026-01-02"),
        ):
            with filled.writing():
                change()
            assert filled.fingerprint not in states
            states.add(filled.fingerprint)
        now = filled.fingerprint
        with filled.writing():
            filled.add([TRAIN])
            filled.remove("no-hay")
        filled.prepare()
        filled.search("río")
        filled.keep_record(REMARKS, NOTE)
        filled.settle_records()
        work = filled.reencoding(OtherEncoder())
        work.begin()
        work.abandon()
        assert filled.fingerprint == filled.stats().fingerprint == now

    def test_opened_again_it_is_the_same(self, filled: Backend, address: Path) -> None:
        filled.keep_record(REMARKS, NOTE)
        before, hits = contents(filled), scores(filled.search("río", 5))
        fingerprint = filled.fingerprint
        filled.close()
        again = self.open(address, FakeEncoder())
        assert contents(again) == before
        assert scores(again.search("río", 5)) == hits
        assert (again.fingerprint, again.check()) == (fingerprint, [])
        again.close()

    def test_opened_twice_each_sees_what_the_other_wrote(
        self, filled: Backend, address: Path
    ) -> None:
        other = self.open(address, FakeEncoder())
        assert contents(other) == contents(filled)
        with other.writing():
            other.remove(RIVER.id)
            other.add([article("Otra noticia del río.")])
        assert contents(filled) == contents(other)
        assert scores(filled.search("río", 5)) == scores(other.search("río", 5))
        assert filled.fingerprint == other.fingerprint
        other.close()

    def test_an_archive_of_another_encoder_is_not_opened(
        self, filled: Backend, address: Path
    ) -> None:
        with pytest.raises(ArchiveError, match="«otro»"):
            self.open(address, OtherEncoder())

    # -- searching

    def assert_scores(self, backend: Backend, documents: Sequence[Document], query: str) -> None:
        """Every hit of every mode has the scores of brute force, in their order."""
        expected = by_brute_force(documents, FakeEncoder(), query)
        for place, mode in enumerate(MODES):
            hits = backend.search(query, max(len(expected), 1), mode)
            found = {(hit.passage.document, hit.passage.start): hit for hit in hits}
            assert len(found) == len(hits)
            assert set(found) == {k for k, s in expected.items() if mode != "bm25" or s[2] > 0}
            for key, hit in found.items():
                exact = (hit.score, hit.dense, hit.bm25)
                of_mode = expected[key][place]
                assert exact == pytest.approx((of_mode, *expected[key][1:]), abs=1e-5)
            assert [hit.score for hit in hits] == sorted((h.score for h in hits), reverse=True)

    @ANY_SETTINGS
    @given(texts=st.lists(PARAGRAPHS, max_size=8), query=st.lists(WORDS, max_size=4).map(" ".join))
    def test_scores_are_exact(
        self, tmp_path_factory: pytest.TempPathFactory, texts: list[list[str]], query: str
    ) -> None:
        backend = self.open(tmp_path_factory.mktemp("x") / "a", FakeEncoder())
        documents = {
            document.id: document
            for n, paragraphs in enumerate(texts)
            for document in [article(*paragraphs, title=f"noticia {n}")]
        }
        with backend.writing():
            backend.add(list(documents.values()))
        self.assert_scores(backend, list(documents.values()), query)
        backend.close()

    @pytest.mark.parametrize("mode", MODES)
    def test_the_first_k_are_those_of_more(self, filled: Backend, mode: Mode) -> None:
        many = scores(filled.search("el río y el tren en agosto", 10, mode))
        for k in range(1, 6):
            assert scores(filled.search("el río y el tren en agosto", k, mode)) == many[:k]

    @pytest.mark.parametrize("mode", MODES)
    @pytest.mark.parametrize(
        ("filters", "admitted"),
        [
            (Filters(), {RIVER.id, TRAIN.id, COMET.id}),
            (Filters(documents=frozenset({TRAIN.id, "no-hay"})), {TRAIN.id}),
            (Filters(sources=frozenset({"el faro"})), {TRAIN.id, COMET.id}),
            (Filters(date_from="2025-02-01"), {RIVER.id, COMET.id}),
            (Filters(date_from="2025-02-02", date_to="2025-08-14"), {RIVER.id}),
            (Filters(date_to="2025-02-01"), {COMET.id}),
            (Filters(documents=frozenset({"no-hay"})), set()),
        ],
    )
    def test_filters_leave_passages_out_and_change_no_score(
        self, filled: Backend, mode: Mode, filters: Filters, admitted: set[str]
    ) -> None:
        query = "el río, el tren y el cometa"
        everything = [h for h in filled.search(query, 10, mode) if h.passage.document in admitted]
        hits = filled.search(query, 10, mode, filters)
        assert {hit.passage.document for hit in hits} == admitted
        assert [hit.passage.id for hit in hits] == [hit.passage.id for hit in everything]
        for hit, same in zip(scores(hits), scores(everything), strict=True):
            assert hit[1:] == pytest.approx(same[1:], abs=1e-6)

    def test_what_cannot_be_searched_for_is_refused(self, filled: Backend) -> None:
        wrong: Any = "vectores"
        for search in (
            lambda: filled.search("río", 0),
            lambda: filled.search("río", mode=wrong),
            lambda: filled.search("río", filters=Filters(date_from="ayer")),
        ):
            with pytest.raises(InputError):
                search()

    def test_a_hit_is_a_slice_of_its_document(self, filled: Backend) -> None:
        for hit in filled.search("río tren cometa", 10):
            passage = hit.passage
            document = filled.document(passage.document)
            assert document is not None
            assert passage.text == document.text[passage.start : passage.end]
            assert (passage.title, passage.source, passage.date) == (
                document.title, document.source, document.date,
            )  # fmt: skip

    # -- pages

    def test_a_document_keeps_where_its_lines_are_printed(self, backend: Backend) -> None:
        with backend.writing():
            backend.put_original(SCAN)
            backend.add([PRINTED, TRAIN])
        assert backend.document(PRINTED.id) == PRINTED
        assert {row[0]: row[5] for row in backend.summaries()} == {PRINTED.id: 2, TRAIN.id: None}
        hits = {hit.passage.text: hit.passage for hit in backend.search("acta", 10)}
        for span in PRINTED.spans:
            passage = hits[PRINTED.text[span.start : span.end]]
            inside = [x for x in PRINTED.lines if x.start < span.end and x.end > span.start]
            assert list(passage.lines) == inside
            assert passage.page == inside[0].page
        assert hits[TRAIN.text].page is None
        assert backend.check() == []

    def test_an_original_goes_with_the_last_document_that_names_it(self, backend: Backend) -> None:
        second = replace(PRINTED, text=PRINTED.text.replace("acta", "nota"))
        with backend.writing():
            backend.put_original(SCAN)
            backend.put_original(SCAN)
            backend.add([PRINTED, second])
        assert backend.original(SCAN.id) == SCAN
        with backend.writing():
            backend.remove(PRINTED.id)
        assert backend.original(SCAN.id) == SCAN
        with backend.writing():
            backend.remove(second.id)
        assert backend.original(SCAN.id) is None

    def test_originals_that_nobody_names_are_forgotten_when_told(self, filled: Backend) -> None:
        with filled.writing():
            filled.put_original(SCAN)
            filled.put_original(OTHER_SCAN)
            filled.add([PRINTED])
            filled.forget_originals()
        assert filled.original(OTHER_SCAN.id) is None
        assert filled.original(SCAN.id) == SCAN

    def test_an_original_given_later_takes_the_place_of_the_first(self, filled: Backend) -> None:
        with filled.writing():
            filled.put_original(SCAN)
            filled.add([PRINTED])
            filled.put_original(OTHER_SCAN)
            filled.update(replace(PRINTED, original=OTHER_SCAN.id))
            filled.forget_originals()
        assert filled.original(SCAN.id) is None
        assert filled.document(PRINTED.id) == replace(PRINTED, original=OTHER_SCAN.id)

    # -- the bin

    def test_a_discarded_document_is_in_the_bin_and_nowhere_else(self, filled: Backend) -> None:
        with filled.writing():
            assert filled.discard(RIVER.id, "2026-01-02T10:00:00")
            assert not filled.discard(RIVER.id, "2026-01-02T11:00:00")
            assert filled.discard(COMET.id, "2026-01-03T10:00:00")
        assert filled.document(RIVER.id) is None
        assert {hit.passage.document for hit in filled.search("río Alcedo", 10)} == {TRAIN.id}
        assert filled.file("b.txt") is None
        assert [row[0] for row in filled.bin()] == [COMET.id, RIVER.id]
        assert filled.bin()[1] == (
            RIVER.id, "Riada", "La Voz", "2025-08-14", "2026-01-02T10:00:00",
        )  # fmt: skip
        found = filled.discarded(RIVER.id)
        assert found is not None
        assert (found.document, found.places) == (RIVER, ((file("a.txt"), 1),))
        assert filled.check() == []

    def test_what_is_brought_back_is_as_it_was(self, filled: Backend) -> None:
        with filled.writing():
            filled.put_original(SCAN)
            filled.add([PRINTED])
        before, hits = contents(filled), scores(filled.search("río acta cometa", 10))
        for id in (RIVER.id, COMET.id, PRINTED.id):
            with filled.writing():
                filled.discard(id, "2026-01-02")
                filled.forget_originals()
        for id in (COMET.id, PRINTED.id, RIVER.id):
            with filled.writing():
                found = filled.discarded(id)
                assert found is not None
                filled.bring_back(found)
        assert contents(filled) == before
        again = scores(filled.search("río acta cometa", 10))
        assert {row[0]: pytest.approx(row[1:], abs=1e-5) for row in again} == {
            row[0]: row[1:] for row in hits
        }
        assert filled.file("b.txt") == file("b.txt")
        assert filled.original(SCAN.id) == SCAN
        assert list(filled.bin()) == []
        assert filled.check() == []

    def test_a_place_that_another_article_took_stays_its(self, filled: Backend) -> None:
        with filled.writing():
            filled.discard(RIVER.id, "2026-01-02")
            filled.put_file(file("a.txt"), [(1, COMET.id), (2, TRAIN.id)])
            found = filled.discarded(RIVER.id)
            assert found is not None
            filled.bring_back(found)
        assert filled.document(RIVER.id) == RIVER
        assert dict(filled.documents_of("a.txt")) == {1: COMET.id, 2: TRAIN.id}

    def test_a_document_added_again_leaves_the_bin(self, filled: Backend) -> None:
        with filled.writing():
            filled.discard(RIVER.id, "2026-01-02")
        with filled.writing():
            filled.add([RIVER])
        assert list(filled.bin()) == []

    def test_an_emptied_bin_keeps_nothing_and_is_no_other_state(self, filled: Backend) -> None:
        with filled.writing():
            filled.put_original(SCAN)
            filled.add([PRINTED])
        with filled.writing():
            filled.discard(PRINTED.id, "2026-01-02")
        now = filled.fingerprint
        assert filled.original(SCAN.id) == SCAN
        assert filled.purge() == 1
        assert filled.purge() == 0
        assert filled.original(SCAN.id) is None
        assert filled.discarded(PRINTED.id) is None
        assert filled.fingerprint == now

    def test_an_error_leaves_the_bin_as_it_was(self, filled: Backend) -> None:
        with pytest.raises(TakenBackError), filled.writing():
            filled.discard(RIVER.id, "2026-01-02")
            raise TakenBackError
        assert list(filled.bin()) == []
        assert filled.document(RIVER.id) == RIVER

    # -- records

    def test_records_are_kept_once_and_in_order(self, filled: Backend) -> None:
        other = {**NOTE, "kind": "blame"}
        assert filled.keep_record(REMARKS, NOTE)
        assert filled.keep_record(REMARKS, other)
        assert filled.keep_record(REMARKS, NOTE)
        assert [dict(row) for row in filled.records(REMARKS)] == [
            {"id": 1, **NOTE},
            {"id": 2, **other},
        ]

    @pytest.mark.parametrize(
        "record", [{}, {**NOTE, "kind": "regular"}, {**NOTE, "words": 3}, {**NOTE, "more": "x"}]
    )
    def test_a_record_that_is_none_of_the_tables_is_refused(
        self, filled: Backend, record: dict[str, Any]
    ) -> None:
        with pytest.raises(ValueError, match="remarks"):
            filled.keep_record(REMARKS, record)
        assert list(filled.records(REMARKS)) == []

    def test_a_table_that_was_not_registered_is_refused(self, filled: Backend) -> None:
        with pytest.raises(ValueError, match="desks"):
            filled.keep_record(Table("desks", (Column("words"),), "su mesa"), {"words": "x"})
        with pytest.raises(ValueError, match="desks"):
            filled.records(Table("desks", (Column("words"),), "su mesa"))

    def test_a_record_does_not_wait_for_a_long_transaction(self, filled: Backend) -> None:
        assert filled.keep_record(REMARKS, {**NOTE, "words": "antes"})
        with filled.writing():
            during = {**NOTE, "words": "durante"}
            kept = elsewhere(lambda: filled.keep_record(REMARKS, during))
            assert kept is not self.records_wait
            rows = elsewhere(lambda: filled.records(REMARKS))
            assert [(row["id"], row["words"]) for row in rows] == [(1, "antes"), (2, "durante")]
        assert filled.settle_records()
        assert [row["words"] for row in filled.records(REMARKS)] == ["antes", "durante"]
        assert filled.settle_records()

    def test_rows_are_put_back_with_their_numbers(self, filled: Backend) -> None:
        rows = [(3, "2025", "praise", "a"), (7, "2026", "blame", "b"), (8, "2026", "regular", "c")]
        with filled.writing():
            filled.put_rows(REMARKS, rows)
        assert [row["id"] for row in filled.records(REMARKS)] == [3, 7]

    # -- copies

    def test_a_copy_brings_back_everything(self, filled: Backend, tmp_path: Path) -> None:
        filled.keep_record(REMARKS, NOTE)
        with filled.writing():
            filled.put_original(SCAN)
            filled.add([PRINTED])
            filled.discard(TRAIN.id, "2026-01-02")
        self.copy(filled, tmp_path / "copia")
        self.restore(tmp_path / "copia", tmp_path / "otro")
        again = self.open(tmp_path / "otro", FakeEncoder())
        assert contents(again) == contents(filled)
        assert again.original(SCAN.id) == SCAN
        assert again.discarded(TRAIN.id) == filled.discarded(TRAIN.id) is not None
        assert scores(again.search("río", 5)) == scores(filled.search("río", 5))
        assert again.check() == []
        again.close()

    def test_a_copy_is_of_one_state_whoever_is_writing(
        self, filled: Backend, tmp_path: Path
    ) -> None:
        before = contents(filled)
        with filled.writing():
            filled.remove(RIVER.id)
            elsewhere(lambda: self.copy(filled, tmp_path / "copia"))
        self.restore(tmp_path / "copia", tmp_path / "otro")
        again = self.open(tmp_path / "otro", FakeEncoder())
        assert contents(again) == before
        again.close()

    def test_a_copy_replaces_a_file_only_when_told(self, filled: Backend, tmp_path: Path) -> None:
        (tmp_path / "copia").write_text("mío", encoding="utf-8")
        with pytest.raises(InputError, match="copia"):
            filled.backup(tmp_path / "copia")
        assert (tmp_path / "copia").read_text(encoding="utf-8") == "mío"
        with pytest.raises(HemerotecaError):
            filled.backup(tmp_path / "no" / "hay" / "copia")
        filled.backup(tmp_path / "copia", replace=True)
        self.restore(tmp_path / "copia", tmp_path / "otro")

    # -- another encoder

    def reencode(self, backend: Backend, encoder: FakeEncoder, most: int = 10) -> bool:
        """Encode up to so many documents, and finish."""
        work = backend.reencoding(encoder)
        work.begin()
        for id in work.waiting(most):
            document = backend.document(id)
            assert document is not None
            texts = [
                searchable(document.title, document.text[span.start : span.end])
                for span in document.spans
            ]
            work.put([(document, document.spans)], encoder.encode_passages(texts))
        return work.finish()

    def test_a_change_of_encoder_is_seen_when_it_is_finished(
        self, filled: Backend, address: Path
    ) -> None:
        before, hits = contents(filled), scores(filled.search("río", 5))
        assert self.reencode(filled, OtherEncoder(), most=2) is False
        assert filled.stats().next_encoder == "otro"
        assert filled.stats().encoder == "falso-1"
        assert contents(filled) == before
        assert scores(filled.search("río", 5)) == hits
        encoder = OtherEncoder()
        assert self.reencode(filled, encoder)
        assert len(encoder.encoded) == 1  # only the document that was still to be encoded
        assert (filled.stats().encoder, filled.stats().next_encoder) == ("otro-1", None)
        filled.close()
        again = self.open(address, OtherEncoder())
        assert contents(again)[:3] == before[:3]
        dense = {hit.passage.text: hit.dense for hit in again.search("río", 10, "dense")}
        vector = encoder.vector("río")
        for text, cosine in dense.items():
            title = {t.text: t.title for t in (TRAIN, COMET)}.get(text, "Riada")
            assert cosine == pytest.approx(
                encoder.vector(searchable(title, text)) @ vector, abs=1e-5
            )
        assert again.check() == []
        again.close()

    def test_what_changes_during_a_change_of_encoder_is_made_good(self, filled: Backend) -> None:
        encoder = OtherEncoder()
        assert self.reencode(filled, encoder, most=1) is False
        with filled.writing():
            filled.update(replace(RIVER, title="Otro título"))
            filled.add([article("Algo nuevo.")])
            filled.remove(TRAIN.id)
        work = filled.reencoding(encoder)
        work.begin()
        assert work.count_waiting() == len(work.waiting(10)) == 3
        work.put([(RIVER, RIVER.spans)], encoder.encode_passages(["a", "b"]))  # as it was
        assert work.count_waiting() == 3
        assert self.reencode(filled, encoder)
        assert filled.stats().documents == 3
        assert filled.check() == []

    def test_a_change_to_yet_another_encoder_ends_the_first(self, filled: Backend) -> None:
        first = filled.reencoding(OtherEncoder())
        first.begin()
        second = filled.reencoding(FakeEncoder("tercero"))
        second.begin()
        with pytest.raises(ArchiveError):
            first.finish()
        with pytest.raises(ArchiveError):
            first.put([(TRAIN, TRAIN.spans)], OtherEncoder().encode_passages(["x"]))
        second.abandon()
        assert filled.stats().next_encoder is None

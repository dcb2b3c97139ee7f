"""What every backend must find by an exact search: all that brute force finds, and nothing else.

As :mod:`tests.index.conformance`: derive a class of tests and say how an archive is opened.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index import Document
from index.backend import Backend
from index.exact.expressions import Expression, Mention, Phrase, Source, leaves
from index.exact.parsing import parse
from index.search.naming.directory import Directories
from index.storage.exact.sets import Sets
from index.text.searched_text import searchable
from tests.index.exact.oracle import found
from tests.index.fakes import SCAN, FakeEncoder, article, printed
from tests.index.opening import OnArchives

ANY_SETTINGS = settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.differing_executors],
)

WORDS = (
    "año ano Años envió ENVÍO envia once mil 11.000 3,5 de la Kursk Kurks kurs x ñu 𝒱 Straße"
).split()
TEXTS = st.lists(
    st.tuples(st.sampled_from(WORDS), st.sampled_from([" ", ", ", "-", "\n", ". «"])).map("".join),
    min_size=1,
    max_size=9,
).map("".join)
SOURCES = ["El Faro", "EL FARO", "El Faro de Vigo", "20 minutos", "20-minutos", 'A"B', "", "ñ"]
DATES = [None, "1999-12-31", "2000-01-01", "2024-02-29", "2025-03-14", "2025-03-31", "2025-12-31"]
DOCUMENTS = st.lists(
    st.builds(
        lambda paragraphs, title, source, date: article(
            *paragraphs, title=title, source=source, date=date
        ),
        st.lists(TEXTS, min_size=1, max_size=3),
        TEXTS,
        st.sampled_from(SOURCES),
        st.sampled_from(DATES),
    ),
    max_size=6,
)

PLAIN = st.sampled_from([word.strip(",.") for word in WORDS])
PAIRS = st.lists(PLAIN, min_size=1, max_size=3).map(" ".join)
OF_TEXT = st.one_of(
    PAIRS,
    PAIRS.map(lambda words: f'"{words}"'),
    PLAIN.map(lambda word: f"{word[: 1 + len(word) // 2]}*"),
    PLAIN.map(lambda word: f"{word.split('.')[0].split(',')[0]}~"),
    st.tuples(
        st.sampled_from(["año de", "kursk x", "la mil once", "ano año"]), st.integers(0, 4)
    ).map(lambda near: f'"{near[0]}"~{near[1]}'),
)
LEAVES = st.one_of(
    OF_TEXT,
    OF_TEXT.map(lambda one: f"título:{one.split(' ')[0] if one[0] != chr(34) else one}"),
    PAIRS.map(lambda name: f'persona:"{name}"'),
    st.sampled_from(
        [
            *[f'fuente:"{source}"' for source in SOURCES if source and '"' not in source],
            *"fuente:el* fuente:20* fecha:2025 fecha:2025-03 fecha:2025-03-14 fecha:..1999".split(),
            *"fecha:2000.. fecha:2000..2025-03-30 fecha:31/12/1999..1/1/2000 fecha:2024-02".split(),
        ]
    ),
)
QUERIES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["Y", "O", "NO", ""]), inner).map(
            lambda parts: f"({' '.join(parts)})"
        ),
        inner.map(lambda part: f"NO {part}"),
    ),
    max_leaves=5,
)


def keys(backend: Backend, expression: Expression, **asked: Any) -> list[tuple[str, int]]:
    result = backend.find(expression, **asked)
    return [(passage.document, passage.start) for passage in result.passages]


def documents_of(backend: Backend) -> list[Document]:
    read = [backend.document(id) for id, *_ in backend.summaries()]
    return [document for document in read if document is not None]


def assert_exact(backend: Backend, query: str) -> None:
    """All of what brute force finds, once each, counted, and nothing else."""
    expression = parse(query)
    given_, expected = keys(backend, expression), found(expression, documents_of(backend))
    assert sorted(given_) == sorted(expected), query
    assert backend.find(expression, most=0).total == len(expected)


QUERIES_OF_ALL_KINDS = [
    "año", '"ano"', "envi*", "kursk~", '"la kursk"~3', "NO de", "título:mil", "fuente:el*",
    "fecha:2025", 'persona:"kursk x"', "11.000 O NO fecha:2025", 'fuente:"El Faro" (año O x)',
]  # fmt: skip

RIVER = article(
    "El río Alcedo anegó 300 viviendas.", "Nadie resultó herido en el río, río arriba.",
    title="Riada", source="La Voz", date="2025-08-14",
)  # fmt: skip
TRAIN = article("Cruzará el río el tren.", title="Tren", source="El Faro")
BOATS = article("Barcas del río.", title="Barcas", source="El Faro", date="2024-02-01")


class FindConformance(OnArchives):
    """What is kept of exact search."""

    @pytest.fixture
    def filled(self, backend: Backend) -> Backend:
        with backend.writing():
            backend.add([TRAIN, RIVER, BOATS])
        return backend

    @ANY_SETTINGS
    @given(documents=DOCUMENTS, queries=st.lists(QUERIES, min_size=4, max_size=8))
    def test_every_hit_is_found_and_no_other(
        self,
        tmp_path_factory: pytest.TempPathFactory,
        documents: list[Document],
        queries: list[str],
    ) -> None:
        backend = self.open(tmp_path_factory.mktemp("x") / "a", FakeEncoder())
        with backend.writing():
            backend.add(documents)
        for query in queries:
            assert_exact(backend, query)
        backend.close()

    @settings(ANY_SETTINGS, max_examples=20)
    @given(
        documents=DOCUMENTS.filter(len),
        steps=st.lists(
            st.tuples(
                st.sampled_from("remove discard bring change encoder again".split()),
                st.integers(0, 5),
            ),
            max_size=6,
        ),
    )
    def test_whatever_is_changed_it_stays_so(
        self,
        tmp_path_factory: pytest.TempPathFactory,
        documents: list[Document],
        steps: list[tuple[str, int]],
    ) -> None:
        address = tmp_path_factory.mktemp("x") / "a"
        encoder = FakeEncoder()
        backend = self.open(address, encoder)
        with backend.writing():
            backend.add(documents)
        for number, (kind, which) in enumerate(steps):
            document = documents[which % len(documents)]
            if kind == "encoder":
                encoder = FakeEncoder(f"otro-{number}")
                self.reencode(backend, encoder)
            if kind in ("encoder", "again"):
                backend.close()
                backend = self.open(address, encoder)
                continue
            with backend.writing():
                if kind == "remove":
                    backend.remove(document.id)
                elif kind == "discard":
                    backend.discard(document.id, "2026-01-02")
                elif kind == "change" and backend.document(document.id):
                    backend.update(replace(document, title="mil años", source="Ñ", date=None))
                elif kind == "bring" and (gone := backend.discarded(document.id)):
                    backend.bring_back(gone)
                assert_exact(backend, "años O título:años O fuente:ñ")  # the writer's own changes
        for query in QUERIES_OF_ALL_KINDS:
            assert_exact(backend, query)
        assert backend.check() == []
        backend.close()

    def reencode(self, backend: Backend, encoder: FakeEncoder) -> None:
        work = backend.reencoding(encoder)
        work.begin()
        for document in documents_of(backend):
            if document.spans:
                texts = [
                    searchable(document.title, document.text[span.start : span.end])
                    for span in document.spans
                ]
                work.put([(document, document.spans)], encoder.encode_passages(texts))
        assert work.finish()

    def test_an_empty_archive_has_nothing(self, backend: Backend) -> None:
        for query in QUERIES_OF_ALL_KINDS:
            assert backend.find(parse(query)).total == 0

    def test_by_date_the_newest_comes_first_and_the_undated_last(self, filled: Backend) -> None:
        expected = [
            (RIVER.id, RIVER.spans[0].start),
            (RIVER.id, RIVER.spans[1].start),
            (BOATS.id, 0),
            (TRAIN.id, 0),
        ]
        assert keys(filled, parse("río")) == expected
        assert keys(filled, parse("NO nada")) == expected
        order = [document.id for document in documents_of(filled)]
        assert order == [RIVER.id, BOATS.id, TRAIN.id]

    def test_by_score_the_passage_that_says_it_most_comes_first(self, backend: Backend) -> None:
        most = article("Río, río y más río.", date="2001-01-01")
        once = article("El río bajaba crecido entre los chopos de la orilla.", date="2025-01-01")
        others = [article(f"Nada que ver, número {n}.") for n in range(9)]
        with backend.writing():
            backend.add([once, *others, most])
        assert keys(backend, parse('"río"'), order="score") == [(most.id, 0), (once.id, 0)]
        assert keys(backend, parse('"río"'), order="date") == [(once.id, 0), (most.id, 0)]

    @pytest.mark.parametrize("order", ["date", "score"])
    def test_fewer_are_the_first_of_all_and_all_are_counted(
        self, filled: Backend, order: Any
    ) -> None:
        everything = keys(filled, parse("río"), order=order)
        for most in range(6):
            result = filled.find(parse("río"), order, most)
            assert result.total == 4
            assert [(p.document, p.start) for p in result.passages] == everything[:most]

    def test_a_hit_is_a_slice_of_its_document_with_its_page(self, backend: Backend) -> None:
        document = printed("Primera línea del acta.", "Segunda, en otra página.")
        with backend.writing():
            backend.put_original(SCAN)
            backend.add([document])
        (hit,) = backend.find(parse("otra página")).passages
        assert document.text[hit.start : hit.end] == hit.text == "Segunda, en otra página."
        assert (hit.page, hit.paragraph, hit.title) == (2, 2, "Acta")

    def test_others_find_what_was_before_until_it_is_written(self, filled: Backend) -> None:
        from tests.index.conformance import elsewhere

        with filled.writing():
            filled.remove(TRAIN.id)
            assert filled.find(parse("río")).total == 3
            assert elsewhere(lambda: filled.find(parse("río")).total) == 4
        assert filled.find(parse("río")).total == 3

    def test_what_an_error_ends_is_not_found(self, filled: Backend) -> None:
        with pytest.raises(RuntimeError), filled.writing():
            filled.add([article("Otro río.")])
            filled.remove(RIVER.id)
            raise RuntimeError
        assert filled.find(parse("río")).total == 4
        assert filled.check() == []

    def test_a_copy_finds_the_same(self, filled: Backend, tmp_path: Path) -> None:
        self.copy(filled, tmp_path / "copia")
        self.restore(tmp_path / "copia", tmp_path / "otro")
        again = self.open(tmp_path / "otro", FakeEncoder())
        for query in ("río", "rí*", "NO río"):
            assert keys(again, parse(query)) == keys(filled, parse(query))
        again.close()

    def test_no_outlet_is_taken_for_another(self, backend: Backend) -> None:
        names = [*SOURCES, "_", "a_b", "a b", "s", "*", "sel_20faro", "\u00a0x", "A" * 300]
        documents = [article(f"Texto {n}.", source=name) for n, name in enumerate(names)]
        with backend.writing():
            backend.add(documents)
        for name in names:
            for is_prefix in (False, True):
                expression = Source(name, is_prefix)
                assert set(keys(backend, expression)) == found(expression, documents), name

    def test_the_longest_query_is_answered(self, filled: Backend) -> None:
        def joined(parts: Sequence[str], joint: str) -> int:
            return filled.find(parse(f" {joint} ".join(parts))).total

        names = [f'"nombre{n}"' for n in range(300)]
        assert joined([*names, "río"], "O") == 4
        assert joined([*names, "río"], "Y") == 0
        assert joined(["río", *names], "NO") == 4
        assert joined([f"nombr{n}~" for n in range(300)], "O") == 0
        deep = "(" * 20 + "río" + "".join(f" O n{n}) NO z{n}" for n in range(20))
        assert filled.find(parse(deep)).total == 4
        deeper = "".join(f"NO (río Y ({n} O " for n in range(10)) + "río" + "))" * 10
        assert_exact(filled, deeper)


class NamesAsWords:
    """For a class of such tests: names are recognised, here as their words, so that nothing else
    is found; it says how its store finds a phrase."""

    def finding(self, store: object, phrase: Phrase) -> frozenset[int]:
        """Ids of the passages that hold the phrase."""
        raise NotImplementedError

    @pytest.fixture(autouse=True)
    def recognised(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Find names by their words, without a network."""

        def passages(names: Directories, expression: Expression) -> Sets:
            asked = leaves(expression, negated=True)
            mentions = [x for x in asked if isinstance(x, Mention) and x.kind != "place"]
            return {x: self.finding(names.store, Phrase(x.forms)) for x in mentions}

        monkeypatch.setattr(Directories, "known", passages)

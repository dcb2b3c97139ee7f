"""What every backend must do with who and what its documents name.

Derive a class of tests from :class:`NamesConformance`, as from
:class:`tests.index.conformance.BackendConformance`, and say the same of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from index.backend import Backend
from index.exact.parsing import parse
from index.types import Document, Filters, Kind, Span
from tests.index.conformance import OtherEncoder, TakenBackError, scores
from tests.index.fakes import FakeEncoder, FakeNamer, article
from tests.index.opening import OnArchives

MEETING = article(
    "Kim Jong-un habló en Kursk.", "Kim volvió de EE. UU.", title="Visita", source="La Voz"
)
CALL = article("Putin llamó a Kim Jong Un.", "Estados Unidos calla.", title="Llamada")


def reencoded(backend: Backend, encoder: FakeEncoder) -> bool:
    """Give every document to another encoder; whether that was done."""
    work = backend.reencoding(encoder)
    work.begin()
    for id in work.waiting(10):
        document = backend.document(id)
        assert document is not None
        texts = [document.text[span.start : span.end] for span in document.spans]
        work.put([(document, document.spans)], encoder.encode_passages(texts))
    return work.finish()


class NamesConformance(OnArchives):
    """What is kept of names."""

    @pytest.fixture
    def naming(self, address: Path) -> Iterator[Backend]:
        """Two articles that name people, with an encoder that knows them."""
        backend = self.open(address, FakeNamer())
        with backend.writing():
            backend.add([MEETING, CALL])
        yield backend
        backend.close()

    def test_forms_of_one_are_one_entity_with_its_counts(self, naming: Backend) -> None:
        found = {each.name: each for each in naming.entities()}
        kim = found["Kim Jong-un"]
        assert (kim.kind, kim.passages, kim.documents) == ("person", 3, 2)
        assert set(kim.forms) == {"Kim Jong-un", "Kim Jong Un", "Kim"}
        assert set(found["Estados Unidos"].forms) == {"EE. UU.", "Estados Unidos"}
        assert [each.passages for each in naming.entities()] == sorted(
            (each.passages for each in found.values()), reverse=True
        )
        assert naming.count_unrecognised() == 0
        assert naming.check() == []

    def test_a_name_in_a_sentence_that_two_parts_share_is_named_once(self, address: Path) -> None:
        text = "Putin calla. Kim Jong-un habló. Kim volvió."
        parts = tuple(
            Span(text.index(first), text.index(last) + len(last), 1)
            for first, last in (("Putin", "habló."), ("Kim Jong-un", "volvió."))
        )
        with closing(self.open(address, FakeNamer())) as backend:
            with backend.writing():
                backend.add([told := Document(text, parts)])
            places = [text[each.start : each.end] for each in backend.mentions(told.id)]
            assert places == ["Putin", "Kim Jong-un", "Kim"]
            assert len(backend.naming("person", "Kim Jong-un")) == 2

    @pytest.mark.parametrize(
        "name", ["Kim Jong-un", "KIM JONG UN", "Kim", "presidente Kim Jong Un"]
    )
    def test_an_entity_goes_by_any_of_its_names(self, naming: Backend, name: str) -> None:
        assert [each.name for each in naming.entities_called("person", name)] == ["Kim Jong-un"]
        assert {p.text for p in naming.naming("person", name)} == {
            "Kim Jong-un habló en Kursk.", "Kim volvió de EE. UU.", "Putin llamó a Kim Jong Un.",
        }  # fmt: skip
        assert naming.entities_called("place", name) == []
        assert [each.kind for each in naming.entities_called(None, name)] == ["person"]

    def test_nobody_is_found_by_a_name_that_is_nobodys(self, naming: Backend) -> None:
        assert list(naming.entities_called(None, "Zoilo")) == []
        assert list(naming.naming("person", "Zoilo")) == []

    def test_mentions_lie_where_the_document_names_somebody(self, naming: Backend) -> None:
        mentions = naming.mentions(MEETING.id)
        assert [MEETING.text[m.start : m.end] for m in mentions] == [m.form for m in mentions]
        assert [(m.form, m.name) for m in mentions] == [
            ("Kim Jong-un", "Kim Jong-un"), ("Kursk", "Kursk"),
            ("Kim", "Kim Jong-un"), ("EE. UU.", "EE. UU."),
        ]  # fmt: skip

    def test_who_is_named_beside_somebody_is_counted_by_passages(self, naming: Backend) -> None:
        beside = {each.name: count for each, count in naming.named_beside("person", "Kim")}
        assert beside == {"Kursk": 1, "Estados Unidos": 1, "Putin": 1}

    def test_a_search_is_limited_to_passages_that_name_everybody_asked_for(
        self, naming: Backend
    ) -> None:
        def found(*names: tuple[Kind, str]) -> set[str]:
            hits = naming.search("habló Kim", 9, filters=Filters(names=frozenset(names)))
            return {hit.passage.text for hit in hits}

        assert len(found(("person", "Kim Jong Un"))) == 3
        assert found(("person", "Kim"), ("place", "EEUU")) == {"Kim volvió de EE. UU."}
        assert found(("place", "Kursk"), ("place", "EEUU")) == set()
        assert found(("person", "Zoilo")) == set()

    def test_scores_do_not_change_with_who_is_asked_for(self, naming: Backend) -> None:
        all_of_them = {row[0]: row for row in scores(naming.search("Kim", 9))}
        some = scores(
            naming.search("Kim", 9, filters=Filters(names=frozenset({("place", "Kursk")})))
        )
        assert some
        assert all(all_of_them[row[0]] == row for row in some)

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("persona:Kim", 3),
            ('persona:"Kim Jong Un" lugar:Kursk', 1),
            ('lugar:"Estados Unidos" NO persona:Putin', 2),
            ("persona:Putin O lugar:Kursk", 2),
            ("NO persona:Kim", 1),
            ("(persona:Kim O lugar:EEUU) habló", 1),
            ("persona:calla", 1),  # nobody's name, so its words
        ],
    )
    def test_an_exact_query_finds_who_is_meant_by_a_name(
        self, naming: Backend, query: str, found: int
    ) -> None:
        passages = naming.find(parse(query)).passages
        assert len(passages) == found == naming.find(parse(query), most=0).total
        assert {p.id for p in passages} == {
            p.id for p in naming.find(parse(query), "score").passages
        }

    def test_names_go_with_their_document_and_come_back_with_it(self, naming: Backend) -> None:
        before = list(naming.entities())
        with naming.writing():
            naming.discard(MEETING.id, "2026-01-02")
            assert "Kursk" not in {each.name for each in naming.entities()}
        assert {each.name for each in naming.entities()} == {
            "Kim Jong Un", "Putin", "Estados Unidos",
        }  # fmt: skip
        assert naming.mentions(MEETING.id) == []
        with naming.writing():
            found = naming.discarded(MEETING.id)
            assert found is not None
            naming.bring_back(found)
        assert list(naming.entities()) == before
        with naming.writing():
            naming.remove(MEETING.id)
            naming.remove(CALL.id)
        naming.purge()
        assert naming.entities() == []
        assert naming.check() == []

    def test_names_taken_back_with_their_transaction_are_nobodys(self, naming: Backend) -> None:
        before = list(naming.entities())
        with pytest.raises(TakenBackError), naming.writing():
            naming.add([article("Vega y Juan Vega.", title="Otra")])
            raise TakenBackError
        assert list(naming.entities()) == before

    def test_names_outlast_a_change_of_encoder_and_a_copy(
        self, naming: Backend, tmp_path: Path
    ) -> None:
        before = list(naming.entities())
        self.copy(naming, tmp_path / "copia")
        self.restore(tmp_path / "copia", tmp_path / "otro")
        again = self.open(tmp_path / "otro", FakeNamer())
        assert list(again.entities()) == before
        assert reencoded(again, OtherEncoder())
        again.close()
        other = self.open(tmp_path / "otro", OtherEncoder())
        assert list(other.entities()) == before
        assert {p.text for p in other.naming("place", "Kursk")} == {"Kim Jong-un habló en Kursk."}
        assert other.check() == []
        other.close()

    def test_names_of_before_are_looked_for_once_and_change_no_state(self, address: Path) -> None:
        plain = self.open(address, FakeEncoder())
        with plain.writing():
            plain.add([MEETING, CALL])
        assert plain.count_unrecognised() == 2
        assert plain.entities() == []
        plain.close()
        backend = self.open(address, FakeNamer())
        now, told = backend.fingerprint, list[tuple[int, int]]()
        assert backend.recognise(lambda done, of: told.append((done, of))) == 2
        assert told[-1] == (2, 2)
        assert backend.fingerprint == now
        assert "Kim Jong-un" in {each.name for each in backend.entities()}
        assert backend.recognise() == backend.count_unrecognised() == 0
        assert backend.check() == []
        backend.close()

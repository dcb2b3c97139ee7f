"""Field cases are read strictly: a slip of the pen would leave a fault unlooked at."""

from __future__ import annotations

import copy
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from eval.datasets import field_cases
from index.errors import InputError

CASE: dict[str, Any] = {
    "name": "prueba-1",
    "kind": "figures",
    "part": "open",
    "control": False,
    "articles": [
        {
            "title": "La riada deja doce muertos",
            "source": "El Faro",
            "date": "2024-09-23",
            "text": "La riada dejó doce muertos.\n\nEl alcalde pidió ayuda.",
        },
        {
            "title": "Catorce muertos",
            "source": "La Voz",
            "date": "",
            "text": "La riada dejó catorce muertos.",
        },
    ],
    "turns": [
        {
            "q": "¿Cuántos muertos dejó la riada?",
            "expect": {
                "abstained": False,
                "answer": ["doce", "catorce"],
                "number": 12,
                "agreement": ["disagree"],
                "claims": [["doce"], ["catorce"]],
                "cited": {"min": 2, "outlets": ["La Voz"]},
            },
        },
        {"q": "gracias", "expect": {"cited": {"max": 0}}},
        {
            "q": "¿y quién pidió ayuda?",
            "expect": {
                "abstained": False,
                "answer": ["el alcalde"],
                "standalone": {"must": ["ayuda"], "must_not": ["muertos"]},
            },
        },
    ],
}


def written(tmp_path: Path, *records: object) -> Path:
    path = tmp_path / "casos.jsonl"
    path.write_text("\n".join(json.dumps(record) for record in records), encoding="utf-8")
    return path


def changed(change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    record = copy.deepcopy(CASE)
    record["name"] = "prueba-2"
    change(record)
    return record


def first(record: dict[str, Any]) -> dict[str, Any]:
    expected: dict[str, Any] = record["turns"][0]["expect"]
    return expected


def test_a_case_is_read_with_its_articles_and_turns(tmp_path: Path) -> None:
    (case,) = field_cases.load([written(tmp_path, CASE)])
    asked, thanks, after = case.turns
    assert [article.date for article in case.articles] == ["2024-09-23", ""]
    assert asked.expect.claims == (("doce",), ("catorce",))
    assert (asked.expect.number, asked.expect.cited.min) == (12, 2)
    assert (thanks.expect.abstained, thanks.expect.cited.max) == (None, 0)
    assert (after.expect.standalone, after.expect.not_standalone) == (("ayuda",), ("muertos",))


def test_a_part_and_a_kind_can_be_chosen(tmp_path: Path) -> None:
    path = written(tmp_path, CASE, changed(lambda r: r.update(part="blind", kind="money")))
    assert [case.name for case in field_cases.load([path], part="blind")] == ["prueba-2"]
    assert [case.name for case in field_cases.load([path], kind="figures")] == ["prueba-1"]
    with pytest.raises(InputError, match="no hay ningún caso"):
        field_cases.load([path], part="blind", kind="figures")


MALFORMED: list[tuple[Callable[[dict[str, Any]], object], str]] = [
    (lambda r: r.pop("name"), "falta la clave «name»"),
    (lambda r: r.update(name="prueba-1"), "«name»: «prueba-1» está repetido"),
    (lambda r: r.update(kind="otra"), "«kind»: «otra» no es figures"),
    (lambda r: r.update(part="ciega"), "«part»: «ciega» no es blind, open"),
    (lambda r: r.update(control="no"), "«control»: se esperaba true o false"),
    (lambda r: r.update(tunrs=[]), "no se conoce la clave «tunrs»"),
    (lambda r: r.update(turns=[]), "«turns» está vacío"),
    (lambda r: r.update(articles=[3]), "«articles» 1: se esperaba un objeto"),
    (lambda r: r["articles"][1].update(date="ayer"), "«articles» 2, «date»: «ayer»"),
    (lambda r: r["articles"][0].update(text=" "), "«text» está vacío"),
    (lambda r: r["turns"][1].update(expect={}), "«turns» 2, «expect»: no dice qué se espera"),
    (lambda r: first(r).update(must_no=["x"]), "no se conoce la clave «must_no»"),
    (lambda r: first(r).update(answer="doce"), "«answer»: se esperaba una lista"),
    (lambda r: first(r).update(answer=[]), "«answer»: está vacío"),
    (lambda r: first(r).update(answer=[""]), "«answer» 1: está vacío"),
    (lambda r: first(r).update(claims=[["doce"], 3]), "«claims»: se esperaba una lista"),
    (lambda r: first(r).update(agreement=["both"]), "«agreement»: «both» no es single"),
    (lambda r: first(r).update(number="doce"), "«number»: se esperaba un número"),
    (lambda r: first(r).update(number=True), "«number»: se esperaba un número"),
    (lambda r: first(r).update(abstained=True), "«abstained»: ha de ser false"),
    (lambda r: first(r).pop("abstained"), "«abstained»: ha de ser false"),
    (lambda r: first(r)["cited"].update(min=-1), "«cited», «min»: -1 es menos que 0"),
    (lambda r: first(r)["cited"].update(least=1), "no se conoce la clave «least»"),
    (lambda r: first(r).update(standalone={"has": ["x"]}), "no se conoce la clave «has»"),
]


@pytest.mark.parametrize(("change", "message"), MALFORMED)
def test_a_malformed_case_is_refused_with_line_and_key(
    tmp_path: Path, change: Callable[[dict[str, Any]], object], message: str
) -> None:
    with pytest.raises(InputError, match="línea 2") as caught:
        field_cases.load([written(tmp_path, CASE, changed(change))])
    assert message in str(caught.value)


def test_the_built_in_cases_are_as_described() -> None:
    cases = field_cases.load()
    assert len(cases) >= 150
    for part in field_cases.PARTS:
        kinds = Counter(case.kind for case in cases if case.part == part)
        assert kinds.keys() == field_cases.KINDS.keys()
    assert 3 * sum(case.part == "blind" for case in cases) >= len(cases)
    assert 3 * sum(case.control for case in cases) >= len(cases)
    assert {len(case.turns) for case in cases if case.kind == "conversation"} <= {2, 3, 4}

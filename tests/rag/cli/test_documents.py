"""The commands about what an archive holds: add, list, remove."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pypdf
import pytest

from index.search import snapshot as derived
from index.storage.store import Store
from rag.documents import companions
from rag.documents.formats import isolation
from tests.rag.cli.commands import Run, only_line, parsed
from tests.rag.documents.formats.made_files import zipped
from tests.rag.fakes_rag import COMET, MINE, RIVER, article, open_archive, state
from tests.rag.scans import Setting, file_of, scanned, typeset


def test_add_reports_each_file_and_counts_them(run: Run, notes: Path) -> None:
    status, out, err = run("add", notes)
    assert (status, err) == (0, "")
    assert out.count("✓") == 4
    assert "3.txt: añadido, 1 artículo, 2 pasajes" in out
    assert "4 añadidos, 0 actualizados, 0 sin cambios, 0 no se pudieron usar" in out
    status, out, err = run("add", notes)
    assert (status, err) == (0, "")
    assert out.count("✓") == 0
    assert "0 añadidos, 0 actualizados, 4 sin cambios" in out


def test_add_tells_of_the_same_article_under_another_path(run: Run, notes: Path) -> None:
    article(notes, "5.txt", MINE)
    _, out, _ = run("add", notes)
    assert "el mismo artículo ya estaba como" in out
    assert "4.txt" in out.split("ya estaba como")[1]


def test_the_indexes_are_ready_when_a_command_has_changed_the_archive(
    run: Run, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def built(*_: object) -> None:
        raise AssertionError("the indexes were built by a search")

    run("add", notes)
    with monkeypatch.context() as patch:
        patch.setattr(derived, "_build", built)
        _, out, _ = run("search", "soldados en Kursk", "--json")
    first = json.loads(out)["hits"][0]["document"]
    run("remove", first)
    monkeypatch.setattr(derived, "_build", built)
    _, out, _ = run("search", "soldados en Kursk", "--json")
    assert first not in {hit["document"] for hit in json.loads(out)["hits"]}


def test_the_indexes_are_not_touched_when_add_finds_nothing_new(
    run: Run, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[Path] = []
    snapshot = derived.current_snapshot

    def counted(store: Store, folder: Path, dimension: int) -> derived.Snapshot:
        taken.append(folder)
        return snapshot(store, folder, dimension)

    monkeypatch.setattr(derived, "current_snapshot", counted)
    run("add", notes)
    assert len(taken) == 1
    status, out, _ = run("add", notes)
    assert (status, len(taken)) == (0, 1)
    assert "4 sin cambios" in out
    article(notes, "5.txt", RIVER)
    run("add", notes)
    assert len(taken) == 2


def test_add_prints_its_report_as_json(run: Run, notes: Path) -> None:
    (notes / "roto.pdf").write_bytes(b"%PDF-1.7 roto")
    status, out, err = run("add", "--json", notes)
    assert status == 2
    assert "roto.pdf" in only_line(err)
    report = parsed(out)
    counts = [report[name] for name in ("added", "updated", "unchanged", "failed")]
    assert counts == [4, 0, 0, 1]
    assert {Path(file["path"]).name for file in report["files"]} == {
        "1.txt",
        "2.txt",
        "3.txt",
        "4.txt",
        "roto.pdf",
    }


def test_list_shows_whole_ids_newest_first(run: Run, notes: Path) -> None:
    article(notes, "5.txt", COMET, title="Un titular que no acaba " * 8, source="Fuente larga " * 9)
    run("add", notes)
    _, out, _ = run("list", "--json")
    rows = parsed(out)
    keys = ["id", "title", "source", "date", "passages", "pages"]
    assert [list(row) for row in rows] == [keys] * 5
    assert [row["title"] for row in rows[:2]] == ["Kursk", "El frente"]
    status, out, err = run("list")
    assert (status, err) == (0, "")
    assert all(row["id"] in out for row in rows)
    assert "5 documentos" in out


def test_remove_takes_documents_out(run: Run, notes: Path) -> None:
    run("add", notes)
    ids = [row["id"] for row in parsed(run("list", "--json")[1])]
    status, out, err = run("remove", ids[0], "--json")
    assert (status, parsed(out), err) == (0, {"removed": [ids[0]]}, "")
    assert run("remove", ids[1])[0] == 0
    assert [row["id"] for row in parsed(run("list", "--json")[1])] == ids[2:]


def _blank_pdf() -> bytes:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


BAD_FILES: dict[str, bytes] = {
    "vacío.txt": b"",
    "blanco.md": b" \n\t\n",
    "basura.txt": bytes(range(256)) * 40,
    "imagen.html": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40,
    "sin texto.pdf": _blank_pdf(),
    "roto.pdf": b"%PDF-1.4\n" + bytes(range(256)),
    "roto.docx": b"PK\x03\x04 esto no es un zip",
    "otro.docx": b"hola",
    "malo.jsonl": b'{"text": \n[1]\nno\n',
    "foto.jpg": b"\xff\xd8\xff",
    "sin extensión": b"hola",
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_named_once_and_the_others_are_added(
    run: Run, notes: Path, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    path.write_bytes(BAD_FILES[name])
    status, out, err = run("add", notes, path)
    assert status == 2
    assert f"«{path}»" in only_line(err)
    assert "4 añadidos" in out
    assert "1 no se pudieron usar" in out
    assert len(parsed(run("list", "--json")[1])) == 4


COMET_SEEN = "El cometa se verá sobre la sierra de Urdaz hasta el 14 de marzo de 1931."


def test_a_scan_is_added_and_asked_on_the_command_line(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "notas"
    folder.mkdir()
    pages = scanned(typeset([COMET_SEEN], setting=Setting(height=90))[0])
    (folder / "acta.png").write_bytes(file_of(pages, "PNG"))
    status, out, err = run("add", folder, "--ocr", "no")
    assert status == 2
    assert "se pidió no reconocer el texto de las imágenes" in err
    status, out, _ = run("add", folder, "--ocr-lang", "spa")
    assert status == 0
    assert "1 página leída, 1 escaneada (calidad 9" in out
    _, out, _ = run("search", "cometa Urdaz", "--json")
    (hit,) = json.loads(out)["hits"]
    assert (hit["page"], " ".join(hit["passage"].split())) == (1, COMET_SEEN)
    isolation.close()


def test_a_missing_path_is_named_once_and_the_others_are_added(
    run: Run, notes: Path, tmp_path: Path
) -> None:
    status, out, err = run("add", tmp_path / "no hay.txt", notes)
    assert status == 2
    assert f"«{tmp_path / 'no hay.txt'}»: no existe" in only_line(err)
    assert "4 añadidos" in out


def test_a_huge_file_is_declined_without_being_read(
    run: Run, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (notes / "enorme.txt").open("wb") as file:
        file.truncate(200_000_000)
    read: list[Path] = []
    digest = companions.digest

    def spy(path: Path) -> str:
        read.append(path)
        return digest(path)

    monkeypatch.setattr(companions, "digest", spy)
    status, out, err = run("add", notes)
    assert status == 2
    assert "enorme.txt" in only_line(err)
    assert "200 MB" in err
    assert "4 añadidos" in out
    assert len(read) == 4


def test_a_bad_line_is_told_and_is_no_failure(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "notas.jsonl"
    path.write_text(json.dumps({"text": RIVER}) + "\nno es JSON\n", encoding="utf-8")
    status, out, err = run("add", path)
    assert (status, err) == (0, "")
    assert "Línea 2: no es JSON válido" in out
    report = parsed(run("add", "--json", path)[1])
    assert report["unchanged"] == 1


def test_a_folder_without_articles_adds_none(run: Run, tmp_path: Path) -> None:
    (tmp_path / "vacía").mkdir()
    status, out, _ = run("add", tmp_path / "vacía")
    assert status == 0
    assert "0 añadidos" in out


def test_an_unknown_id_removes_nothing(run: Run, notes: Path, tmp_path: Path) -> None:
    run("add", notes)
    made = open_archive(tmp_path / "archivo")
    before = state(made)
    status, out, err = run("remove", made.list()[0].id, "abc")
    assert (status, out) == (2, "")
    assert "«abc»" in only_line(err)
    assert state(made) == before


def test_files_of_other_kinds_in_a_folder_are_counted_and_named(run: Run, notes: Path) -> None:
    for name in ("a.ppt", "b.ppt", "c.mp3", "LEEME"):
        (notes / name).write_bytes(b"x")
    status, out, _ = run("add", notes)
    assert status == 0, "a kind that is not read is no failure"
    assert "4 archivos de otros formatos no se han leído: .ppt 2, .mp3 1, sin extensión 1." in out
    assert out.count("  .ppt: Ábralo en PowerPoint") == 1
    status, out, _ = run("add", notes, "--json")
    report = parsed(out)
    assert (status, report["skipped"], report["failed"]) == (0, 4, 0)
    skipped = [file for file in report["files"] if file["status"] == "skipped"]
    assert [Path(file["path"]).name for file in skipped] == ["LEEME", "a.ppt", "b.ppt", "c.mp3"]
    ways = [file["reason"] for file in skipped]
    assert ways == [
        "",
        *[".ppt: Ábralo en PowerPoint o LibreOffice y guárdelo como .pptx."] * 2,
        "",
    ]
    status, _, err = run("add", notes / "a.ppt")
    assert status == 2, "a file that was named is one"
    assert "los archivos «.ppt» no se admiten" in only_line(err)
    (notes / "rota.pdf").write_bytes(b"%PDF-1.4 nada")
    status, out, _ = run("add", notes, "--json")
    assert (status, parsed(out)["failed"]) == (2, 1)


def test_what_is_inside_an_archive_is_named(run: Run, tmp_path: Path) -> None:
    members = {f"{n}.txt": f"Noticia {n}: llueve en el pueblo {n}." for n in range(6)}
    path = tmp_path / "prensa.zip"
    path.write_bytes(zipped({**members, "x.mp3": b"x"}))
    status, out, _ = run("add", path)
    assert status == 0
    assert "6 artículos, 6 pasajes [0.txt, 1.txt, 2.txt, 3.txt y 2 más]" in out
    assert "(1 archivo de otro formato no se ha leído: .mp3 1.)" in out
    assert run("add", path)[1].count("✓") == 0, "it is in the archive as it is"


def test_a_column_is_mapped_from_the_command_line(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "notas.jsonl"
    path.write_text('{"crónica": "Llueve en Urdaz desde ayer.", "rotulo": "Lluvia"}\n')
    assert run("add", path)[0] == 2
    status, _, err = run("add", path, "--map", "text=cronica", "--map", "titulo=rotulo")
    assert (status, err) == (0, "")
    (listed,) = parsed(run("list", "--json")[1])
    assert listed["title"] == "Lluvia"
    status, _, _ = run("add", path, "--map", "text=cronica")
    assert parsed(run("list", "--json")[1])[0]["title"] == "Llueve en Urdaz desde ayer."
    assert run("add", path, "--map", "text")[0] == 2
    assert "No hay ningún campo «pagina»" in run("add", path, "--map", "pagina=x")[2]


def test_the_command_shows_fills_and_empties_the_bin(run: Run, notes: Path) -> None:
    run("add", notes)
    ids = [row["id"] for row in json.loads(run("list", "--json")[1])]
    assert f"--undo {ids[0]}" in run("remove", ids[0])[1]
    shown = parsed(run("remove", "--json")[1])["bin"]
    assert [one["id"] for one in shown] == [ids[0]]
    assert run("remove", "--undo", ids[0]) == (0, f"Recuperados: {ids[0]}\n", "")
    assert len(json.loads(run("list", "--json")[1])) == len(ids)
    run("remove", ids[1])
    assert parsed(run("remove", "--purge", "--json")[1]) == {"purged": 1}
    assert run("remove")[1] == "La papelera está vacía.\n"


def test_the_command_says_how_it_is_meant(run: Run, notes: Path) -> None:
    run("add", notes)
    assert "sin identificadores" in run("remove", "--purge", "abc")[2]
    assert "Falta qué recuperar" in run("remove", "--undo")[2]
    status, _, err = run("remove", "--undo", "abc")
    assert (status, "«abc» en la papelera" in err) == (2, True)

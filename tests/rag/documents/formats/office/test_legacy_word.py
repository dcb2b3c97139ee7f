"""Old Word files: read as what they are, or by LibreOffice, which is held tightly."""

from __future__ import annotations

import stat
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from rag.documents import loading
from rag.documents.discovery import discover
from rag.documents.formats import registry
from rag.documents.formats.office import legacy_word as module
from rag.documents.types import FileContents, LoadError, SourceFile
from tests.rag.documents.formats.made_files import docx_file, rtf_file

TEXT = "El alcalde de Torralba anunció ayer 310 hectáreas de regadío."
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
KEPT = Path(__file__).with_name("word-97.doc")


def parsed(data: bytes) -> FileContents:
    return loading.parse(SourceFile(data, Path("viejo.doc")))


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program in the place of LibreOffice; its script is written by the test."""
    script = tmp_path / "soffice"
    script.write_text("#!/bin/sh\n")
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(module, "program", lambda: str(script))
    return script


@pytest.mark.parametrize(
    "data",
    [
        rtf_file(TEXT, ""),
        docx_file(TEXT, ""),
        f"<html><body><article><p>{TEXT}</p></article></body></html>".encode(),
    ],
)
def test_what_is_only_called_doc_is_read_as_what_it_is(
    data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "program", lambda: None)
    (article,) = parsed(data).articles
    assert article.text == TEXT
    assert article.place == ""


def test_without_libreoffice_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(module, "program", lambda: None)
    with pytest.raises(LoadError, match=r"solo se lee con LibreOffice\. Instálelo \(sudo apt inst"):
        parsed(OLE)
    (tmp_path / "a.doc").write_bytes(OLE)
    skipped: list[Path] = []
    assert list(discover([tmp_path], on_skipped=skipped.append)) == []
    assert [path.name for path in skipped] == ["a.doc"]
    assert registry.unread(skipped[0]).startswith(".doc: Instale LibreOffice")
    with pytest.raises(LoadError, match="no es un documento de Word"):
        parsed(b"hola")


def test_it_gets_a_fresh_profile_without_macros_and_network(fake: Path, tmp_path: Path) -> None:
    seen, made = tmp_path / "visto", tmp_path / "hecho.docx"
    made.write_bytes(docx_file(TEXT, ""))
    fake.write_text(
        "#!/bin/sh\n"
        f'echo "$@" > {seen}; env >> {seen}; ulimit -v >> {seen}; cat perfil/user/*.xcu >> {seen}\n'
        f"mkdir hecho; cp {made} hecho/nota.docx\n"
    )
    (article,) = parsed(OLE).articles
    assert article.text == TEXT
    said = seen.read_text()
    assert "-env:UserInstallation=file:///" in said
    assert "--headless" in said
    assert str(module.MEMORY_KB) in said
    assert "DisableMacrosExecution" in said
    assert "ooInetHTTPProxyName" in said
    folder = said.split("--outdir ")[1].split("/hecho")[0]
    assert not Path(folder).exists(), "nothing stays on the disk"


def test_it_is_started_again_when_its_new_profile_asks_for_it(fake: Path, tmp_path: Path) -> None:
    made = tmp_path / "hecho.docx"
    made.write_bytes(docx_file(TEXT, ""))
    fake.write_text(
        "#!/bin/sh\ntest -e otra || { touch otra; exit 81; }\n"
        f"mkdir hecho; cp {made} hecho/nota.docx\n"
    )
    assert parsed(OLE).articles[0].text == TEXT


def test_it_is_stopped_with_all_it_started_and_named(
    fake: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SECONDS", 1)
    pids = tmp_path / "pid"
    fake.write_text(f"#!/bin/sh\nsleep 60 & echo $! > {pids}; sleep 60\n")
    begin = time.monotonic()
    with pytest.raises(LoadError, match=r"«viejo\.doc»: LibreOffice no ha acabado en 1 s"):
        parsed(OLE)
    while _runs(pids.read_text().strip()):  # it was killed, and ends when it is its turn
        assert time.monotonic() - begin < 50
        time.sleep(0.05)


def _runs(pid: str) -> bool:
    try:
        return "zombie" not in Path(f"/proc/{pid}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_a_file_it_cannot_read_or_makes_nonsense_of_is_named(fake: Path) -> None:
    fake.write_text("#!/bin/sh\nexit 1\n")
    with pytest.raises(LoadError, match="LibreOffice no ha podido leerlo"):
        parsed(OLE)
    fake.write_text("#!/bin/sh\nmkdir hecho; echo hola > hecho/nota.docx\n")
    with pytest.raises(LoadError, match=r"añadir «viejo\.doc»: no es un \.docx válido"):
        parsed(OLE)


@pytest.mark.slow
@pytest.mark.skipif(module.program() is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_a_file_of_word_97() -> None:
    (article,) = parsed(KEPT.read_bytes()).articles
    assert "El alcalde de Torralba anunció ayer 310 hectáreas de regadío." in article.text
    assert "Pueblo: Torralba; Regadío (ha): 310" in article.text
    assert (article.title, article.author) == ("Más regadío", "Ana Ruiz")


@pytest.mark.slow
@pytest.mark.skipif(module.program() is None, reason="LibreOffice is not installed")
def test_libreoffice_asks_nobody_for_a_picture_that_lies_elsewhere() -> None:
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(404)
            self.end_headers()

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        port = f"{server.server_port:05d}"
        data = KEPT.with_name("word-97-link.doc").read_bytes()
        for encoding in ("ascii", "utf-16-le"):  # without our settings it is asked three times
            data = data.replace("54321".encode(encoding), port.encode(encoding))
        (article,) = parsed(data).articles
        server.shutdown()
    assert "Hola Urdaz llueve." in article.text
    assert asked == []

"""Reads Word files of before 2007 where LibreOffice is installed, which makes .docx of them.

Much that is called .doc is Rich Text, a page or a .docx, and is read as what it is. LibreOffice
gets a profile of its own that is thrown away, runs no macros, asks no network, and is stopped
when it takes too much time or memory; what it makes is parsed apart like any other .docx.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import threading
from contextlib import suppress
from pathlib import Path
from typing import Final

from rag.documents.types import FileContents, Member, SourceFile, load_error

SECONDS: Final = 90
"""A book of 500 pages takes 15 s on two cores, a cold start 6 s."""
MEMORY_KB: Final = 3_000_000
"""Address space; LibreOffice maps 1.2 GB before it has read anything."""
_RESTART: Final = 81
"""What it ends with when its new profile asks to be started again."""
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLDER: Final = (b"\xdb\xa5", b"\x31\xbe\x00\x00", b"\xec\xa5")  # Word 2 to 6, and for DOS
INSTALL: Final = "sudo apt install libreoffice-writer"

# No macros, no links followed or refreshed, and a proxy that nobody is behind.
_SETTINGS: Final = (
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Writer/Content/Update", "Link", "0"),
    ("Calc/Content/Update", "Link", "2"),
)
_PROXY: Final = (
    ("ooInetProxyType", "2"),
    ("ooInetHTTPProxyName", "127.0.0.1"),
    ("ooInetHTTPProxyPort", "9"),
    ("ooInetHTTPSProxyName", "127.0.0.1"),
    ("ooInetHTTPSProxyPort", "9"),
    ("ooInetFTPProxyName", "127.0.0.1"),
    ("ooInetFTPProxyPort", "9"),
)
_one_at_a_time: Final = threading.Lock()


def program() -> str | None:
    """Find LibreOffice, if it is installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def _profile(folder: Path) -> None:
    """Write the settings of a profile before it is first used."""
    items = [(f"Office.{path}", name, value) for path, name, value in _SETTINGS]
    items += [("Inet/Settings", name, value) for name, value in _PROXY]
    written = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in items
    )
    user = folder / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items '
        'xmlns:oor="http://openoffice.org/2001/registry">' + written + "</oor:items>",
        encoding="utf-8",
    )


def _command(soffice: str, folder: Path) -> list[str]:
    profile = (folder / "perfil").as_uri()
    command = [soffice, f"-env:UserInstallation={profile}", "--headless", "--norestore"]
    command += ["--nolockcheck", "--nodefault", "--nologo", "--convert-to", "docx"]
    command += ["--outdir", str(folder / "hecho"), str(folder / "nota.doc")]
    if os.name != "posix":
        return command
    limits = f"ulimit -v {MEMORY_KB}; ulimit -t {SECONDS}; ulimit -c 0"
    return ["/bin/sh", "-c", f'{limits}; exec "$@"', "sh", *command]


def _run(command: list[str], folder: Path) -> int | None:
    """Run it in a session of its own; ``None`` when its time was up."""
    process = subprocess.Popen(
        command,
        cwd=folder,
        env={"PATH": os.environ.get("PATH", os.defpath), "HOME": str(folder), "LANG": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        return process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        return None
    finally:
        # What it started goes too, whether it has ended or has been interrupted.
        with suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
        process.kill()
        process.wait()


class LegacyWordFormat:
    """Reads Word files of before 2007."""

    suffixes = (".doc", ".dot")
    isolated = False  # whatever parses it, is a process of its own
    libraries = ()

    def read(self, file: SourceFile) -> FileContents:
        """Give back the file as one of a kind that is read.

        :raises LoadError: it is no Word file, LibreOffice is missing, or could not read it.
        """
        head = file.data[:512].lstrip(b"\xef\xbb\xbf \r\n\t")
        if head.startswith(b"{\\rtf"):
            return _as(".rtf", file.data)
        if head.startswith(b"PK\x03\x04"):
            return _as(".docx", file.data)
        if head[:1] == b"<" and b"<html" in file.data[:4096].lower():
            return _as(".html", file.data)
        if not file.data.startswith((_OLE, *_OLDER)):
            raise load_error(
                file.path,
                "no es un documento de Word",
                "Compruebe qué es y guárdelo como .docx o .txt.",
            )
        return _as(".docx", _converted(file))


def _as(suffix: str, data: bytes) -> FileContents:
    return FileContents((), members=(Member(f"nota{suffix}", data, whole=True),))


def _converted(file: SourceFile) -> bytes:
    path, soffice = file.path, program()
    if soffice is None:
        raise load_error(
            path,
            "es un .doc de antes de 2007, que solo se lee con LibreOffice",
            f"Instálelo ({INSTALL}), o guárdelo como .docx.",
        )
    remedy = "Ábralo en Word o LibreOffice y guárdelo como .docx."
    with _one_at_a_time, tempfile.TemporaryDirectory(prefix="hemeroteca-") as name:
        folder = Path(name).resolve()
        (folder / "nota.doc").write_bytes(file.data)
        _profile(folder / "perfil")
        command = _command(soffice, folder)
        try:
            status = _run(command, folder)
            if status == _RESTART:
                status = _run(command, folder)
        except OSError as error:
            problem = f"LibreOffice no arranca ({error.strerror})"
            raise load_error(path, problem, remedy) from error
        made = folder / "hecho" / "nota.docx"
        if status is None:
            raise load_error(path, f"LibreOffice no ha acabado en {SECONDS} s", remedy)
        if not made.is_file():
            raise load_error(path, "LibreOffice no ha podido leerlo", remedy)
        return made.read_bytes()

"""Rules that every module keeps, looked up in its syntax tree; SECURITY.md promises them."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from collections.abc import Collection, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("hemeroteca", "index", "rag", "eval")
MODULES = sorted([ROOT / "app.py", *(p for d in PACKAGES for p in (ROOT / d).rglob("*.py"))])
FORBIDDEN = set(
    "pickle cPickle dill marshal shelve joblib cloudpickle runpy code pty ctypes".split()
)
CALLS = set(
    "eval exec compile __import__ os.system os.popen os.execv os.spawnv os.execvp yaml.load "
    "yaml.unsafe_load yaml.full_load yaml.Loader tempfile.mktemp shutil.unpack_archive "
    "multiprocessing.Process multiprocessing.Pool".split()
)
ALLOWED = {("rag/documents/formats/apart/reader.py", "__import__")}
"""The libraries of the formats, named in the code."""

APART = {
    "rag/documents/formats/apart/child.py",  # parses files
    "rag/documents/page_pictures.py",  # draws their pages
    "rag/documents/formats/office/legacy_word.py",  # LibreOffice, for .doc
}
"""The only modules of the product that start a process."""

STARTING = APART | {
    "eval/bench/runner.py",
    "eval/growth/__main__.py",
    "eval/growth/workers.py",
    "eval/timing/page.py",
    "eval/timing/start.py",
}
"""Those of ``eval/`` measure a process of our own, with arguments of the person who measures."""


NETWORK = set(
    "socket ssl http urllib3 requests httpx aiohttp websockets ftplib smtplib poplib imaplib "
    "nntplib telnetlib xmlrpc socketserver paramiko pycurl boto3 openai".split()
)
"""Modules that open connections; of ``urllib`` only :mod:`urllib.request`."""

CONNECTING = {
    "rag/intake/web/connection.py": {"socket", "ssl", "http"},
    "rag/intake/web/addresses.py": {"socket"},
    "rag/chat/server/serving.py": {"socket"},
    "rag/chat/server/starting.py": {"httpx"},
    "rag/writer/client.py": {"socket", "openai"},
}
"""The only modules of the product that name them: one connects, one looks names up, one looks
whether a port of this machine is free for the chat, one tells why Gradio's request to that chat
failed, one writes to the server of a language model that the user has named."""

FETCHING = (
    "fetch_url",
    "fetch_response",
    "urlopen",
    "urlretrieve",
    "create_connection",
    "open_connection",
)
"""What fetches by another name, such as trafilatura's own downloads."""


NUMBERS = "rag/documents/pages/pdf/pdfium.py"
"""Hands PDFium the places where its numbers are to be written: the only use of ctypes."""


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def name_of(node: ast.expr) -> str:
    """«a.b.c» of an expression, ``""`` for what is no name."""
    if isinstance(node, ast.Attribute):
        return f"{name_of(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def calls(path: Path) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.Call))


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_nothing_stored_or_sent_is_run(path: Path) -> None:
    place = path.relative_to(ROOT).as_posix()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import | ast.ImportFrom):
            module = node.module if isinstance(node, ast.ImportFrom) else None
            for imported in [module] if module else [alias.name for alias in node.names]:
                allowed = (place, imported) == (NUMBERS, "ctypes")
                assert allowed or imported.partition(".")[0] not in FORBIDDEN, (place, node.lineno)
                assert imported != "subprocess" or place in STARTING, f"{place}:{node.lineno}"
    for call in calls(path):
        named, where = name_of(call.func), f"{place}:{call.lineno}"
        assert named not in CALLS or (place, named) in ALLOWED, where
        given = {keyword.arg: keyword.value for keyword in call.keywords}
        options = ["shell", "allow_pickle", "trust_remote_code"]
        options += ["share"] * named.endswith("launch")  # Gradio's, which opens a tunnel
        for option in options:
            value = given.get(option)
            assert value is None or (isinstance(value, ast.Constant) and not value.value), where
        assert named not in ("np.load", "np.save") or "allow_pickle" in given, where
        if named == "torch.load":
            only = given.get("weights_only")
            assert isinstance(only, ast.Constant) and only.value is True, where


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_connection_is_opened_but_to_fetch_what_was_asked_for(path: Path) -> None:
    place = path.relative_to(ROOT).as_posix()
    if place.startswith("eval/"):
        return  # measures a chat of its own, and is not installed
    found = set()
    for node in ast.walk(tree(path)):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        assert "urllib.request" not in names, place
        assert not any(name.startswith("trafilatura.downloads") for name in names), place
        found |= {name.partition(".")[0] for name in names} & NETWORK
    assert found == CONNECTING.get(place, set())
    called = {name_of(call.func).rpartition(".")[2] for call in calls(path)}
    assert place == "rag/intake/web/connection.py" or called.isdisjoint(FETCHING), place


FIXED = {"statement", "marks"}
"""Names that hold the schema's statements in turn, and as many question marks as needed."""


COMPOSED = {"index/storage/rows/documents.py": {"where", "self._order(listing.order)"}}
"""Parts of statements that were read by hand: what a page of a list is of, and its order, for
either database. What is for PostgreSQL alone is put together by :mod:`psycopg.sql`."""


def is_fixed(sql: ast.expr, composed: Collection[str] = ()) -> bool:
    """Whether a statement holds nothing but what is written in the code: text, whole numbers
    (``:d``), a module's own constants, and :data:`FIXED`.

    :param composed: further parts, of :data:`COMPOSED`.
    """
    if ast.unparse(sql) in composed:
        return True
    if isinstance(sql, ast.Call) and ast.unparse(sql.func) == "SQL":
        return is_fixed(sql.args[0])
    if isinstance(sql, ast.Call) and isinstance(sql.func, ast.Attribute):
        # psycopg's ``format`` takes names and statements of its own kind, and quotes the rest.
        own = ast.unparse(sql.func.value).startswith("SQL(") and sql.func.attr == "format"
        return (own or sql.func.attr == "encode") and is_fixed(sql.func.value, composed)
    if isinstance(sql, ast.Constant):
        return isinstance(sql.value, str)
    if isinstance(sql, ast.JoinedStr):
        return all(is_fixed(part, composed) for part in sql.values)
    if isinstance(sql, ast.FormattedValue):
        whole = sql.format_spec is not None and ast.unparse(sql.format_spec) in ("'d'", "f'd'")
        return whole or is_fixed(sql.value, composed)
    if isinstance(sql, ast.Attribute) and ast.unparse(sql.value) == "self":
        return sql.attr.isupper()  # a constant of the class
    return isinstance(sql, ast.Name) and (sql.id.isupper() or sql.id in FIXED)


RUN = ("execute", "executemany", "executescript")


SQL = [path for path in MODULES if path.is_relative_to(ROOT / "index")]
"""Nothing else speaks to the database."""


def handing_on(path: Path) -> list[tuple[ast.FunctionDef, int]]:
    """Functions that run the statement in their parameter ``sql``, with its place: what they
    are given is looked at where they are called."""
    found = []
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef):
            names = [a.arg for a in node.args.args if a.arg != "self"]
            if "sql" in names:
                found.append((node, names.index("sql")))
    return found


def statements() -> list[tuple[str, ast.expr]]:
    places = {node.name: place for path in SQL for node, place in handing_on(path)}
    places |= dict.fromkeys(("execute", "executemany", "executescript"), 0)
    found = []
    for path in SQL:
        inside = [range(n.lineno, (n.end_lineno or 0) + 1) for n, _ in handing_on(path)]
        for call in calls(path):
            place = places.get(name_of(call.func).rpartition(".")[2])
            if place is None:
                continue
            sql = call.args[place]
            handed = ast.unparse(sql) in ("sql", "_marked(sql)")
            if not (handed and any(call.lineno in lines for lines in inside)):
                found.append((f"{path.relative_to(ROOT)}:{call.lineno}", sql))
    return found


def test_no_module_but_the_index_speaks_to_the_database() -> None:
    for path in set(MODULES) - set(SQL):
        assert "sqlite3" not in path.read_text("utf-8"), path


def test_sql_takes_what_people_wrote_as_parameters_only() -> None:
    assert len(statements()) > 30
    unfixed = [
        f"{place} {ast.unparse(sql)}"
        for place, sql in statements()
        if not is_fixed(sql, COMPOSED.get(place.partition(":")[0], ()))
    ]
    assert unfixed == []


def test_what_psycopg_puts_together_is_written_in_the_code() -> None:
    made = [
        (path, call)
        for path in SQL
        for call in calls(path)
        if ast.unparse(call.func) in ("SQL", "sql.SQL", "psycopg.sql.SQL")
    ]
    assert len(made) > 10
    assert [f"{p}:{call.lineno}" for p, call in made if not is_fixed(call.args[0])] == []


@pytest.mark.parametrize(
    "sql",
    [
        "SQL(x)",
        "SQL(f'SELECT {x}').format(y)",
        "SQL('SELECT ' + x).format(y)",
        "'SELECT {}'.format(SQL('x'))",
        "f'SELECT {x}'",
        "'SELECT ' + x",
        "'SELECT %s' % x",
        "'SELECT {}'.format(x)",
        "query",
        "f'{A}{x}'",
        "f'{A}{x}'.encode()",
        "x.join(y)",
    ],
)
def test_a_statement_put_together_would_be_found(sql: str) -> None:
    assert not is_fixed(ast.parse(sql, mode="eval").body)


def test_style_and_audit_are_in_make_check() -> None:
    rules = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["ruff"]
    assert "S" in rules["lint"]["select"], "bandit's rules, as ruff has them"
    assert not [rule for rule in rules["lint"]["ignore"] if rule.startswith("S3")]
    check = (ROOT / "Makefile").read_text(encoding="utf-8").partition("check: install")[2]
    assert "ruff check" in check
    assert "pip-audit" in check


@pytest.mark.slow
def test_a_folder_of_hostile_modules_is_not_imported_from(tmp_path: Path) -> None:
    """Adding files from the folder one is in runs nothing that lies in it."""
    for name in ("json", "pypdfium2", "docx", "rag", "trafilatura"):
        (tmp_path / f"{name}.py").write_text("open('corrió', 'w').close()\nraise SystemExit(9)\n")
    (tmp_path / "a.html").write_text("<p>Llueve sobre los montes de Urdaz.</p>")
    code = (
        f"import sys; sys.path[:0] = [{str(ROOT)!r}]; sys.path.remove('')\n"
        "from rag.documents.loading import load; print(load('a.html').articles[0].text)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "Llueve sobre los montes de Urdaz."
    assert not (tmp_path / "corrió").exists()

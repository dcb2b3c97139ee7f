"""Command lines are read in Spanish, and every command has the common options."""

from __future__ import annotations

import pytest

from index import Filters
from rag.cli import asking, chat, documents, maintenance
from rag.cli.arguments import Commands, SpanishParser, filters_of
from tests.rag.cli.commands import Run, only_line

FAMILIES = (documents, maintenance, asking, chat)
COMMANDS = ("add list remove check backup restore rescue reencode search ask talk chat").split()


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], "falta ORDEN"),
        (["pregunta"], "'pregunta'"),
        (["ask"], "falta PREGUNTA"),
        (["ask", "¿tren?", "--raro"], "no se conoce --raro"),
        (["ask", "¿tren?", "--json=3"], "--json no lleva valor"),
        (["search", "tren", "-k", "tres"], "-k debe ser un número entero"),
        (["search", "tren", "--mode", "mágico"], "'mágico'"),
        (["search", "tren", "--archive"], "falta el valor de --archive"),
        (["ask", "¿tren?", "--from", "mañana"], "--from: «mañana» no es una fecha"),
        (["add"], "falta RUTA"),
        (["copy", "uno", "otro", "--archive", "a"], "no se conoce --archive a"),
        (["copy", "uno", "otro", "--encoder", "e"], "no se conoce --encoder e"),
    ],
)
def test_wrong_arguments_are_told_in_spanish(run: Run, arguments: list[str], expected: str) -> None:
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    message = only_line(err)
    assert expected in message
    assert not {"argument", "invalid", "required", "error"} & set(message.replace(":", "").split())


@pytest.mark.parametrize("order", [[], ["add"], ["ask"], ["search"], ["list"], ["chat"]])
def test_help_is_in_spanish(run: Run, order: list[str]) -> None:
    status, out, err = run(*order, "--help")
    assert (status, err) == (0, "")
    assert out.startswith("uso: hemeroteca")
    assert not {"usage:", "options:", "positional", "show"} & set(out.split())


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_takes_the_common_options(command: str) -> None:
    parser = SpanishParser(prog="hemeroteca")
    commands = Commands(parser)
    for family in FAMILIES:
        family.add_commands(commands)
    needed = {"add": ["x"], "remove": ["x"], "search": ["x"], "ask": ["x"]}
    needed |= {name: ["x"] for name in ("backup", "restore", "rescue")}
    arguments = [command, *needed.get(command, ()), "--archive", "a", "--encoder", "e"]
    options = parser.parse_args([*arguments, "--verbose", "-v"])
    assert (options.archive, options.encoder, options.verbose) == ("a", "e", 2)
    assert parser.parse_args(arguments).verbose == 0


def test_the_commands_are_those_that_help_lists(run: Run) -> None:
    listed = run("--help")[1]
    assert all(f"\n    {command} " in listed for command in COMMANDS)


def test_filters_are_read_with_dates_as_people_write_them() -> None:
    parser = SpanishParser(prog="hemeroteca")
    Commands(parser).add("mira", lambda _: 0, "Mira.", filters=True)
    options = parser.parse_args(
        "mira --document a --document b --source Faro --from 1/7/2025 --to 2025-08-14".split()
    )
    documents, sources = frozenset({"a", "b"}), frozenset({"Faro"})
    assert filters_of(options) == Filters(documents, sources, "2025-07-01", "2025-08-14")
    assert filters_of(parser.parse_args(["mira"])) == Filters()

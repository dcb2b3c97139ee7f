"""Ends a command of the evaluation: with a status, a sentence in Spanish, no traceback."""

from __future__ import annotations

import sys
from collections.abc import Callable

from index.errors import HemerotecaError
from rag.cli import exits


def status_of(command: Callable[[], int | None]) -> int:
    """Run a command and return its exit status, the same as of the product's commands.

    :param command: returns the status where it is not 0 whenever it comes to its end.
    """
    try:
        return command() or exits.DONE
    except HemerotecaError as error:
        print(f"Error: {error}", file=sys.stderr)
        return exits.status_of(error)
    except KeyboardInterrupt as error:
        print("Interrumpido.", file=sys.stderr)
        return exits.status_of(error)
    except Exception as error:  # a person is owed a sentence, not a traceback
        print(f"Error inesperado: {type(error).__name__}: {error}", file=sys.stderr)
        return exits.status_of(error)

"""How a command of the evaluation ends: a status, a sentence in Spanish, no traceback."""

from __future__ import annotations

import sys
from collections.abc import Callable

from index.errors import HemerotecaError, InputError


def status_of(command: Callable[[], None]) -> int:
    """Run it; 0 when done, 2 for wrong arguments or input, 1 for anything else."""
    try:
        command()
    except InputError as error:
        print(f"Error: {error}", file=sys.stderr)
        return 2
    except HemerotecaError as error:
        print(f"Error: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Interrumpido.", file=sys.stderr)
        return 1
    except Exception as error:  # a person is owed a sentence, not a traceback
        print(f"Error inesperado: {type(error).__name__}: {error}", file=sys.stderr)
        return 1
    return 0

"""``python -m eval``: the command line of the evaluation."""

import sys

from eval.cli import main

sys.exit(main())

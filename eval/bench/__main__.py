"""``python -m eval.bench``: the command line of the comparison with other systems."""

import sys

from eval.bench.cli import main

sys.exit(main())

"""``make torture``: 200 kills of writers, of workers and of the server, 200 cuts of the
network, and disks that fill up.

The server writes to the disk what it says it did.

``HEMEROTECA_KILLS`` gives another number.
"""

from __future__ import annotations

import os
import random

import pytest

from tests.postgres.server import started
from tests.torture.postgres import chaos

pytestmark = pytest.mark.torture

KILLS = int(os.environ.get("HEMEROTECA_KILLS", "200"))
SEED = int(os.environ.get("HEMEROTECA_SEED", "0"))


@pytest.mark.parametrize(
    "what",
    [
        chaos.torture_writers,
        chaos.torture_server,
        chaos.torture_workers,
        chaos.torture_network,
        chaos.torture_disk,
    ],
)
def test_nothing_is_lost_and_nothing_doubled(what: chaos.Torture) -> None:
    with started(chaos.SAFE) as server:
        what(server, server.new_database(), KILLS, random.Random(SEED))

"""The site builds strictly: no link leads nowhere, no page is left out, no reference is missing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.blocks import ROOT


@pytest.mark.slow
def test_the_site_builds_strictly_and_fetches_nothing(tmp_path: Path) -> None:
    site = tmp_path / "site"
    run = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        check=False,
    )
    assert run.returncode == 0, run.stderr[-3000:]
    start = (site / "index.html").read_text(encoding="utf-8")
    assert 'src="http' not in start
    assert 'rel="stylesheet" href="http' not in start
    reference = (site / "reference" / "index.html").read_text(encoding="utf-8")
    for name in ("Archive", "HybridIndex", "Conversation", "Citation", "HemerotecaError"):
        assert f"{name}</span>" in reference or f">{name}<" in reference, name

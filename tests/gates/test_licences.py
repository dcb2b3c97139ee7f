"""What is installed with Hemeroteca stands in LICENSES.md, with its licence."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_licence_of_every_dependency_is_named() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = [*project["dependencies"], *extras["writer"], *extras["postgres"]]
    names = {re.split(r"[^\w.-]", each)[0].lower() for each in wanted}
    assert len(names) >= 30
    named = (ROOT / "LICENSES.md").read_text(encoding="utf-8").lower()
    missing = [name for name in names if not re.search(rf"\b{re.escape(name)}\b", named)]
    assert sorted(missing) == []

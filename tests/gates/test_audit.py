"""The audit fails on a known vulnerability alone, and says so when nothing was audited."""

from __future__ import annotations

import json

import pytest

from tests.gates import audit

CLEAN = {"name": "numpy", "version": "2.4.6", "vulns": []}
SKIPPED = {"name": "torch", "skip_reason": "Dependency not found"}
HOLE = {"name": "x", "version": "1", "vulns": [{"id": "PYSEC-1", "fix_versions": ["1.1"]}]}


@pytest.mark.parametrize("report", ["", "ERROR: no connection", "[]", "{}", "null"])
def test_a_service_that_does_not_answer_passes_and_is_told(report: str) -> None:
    status, text = audit.judge(report)
    assert status == 0
    assert "nothing was audited" in text


def test_packages_that_the_service_does_not_know_are_not_counted_as_audited() -> None:
    status, text = audit.judge(json.dumps({"dependencies": [SKIPPED]}))
    assert (status, "nothing was audited" in text) == (0, True)
    status, text = audit.judge(json.dumps({"dependencies": [SKIPPED, CLEAN]}))
    assert (status, "1 of 2 packages" in text) == (0, True)


def test_a_known_vulnerability_fails_and_names_package_and_remedy() -> None:
    status, text = audit.judge(json.dumps({"dependencies": [CLEAN, HOLE, SKIPPED]}))
    assert status == 1
    assert "x 1: PYSEC-1, fixed in 1.1" in text

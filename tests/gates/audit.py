"""Judges what ``pip-audit --format json`` found; ``make check`` pipes it in here.

A known vulnerability fails the check. Where the service does not answer, or knows none of the
packages, nothing was audited: that is said, and passes, since it is no fault of the code.
"""

from __future__ import annotations

import json
import sys
from typing import Any


def vulnerabilities(dependencies: list[dict[str, Any]]) -> list[str]:
    """One line for every known vulnerability: package, version, its id, and what mends it."""
    return [
        f"{package['name']} {package['version']}: {entry['id']}, "
        f"fixed in {', '.join(entry.get('fix_versions') or []) or 'no version yet'}"
        for package in dependencies
        for entry in package.get("vulns", [])
    ]


def judge(report: str) -> tuple[int, str]:
    """The exit status and what to print for a report, which is empty when the service failed."""
    try:
        dependencies = json.loads(report)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return 0, "pip-audit: its service does not answer; nothing was audited."
    if lines := vulnerabilities(dependencies):
        return 1, "\n".join(["pip-audit: known vulnerabilities.", *lines])
    audited = sum("skip_reason" not in package for package in dependencies)
    if not audited:
        return 0, "pip-audit: its service knows no package asked for; nothing was audited."
    return 0, f"pip-audit: {audited} of {len(dependencies)} packages audited, no vulnerability."


if __name__ == "__main__":
    STATUS, TEXT = judge(sys.stdin.read())
    print(TEXT)
    sys.exit(STATUS)

"""What the tests share."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from critpath import Plan

ROOT = Path(__file__).resolve().parents[2]

GUIDE = """\
# Release 2.4 {start=2026-12-07}

## Phase 1: Prepare (Week 1)

- Build the package {#build 2d owner=dev}
- Write the notes {#notes 4h owner=docs}

## Phase 2: Cut over (Week 2)

- Migrate the data {#migrate 3h after=build undo=15m}
- Switch traffic {#switch 1h after=migrate undo=30s}
- Live {#live milestone after=switch}
"""


@pytest.fixture
def plan() -> Plan:
    return Plan.from_markdown(GUIDE, name="release.md")


def chain(tasks: int, **head: object) -> str:
    """The JSON of a plan in which each task waits for the one before."""
    rows = [{"id": f"t{at}", "name": f"Task {at}", "duration": "1h"} for at in range(tasks)]
    for before, row in zip(rows, rows[1:]):
        row["after"] = [{"predecessor": before["id"]}]  # type: ignore[assignment]
    return json.dumps({"format": "critpath/1", "name": "Chain", "start": "2026-12-07", **head, "tasks": rows})

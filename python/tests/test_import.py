"""What ``import critpath`` brings along: little."""

from __future__ import annotations

import subprocess
import sys

import critpath


def loaded(program: str) -> set[str]:
    command = [sys.executable, "-c", f"{program}; import sys; print(*sys.modules)"]
    return set(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())


def test_nothing_is_required_and_nothing_slow_is_loaded() -> None:
    brought = loaded("import critpath") - loaded("pass")
    for slow in ("numpy", "pandas", "polars", "pyarrow", "matplotlib", "dataclasses", "inspect", "critpath._model"):
        assert slow not in brought
    assert "critpath._native" in brought


def test_a_star_brings_every_public_name() -> None:
    names: dict[str, object] = {}
    exec("from critpath import *", names)
    assert {"Plan", "PlanBuilder", "Task", "ScheduleResult", "CycleError", "Codes"} <= set(names)
    assert set(critpath.__all__) <= set(names) and len(set(critpath.__all__)) == len(critpath.__all__)

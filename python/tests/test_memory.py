"""Plans and schedules that are made and dropped leave memory as it was. ``benches/boundary.py`` makes more of them."""

from __future__ import annotations

import gc
import sys

import pytest

from critpath import CritpathError, Plan

GUIDE = "# Release {start=2026-12-07}\n\n- Build {#build 2d}\n- Test {#test 1d after=build}\n"
BROKEN = "# Release\n\n- Build {#build 2d after=build}\n"


def resident_bytes() -> int:
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * 4096


def rounds(count: int) -> None:
    for _ in range(count):
        schedule = Plan.from_markdown(GUIDE).schedule()
        assert schedule.to_json() and schedule._native.column("start") and schedule.words()
        try:
            Plan.from_markdown(BROKEN).schedule()
        except CritpathError:
            pass


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_rounds_leave_memory_flat() -> None:
    rounds(500)
    gc.collect()
    before = resident_bytes()
    rounds(2000)
    gc.collect()
    grown = resident_bytes() - before
    # A leak of one such plan a round, some ten kilobytes, would be many times as much.
    assert grown < 2 << 20

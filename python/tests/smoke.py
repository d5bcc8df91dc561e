"""What an installed wheel must be able to do; needs nothing but the package: ``python smoke.py GUIDE``."""

from __future__ import annotations

import sys
from pathlib import Path

import critpath

CYCLE = "# Release {start=2026-12-07}\n\n- Build {#build 1d after=test}\n- Test {#test 1d after=build}\n"


def main(guide: str) -> None:
    """Read and schedule the guide, and catch a cycle by its class and its code."""
    plan = critpath.Plan.from_file(guide)
    schedule = plan.schedule(start="2026-12-07")
    print(f"{Path(guide).name}: {len(schedule)} of {len(plan)} tasks from {schedule.start} to {schedule.finish}")
    assert len(schedule.critical_path) > 0 and schedule.to_svg().startswith("<svg")
    try:
        critpath.Plan.from_markdown(CYCLE).schedule()
    except critpath.CycleError as error:
        assert error.code == critpath.Codes.GRAPH_CYCLE == "graph.cycle", error.code
        assert error.path == ("build", "test", "build"), error.path
        print(f"{type(error).__name__} {error.code}: {error}")
    else:
        raise AssertionError("a cycle was not noticed")
    assert all(check.passed for case in critpath.selftest() for check in case.checks)
    assert "site-packages" in str(Path(critpath.__file__)), "the installed package was to be tested"
    print(f"critpath {critpath.__version__} in {Path(critpath.__file__).parent} works")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit("usage: python smoke.py GUIDE")
    main(sys.argv[1])

"""What the border between Python and the engine costs, against Rust in the same run, as a Markdown table.

With a release build of the wheel installed: ``python benches/boundary.py``.
"""

from __future__ import annotations

import gc
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Callable

import critpath
from critpath import Plan

ROOT = Path(__file__).resolve().parents[1]
TASKS = 10_000
MANY = 100_000
ROUNDS = 10_000
START = "2026-12-07"


def fastest(work: Callable[[], object]) -> float:
    """Milliseconds of the fastest of many runs: others share the machine, and only ever make a run longer."""
    best, runs, end = float("inf"), 0, time.perf_counter() + 1.5
    while runs < 3 or time.perf_counter() < end:
        begin = time.perf_counter()
        result = work()
        best = min(best, time.perf_counter() - begin)
        # Giving the result back is not part of the work.
        del result
        runs += 1
    return best * 1000


def document(tasks: int) -> dict[str, Any]:
    """A plan in which most tasks wait for one or two before them."""

    def links(at: int) -> list[int]:
        return sorted({before for before in (at - 1 - at % 7, at - 1 - (at * 31) % 50) if before >= 0})

    rows = [
        {
            "id": f"t{at}",
            "name": f"Task {at}",
            "duration": f"{1 + at % 5}d",
            "after": [{"predecessor": f"t{before}"} for before in links(at)],
        }
        for at in range(tasks)
    ]
    return {"format": "critpath/1", "name": "Boundary", "tasks": rows}


def rust(file: Path) -> dict[str, float]:
    """Milliseconds from Rust itself."""
    bench = ["cargo", "run", "-q", "-p", "benches", "--release", "--bin", "boundary", "--", str(file), START]
    seconds = json.loads(subprocess.run(bench, cwd=ROOT, capture_output=True, text=True, check=True).stdout)
    return {name.removesuffix("_s"): value * 1000 for name, value in seconds.items()}


def importing(module: str) -> float:
    """Milliseconds that an import takes in a new process, without those of Python's own start."""
    script = f"import time; t = time.perf_counter(); import {module}; print((time.perf_counter() - t) * 1000)"
    runs = (subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True) for _ in range(10))
    return min(float(run.stdout) for run in runs)


def resident_mb() -> float:
    """Memory of this process that is in use."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1e6


def leak() -> tuple[float, float]:
    """Memory before and after many rounds of making a schedule and dropping it."""
    guide = (ROOT / "examples/plans/deployment.md").read_text(encoding="utf-8")

    def rounds(count: int) -> None:
        for _ in range(count):
            schedule = Plan.from_markdown(guide).schedule(start=START)
            schedule.to_json(), schedule.column("start")

    rounds(ROUNDS // 10)
    gc.collect()
    before = resident_mb()
    rounds(ROUNDS)
    gc.collect()
    return before, resident_mb()


def main() -> None:
    """Measure, and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "plan.json"
        file.write_text(json.dumps(document(TASKS)), encoding="utf-8")
        own = rust(file)
        plan = Plan.from_file(file)
        schedule = plan.schedule(start=START)
        text = schedule.to_json()
        at = {
            "read": fastest(lambda: Plan.from_file(file)),
            "schedule": fastest(lambda: plan.schedule(start=START)),
            "told": fastest(lambda: plan.schedule(start=START, progress=lambda done, total: None)),
            "columns": fastest(lambda: plan.schedule(start=START).columns()),
            "json": fastest(schedule.to_json),
            "loads": fastest(lambda: json.loads(text)),
            "result": fastest(lambda: critpath.ScheduleResult.from_dict(json.loads(text))),
            "frame": fastest(schedule.to_pandas),
        }
        again = rust(file)
        own["schedule"] = min(own["schedule"], again["schedule"])
    large = Plan.from_dict(document(MANY)).schedule(start=START)
    one, all_of_them = fastest(lambda: large.column("start")), fastest(large.columns)
    package, model = importing("critpath"), importing("critpath._model")
    before, after = leak()

    against = f"{at['schedule'] / own['schedule']:.2f}x of Rust, aim 1.2x"
    rows = [
        (f"Rust: schedule {TASKS} tasks", own["schedule"], ""),
        ("Python: the same, `plan.schedule()`", at["schedule"], against),
        ("Python: the same, watched by a function", at["told"], f"{at['told'] / own['schedule']:.2f}x"),
        ("Python: the same and all columns", at["columns"], f"{at['columns'] / own['schedule']:.2f}x"),
        ("Rust: results as structs", own["result"], ""),
        ("Python: results as JSON text, `to_json()`", at["json"], ""),
        ("Python: that text as dictionaries, `json.loads`", at["loads"], ""),
        ("Python: that text as dataclasses", at["result"], ""),
        ("Python: results as a pandas frame", at["frame"], ""),
        ("Rust: read and check the plan", own["read"] + own["check"], ""),
        ("Python: the same, `Plan.from_file`", at["read"], ""),
        (f"Python: one column of {MANY} tasks in numpy", one, "aim 2 ms"),
        (f"Python: all ten columns of {MANY} tasks in numpy", all_of_them, "aim 2 ms"),
        ("Python: `import critpath` in a new process", package, "aim 30 ms"),
        ("Python: the dataclasses, when first asked for", model - package, ""),
    ]
    print("| what | time | |\n|---|--:|---|")
    for what, milliseconds, remark in rows:
        print(f"| {what} | {milliseconds:.2f} ms | {remark} |")
    print(f"\nMemory before and after {ROUNDS} rounds of read, schedule, drop: {before:.1f} MB, {after:.1f} MB.")


if __name__ == "__main__":
    main()

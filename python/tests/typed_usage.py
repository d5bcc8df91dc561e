"""A program that uses the package as its types say; ``mypy --strict`` reads it, a test runs it."""

from __future__ import annotations

from datetime import datetime

from critpath import (
    Changes,
    Codes,
    CritpathError,
    CycleError,
    Document,
    Edit,
    Findings,
    Forecast,
    Plan,
    PlanBuilder,
    Schedule,
    Task,
    TaskResult,
)


def report(done: int, total: int) -> bool:
    """Go on, whatever is done."""
    return done <= total


def main() -> list[str]:
    """Build, check, schedule, explain, edit."""
    plan: Plan = (
        PlanBuilder("Release")
        .start("2026-12-07")
        .phase("Prepare", window="Week 1")
        .task("Build", duration="2d", owner="dev", needs={"dev": 1.0} if False else ())
        .task("Test", estimate=("4h", "1d", "3d"), after=["build"])
        .milestone("Live", after="test")
        .build()
    )
    document: Document = plan.document
    first: Task = plan["build"]
    found: Findings = plan.check(profile="deploy")
    lines = [f"{finding.code} {finding.line}" for finding in found.errors]
    schedule: Schedule = plan.schedule(progress=report)
    finish: datetime | None = schedule.finish
    task: TaskResult = schedule["test"]
    float_h: int = task.total_float_s // 3600
    path: tuple[str, ...] = schedule.critical_path
    later: Plan
    changes: Changes
    later, changes = plan.apply(Edit(edit="set_duration", id="build", duration="3d"))
    shift: int | None = plan.diff(later).finish_shift_s
    forecast: Forecast = plan.simulate(runs=50, until={"percent": 80.0, "half_width_s": 60}, progress=report)
    p80: datetime = forecast.merge(plan.simulate(runs=10, first_run=50)).p80
    kept: float = forecast.probability_of(p80)
    causes = [step.cause for step in schedule.explain("live").chain]
    try:
        later.apply({"edit": "add_dependency", "id": "build"} for _ in range(1))
    except CycleError as error:
        lines.extend(error.path)
    except CritpathError as error:
        if error.code == Codes.OPTION_INVALID:
            lines.append(error.code)
    lines.append(f"{forecast.result.runs} {p80} {kept}")
    lines.append(f"{document.name} {first.name} {finish} {float_h} {path} {shift} {causes} {changes.changed[0].field}")
    return lines


if __name__ == "__main__":
    print(*main(), sep="\n")

"""Plans written in Python."""

from __future__ import annotations

from datetime import date, datetime
from typing import Callable

import pytest

from critpath import (
    Calendar,
    CycleError,
    Dependency,
    DocumentError,
    Estimate,
    OptionError,
    Plan,
    PlanBuilder,
    Resource,
    Shift,
    WorkDay,
)


def test_everything_that_it_states_is_in_the_plan() -> None:
    plan = (
        PlanBuilder("Release 2.4")
        .start(date(2026, 12, 7))
        .deadline("2026-12-31")
        .time_zone("Europe/Berlin")
        .add(Resource(id="dba", name="Database administrator"))
        .phase("Prepare", window="Week 1-2", owner="lead", objective="Have it all")
        .task("Build", duration="2d", owner="dev", cost=100, progress=50, priority="high")
        .task("Test", estimate=("4h", "1d", "3d"), after=["build:SS+2h"])
        .phase("Cut over", id="cut", inside="prepare", after="build", deadline="2026-12-30")
        .task("Migrate", estimate="20m/1h", after=Dependency(predecessor="test"), needs={"dba": 0.5}, undo="15m")
        .task("Drop", duration="5m", after=("migrate", "test"), irreversible=True, not_before="2026-12-09", needs="dba")
        .milestone("Live", after="drop:FS+1ed", deadline=datetime(2026, 12, 24, 12))
        .outside()
        .task("Thank everyone", estimate=Estimate(likely="1h"), description="With cake")
        .build()
    )
    build, test, migrate, drop, live, thanks = plan.tasks
    assert (build.phase, build.cost, build.progress and build.progress.percent) == ("prepare", 100, 50)
    assert test.estimate == Estimate(low="4h", likely="1d", high="3d", span=test.estimate and test.estimate.span)
    assert (test.after[0].predecessor, test.after[0].relation, test.after[0].lag) == ("build", "SS", "2h")
    assert (migrate.phase, migrate.needs[0].units) == ("cut", 0.5)
    assert migrate.undo and migrate.undo.duration == "15m"
    assert drop.undo and drop.undo.irreversible and drop.constraints[0].kind == "start_no_earlier_than"
    assert (live.kind, live.after[0].lag, live.deadline) == ("milestone", "1ed", "2026-12-24T12:00:00")
    assert (thanks.phase, thanks.id) == (None, "thank-everyone")
    window = plan.phase("prepare").window
    assert window and (window.unit, window.first, window.last) == ("week", 1, 2)
    assert plan.phase("cut").parent == "prepare"
    assert plan.schedule().finish


def test_a_calendar_of_ones_own() -> None:
    week = (WorkDay(days=("monday", "tuesday"), shifts=(Shift(start="09:00", finish="12:00"),)),)
    plan = (
        PlanBuilder("Slow").start("2026-12-07").calendar(Calendar(id="short", week=week)).task("Work", duration="6h")
    ).build()
    assert plan.schedule().finish == datetime(2026, 12, 8, 12)


def test_ids_made_from_names_are_kept_apart() -> None:
    builder = PlanBuilder("Twice").phase("One").task("Build it!").task("Build it?").phase("Two").task("Build it")
    plan = builder.task("Build it").task("Größe prüfen").build()
    assert [task.id for task in plan] == ["build-it", "one-build-it", "two-build-it", "two-build-it-2", "größe-prüfen"]
    assert repr(builder) == "<PlanBuilder 'Twice': 5 tasks, 2 phases>"


Wrong = Callable[[PlanBuilder], PlanBuilder]


@pytest.mark.parametrize(
    "wrong, raised, message",
    [
        (lambda b: b.task("B", after="aa"), DocumentError, "`aa`"),
        (lambda b: b.task("B", id="a"), DocumentError, "`a`"),
        (lambda b: b.task("B", duration="soon"), DocumentError, "`soon`"),
        (lambda b: b.task("B", duration="-2d"), DocumentError, "-2d"),
        (lambda b: b.task("B", after="c").task("C", after="b"), CycleError, "cycle"),
        (lambda b: b.task("B", cost=float("nan")), DocumentError, r"tasks\[1\].cost is nan"),
        (lambda b: b.task("B", progress=-5), DocumentError, "-5"),
        (lambda b: b.start("Tuesday"), DocumentError, "Tuesday"),
        (lambda b: b.time_zone("Mars/Olympus"), DocumentError, "Mars/Olympus"),
        (lambda b: b.task("!!!"), OptionError, "gives no id"),
        (lambda b: b.task("B", estimate="1d/2d/3d/4d"), OptionError, "up to three"),
        (lambda b: b.phase("P", window="some day"), OptionError, "some day"),
        (lambda b: b.task(3), TypeError, "name is text, not int"),
        (lambda b: b.task("B", after=[3]), TypeError, "after is text, not int"),
        (lambda b: b.task("B", id=3), TypeError, "id is text, not int"),
        (lambda b: b.task("B", duration=3), DocumentError, "`duration` of a task is `3`"),
        (lambda b: b.start(3), TypeError, "a date or time"),
        (lambda b: b.add(3), TypeError, "no list of int"),
    ],
)
def test_what_is_wrong_is_said_clearly(wrong: Wrong, raised: type[Exception], message: str) -> None:
    with pytest.raises(raised, match=message):
        wrong(PlanBuilder("Wrong").task("A", duration="1d")).build()


def test_a_builder_goes_on_after_an_error() -> None:
    builder = PlanBuilder("Release").task("Build", duration="1d", after="test")
    with pytest.raises(DocumentError):
        builder.build()
    assert isinstance(builder.task("Test", duration="1d").build(), Plan)

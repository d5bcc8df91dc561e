"""Schedules: dates, columns, data frames, pictures."""

from __future__ import annotations

import csv
import io
import json
import pickle
import time
from datetime import datetime

import pytest
from conftest import chain

from critpath import OptionError, Plan, Schedule, TaskResult, UnknownIdError

numpy = pytest.importorskip("numpy")

ZONED = """{"name": "Zoned", "start": "2026-12-07", "time_zone": "Europe/Berlin",
 "tasks": [{"id": "a", "name": "A", "duration": "1h"}]}"""


@pytest.fixture
def schedule(plan: Plan) -> Schedule:
    return plan.schedule()


def test_a_schedule_is_a_collection_of_tasks_with_dates(schedule: Schedule) -> None:
    assert len(schedule) == 5 and schedule
    assert [task.id for task in schedule] == [task.id for task in schedule.tasks]
    assert isinstance(schedule["build"], TaskResult) and schedule["build"] == schedule.tasks[0]
    assert "build" in schedule and "biuld" not in schedule
    assert schedule.phase("cut-over").start == schedule["migrate"].start
    assert schedule.tasks[1:3][0].id == "notes" and schedule.tasks[-1].id == "live"
    assert schedule.tasks == schedule.result.tasks and repr(schedule.tasks) == "<5 × TaskResult>"
    with pytest.raises(KeyError, match="no task with dates"):
        schedule["biuld"]
    with pytest.raises(UnknownIdError):
        schedule.phase("biuld")


def test_properties_say_what_the_answer_says(schedule: Schedule) -> None:
    answer = schedule.to_dict()
    assert schedule.result.to_dict() == answer and schedule.result.to_json() == schedule.to_json()
    assert (schedule.name, schedule.time_zone) == (answer["name"], None)
    assert schedule.start == datetime.fromisoformat(answer["start"])
    assert schedule.finish == datetime.fromisoformat(answer["finish"])
    assert schedule.critical_path == tuple(answer["critical_path"])
    assert schedule.phases == schedule.result.phases and schedule.unscheduled == ()


def test_tasks_without_dates_say_why() -> None:
    schedule = Plan.from_markdown("# Release {start=2026-12-07}\n\n- Build {1d}\n- Think {#think}\n").schedule()
    assert [(task.id, task.reason) for task in schedule.unscheduled] == [("think", "no_estimate")]
    assert len(schedule) == len(schedule.tasks) == len(schedule.column("start")) == len(schedule.words()["id"]) == 1
    empty = Plan.from_markdown("# Release\n").schedule()
    assert (empty.start, empty.finish, len(empty), list(empty)) == (None, None, 0, [])
    assert repr(empty) == "<Schedule 'Release': 0 tasks, none with dates>"
    assert empty.to_pandas().empty and empty.plot().get_title(loc="right") == "Release"


def test_schedules_are_equal_by_what_they_say_and_are_pickled(plan: Plan, schedule: Schedule) -> None:
    again = pickle.loads(pickle.dumps(schedule))
    assert again == schedule and hash(again) == hash(schedule) and again.plan == plan
    later = plan.schedule(start="2026-12-14")
    assert later != schedule and pickle.loads(pickle.dumps(later)) == later
    assert schedule.diff(later).finish_shift_s == 7 * 86_400
    assert schedule != "schedule"


def test_columns_hold_what_the_records_hold(schedule: Schedule) -> None:
    columns = {**schedule.words(), **schedule.columns()}
    for name, values in columns.items():
        expected = [getattr(task, name) for task in schedule]
        if getattr(values, "dtype", None) is not None and values.dtype.kind == "M":
            values = numpy.datetime_as_string(values)
        assert list(values) == expected, name
    assert set(columns) == set(schedule.result.tasks[0].to_dict())


def test_columns_cannot_be_written_to(schedule: Schedule) -> None:
    for values in schedule.columns().values():
        assert not values.flags.writeable
        with pytest.raises(ValueError):
            values[0] = values[-1]
    with pytest.raises(OptionError, match="there is no column `colour`"):
        schedule.column("colour")


def test_columns_outlive_the_schedule() -> None:
    column = Plan.from_json(chain(1000)).schedule().column("duration_s")
    assert column.sum() == 1000 * 3600


def test_large_columns_come_without_a_loop_over_tasks() -> None:
    schedule = Plan.from_json(chain(20_000)).schedule()
    fastest = min(_seconds(lambda: schedule.column("total_float_s")) for _ in range(5))
    # A loop in Python over 20,000 tasks takes longer than this; the engine's debug build copies the bytes in less.
    assert fastest < 0.01


def _seconds(work: object) -> float:
    # Time on the processor: what else runs on the machine does not count.
    begin = time.process_time()
    work()  # type: ignore[operator]
    return time.process_time() - begin


@pytest.mark.parametrize("zoned", [False, True])
def test_data_frames_agree(plan: Plan, zoned: bool) -> None:
    pandas, polars, arrow = map(pytest.importorskip, ("pandas", "polars", "pyarrow"))
    schedule = (Plan.from_json(ZONED) if zoned else plan).schedule()
    answer = [task.to_dict() for task in schedule]
    frames = {
        "pandas": schedule.to_pandas().astype(object).to_dict("records"),
        "polars": schedule.to_polars().to_dicts(),
        "arrow": schedule.to_arrow().to_pylist(),
        "stream": polars.DataFrame(schedule).to_dicts(),
    }
    for library, rows in frames.items():
        assert len(rows) == len(answer)
        for row, task in zip(rows, answer):
            assert list(row) == list(task), library
            for name, value in row.items():
                if isinstance(value, datetime):
                    value = value.isoformat()
                assert task[name] == (None if value is None or value != value else value), (library, name)
    assert arrow.types.is_timestamp(schedule.to_arrow().schema.field("start").type)
    assert pandas.api.types.is_datetime64_any_dtype(schedule.to_pandas()["start"])


def test_every_format_is_written(schedule: Schedule) -> None:
    assert schedule.to_svg(theme="dark", width=800, now="2026-12-08").startswith("<svg")
    assert schedule.to_html(now=datetime(2026, 12, 8)).lower().startswith("<!doctype html")
    assert schedule.to_mermaid().startswith("gantt")
    rows = list(csv.DictReader(io.StringIO(schedule.to_csv())))
    assert [row["id"] for row in rows] == [task.id for task in schedule]
    assert schedule.to_markdown().count("|") > 20
    assert "<Name>Build the package</Name>" in schedule.to_xml()
    assert "Build the package" in schedule.to_table(width=120)
    assert "Live" in schedule.to_gantt(width=100, now="2026-12-08")
    assert json.loads(schedule.to_json()) == schedule.to_dict() == json.loads(schedule.render("json"))
    with pytest.raises(ValueError, match="there is no format `pdf`"):
        schedule.render("pdf")
    with pytest.raises(OptionError, match="pink"):
        schedule.to_svg(theme="pink")  # type: ignore[arg-type]


@pytest.mark.parametrize("zoned", [False, True])
def test_plots_show_phases_tasks_milestones_and_today(plan: Plan, zoned: bool) -> None:
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("Agg")
    from matplotlib import pyplot
    from matplotlib.colors import to_hex
    from matplotlib.dates import date2num

    if zoned:
        axes = Plan.from_json(ZONED).schedule().plot()
        assert axes.patches[0].get_x() == date2num(datetime(2026, 12, 7, 8))
        return
    figure, given = pyplot.subplots()
    axes = plan.schedule().plot(ax=given, now="2026-12-09", title="Mine")
    assert axes is given and axes.get_title(loc="right") == "Mine"
    names = [label.get_text().strip() for label in axes.get_yticklabels()]
    assert names == [
        *("Prepare", "Build the package", "Write the notes"),
        *("Cut over", "Migrate the data", "Switch traffic", "Live"),
    ]
    colors = {to_hex(bar.get_facecolor()) for bar in axes.patches}
    assert {"#d1495b", "#4f86c6", "#5c6773", "#c9d3de"} <= colors
    today = [line for line in axes.lines if list(line.get_xdata()) == [date2num(datetime(2026, 12, 9))] * 2]
    assert len(today) == 1
    figure.canvas.draw()
    pyplot.close("all")

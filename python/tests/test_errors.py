"""Exceptions: a class for each code, and wrong use met kindly."""

from __future__ import annotations

import builtins
import pickle
from pathlib import Path
from typing import Any, Callable

import pytest
from conftest import GUIDE

import critpath
from critpath import Plan, errors

NO_START = "# Release\n\n- Build {#build 1d}\n"
CYCLE = "# Release {start=2026-12-07}\n\n- Build {#build 1d after=test}\n- Test {#test 1d after=build}\n"


def test_every_code_has_a_class() -> None:
    for code in (entry["code"] for entry in critpath.codes()):
        kind = errors.class_of(code)
        assert issubclass(kind, critpath.CritpathError) and kind is not critpath.CritpathError
        raised = errors.of_failure(code, "it is so", '[{"code": "x"}]', '{"task": "a"}')
        assert type(raised) is kind and str(raised) == "it is so" and raised.code == code
        assert raised.diagnostics == ({"code": "x"},) and raised.details == {"task": "a"}


@pytest.mark.parametrize(
    "name, base",
    [
        ("DocumentError", "ValueError"),
        ("CycleError", "ValueError"),
        ("UnknownIdError", "KeyError"),
        ("InfeasibleError", "ValueError"),
        ("OptionError", "ValueError"),
        ("StoreError", "OSError"),
        ("MissingFileError", "FileNotFoundError"),
        ("InternalError", "RuntimeError"),
        ("CancelledError", "Exception"),
    ],
)
def test_classes_are_what_a_python_programmer_expects(name: str, base: str) -> None:
    kind = getattr(critpath, name)
    assert issubclass(kind, getattr(builtins, base))
    raised = kind("a message", "some.code", [{"code": "x"}], {"id": "a"})
    again = pickle.loads(pickle.dumps(raised))
    assert (type(again), str(again), again.code) == (kind, "a message", "some.code")
    assert (again.diagnostics, again.details) == (raised.diagnostics, raised.details)


def test_a_cycle_is_named_in_full() -> None:
    with pytest.raises(critpath.CycleError) as caught:
        Plan.from_markdown(CYCLE).schedule()
    assert caught.value.code == critpath.Codes.GRAPH_CYCLE
    assert caught.value.path == ("build", "test", "build")
    assert caught.value.diagnostics[0]["line"] in (3, 4)


def test_an_unknown_id_comes_with_the_one_that_was_meant(plan: Plan) -> None:
    with pytest.raises(KeyError, match="did you mean `build`") as caught:
        plan.schedule().explain("biuld")
    assert isinstance(caught.value, critpath.UnknownIdError)
    assert (caught.value.id, caught.value.suggestion) == ("biuld", "build")


def test_a_plan_is_as_good_as_before_after_an_error(plan: Plan) -> None:
    before = plan.to_json()
    broken = Plan.from_markdown(CYCLE)
    for _ in range(2):
        with pytest.raises(critpath.CycleError):
            broken.schedule()
        with pytest.raises(critpath.OptionError):
            plan.schedule(start="soon")
        with pytest.raises(critpath.UnknownIdError):
            plan.apply([{"edit": "set_duration", "id": "build", "duration": "9d"}, {"edit": "remove_task", "id": "x"}])
        with pytest.raises(critpath.CancelledError):
            plan.schedule(progress=lambda done, total: False)
    assert plan.to_json() == before and plan.schedule().finish
    assert broken.check().errors and broken["build"].after[0].predecessor == "test"


def test_a_file_that_cannot_be_read_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as caught:
        Plan.from_file(tmp_path / "none.md")
    assert isinstance(caught.value, critpath.StoreError) and caught.value.code == "file.read"
    assert caught.value.filename == str(tmp_path / "none.md") and caught.value.errno == 2
    with pytest.raises(OSError, match="cannot read"):
        Plan.from_file(tmp_path)
    (tmp_path / "latin.md").write_bytes("# Größe".encode("latin-1"))
    with pytest.raises(ValueError, match="latin.md is not UTF-8 text") as encoding:
        Plan.from_file(tmp_path / "latin.md")
    assert isinstance(encoding.value, critpath.DocumentError) and encoding.value.code == "text.encoding"


def _itself() -> dict[str, Any]:
    data: dict[str, Any] = {}
    data["extra"] = data
    return data


def _deep(levels: int) -> list[Any]:
    data: list[Any] = []
    for _ in range(levels):
        data = [data]
    return data


def _task(**fields: object) -> Plan:
    task = {"id": "a", "name": "A", **fields}
    return Plan.from_dict({"format": "critpath/1", "start": "2026-12-07", "tasks": [task]}).validate()


Use = Callable[[Plan], object]


@pytest.mark.parametrize(
    "use, raised, message",
    [
        # Wrong types.
        (lambda plan: Plan.from_markdown(3), TypeError, "are text, not int"),
        (lambda plan: Plan.from_markdown(b"# Release"), TypeError, "not bytes; decode it first"),
        (lambda plan: Plan.from_json(None), TypeError, "not NoneType"),
        (lambda plan: Plan.from_dict([1]), TypeError, "a document is a dictionary, not list"),
        (lambda plan: Plan.from_dict({"tasks": {1, 2}}), TypeError, "no form for set"),
        (lambda plan: Plan.from_dict({"tasks": [object()]}), TypeError, "no form for object"),
        (lambda plan: Plan.from_file(), TypeError, "path"),
        (lambda plan: Plan.from_file(3.5), TypeError, "path|float"),
        (lambda plan: Plan("x"), TypeError, "Plan.from_file"),
        (lambda plan: plan.schedule(start=3), TypeError, "a date or time is text or of datetime, not int"),
        (lambda plan: plan.schedule("2026-12-07"), TypeError, "positional"),
        (lambda plan: plan.schedule(begin="2026-12-07"), TypeError, "begin"),
        (lambda plan: plan.schedule(progress=3), TypeError, "progress is a function"),
        (lambda plan: plan.schedule(progress=lambda: None), TypeError, "2 were given"),
        (lambda plan: plan.schedule().explain(3), TypeError, "'str'"),
        (lambda plan: plan.schedule().column(None), TypeError, "'str'"),
        (lambda plan: plan.schedule().diff(3), TypeError, "a schedule is compared with a schedule, not with int"),
        (lambda plan: plan.diff("later"), TypeError, "a plan is compared with a plan, not with str"),
        (lambda plan: plan.apply(3), TypeError, "iterable"),
        (lambda plan: plan.apply(["set_start"]), TypeError, "an edit is an Edit or a dictionary, not str"),
        (lambda plan: plan.check(profile=3), critpath.OptionError, "`profile`"),
        (lambda plan: plan[3], KeyError, "there is no task `3`"),
        (lambda plan: _task(duration=3), critpath.DocumentError, "`duration` of a task is `3`"),
        # Numbers.
        (lambda plan: Plan.from_dict({"tasks": [{"cost": float("nan")}]}), ValueError, r"tasks\[0\].cost is nan"),
        (lambda plan: Plan.from_dict({"x": float("inf")}), critpath.DocumentError, "x is inf, not a finite number"),
        (lambda plan: plan.schedule().to_svg(width=float("nan")), critpath.OptionError, "width is nan"),
        (lambda plan: plan.schedule().to_svg(width=-1), critpath.OptionError, "`width`.*-1"),
        (lambda plan: _task(duration="-3d"), critpath.DocumentError, "-3d, less than nothing"),
        (lambda plan: _task(progress={"percent": -1}), critpath.DocumentError, "-1"),
        (lambda plan: _task(cost=10**400), critpath.DocumentError, "not a number that can be represented"),
        (lambda plan: _task(duration="9" * 40 + "d"), critpath.DocumentError, "not a duration"),
        (lambda plan: _task(duration="9999999d").schedule().finish, OverflowError, "beyond the dates of Python"),
        # Dates.
        (lambda plan: plan.schedule(start="soon"), critpath.OptionError, "`soon` is not a date"),
        (lambda plan: plan.schedule(start="2026-02-30"), critpath.OptionError, "`2026-02-30` is not a date"),
        (lambda plan: Plan.from_markdown(NO_START).schedule(), critpath.OptionError, "states no start"),
        # Text.
        (lambda plan: Plan.from_markdown("# \ud800"), critpath.DocumentError, "half of a pair of surrogates"),
        (lambda plan: Plan.from_dict({"name": "\ud800"}).validate(), critpath.DocumentError, "."),
        (lambda plan: plan.schedule(start="\ud800"), critpath.OptionError, "."),
        (lambda plan: plan.schedule().explain("\ud800"), ValueError, "surrogates"),
        (lambda plan: Plan.from_json("{").validate(), critpath.DocumentError, "ends before"),
        (lambda plan: Plan.from_json("[" * 100_000).validate(), critpath.DocumentError, "nested deeper"),
        (lambda plan: Plan.from_dict({"x": _deep(100_000)}), critpath.DocumentError, "nested too deep"),
        (lambda plan: Plan.from_dict(_itself()), critpath.DocumentError, "holds itself"),
        # What is not there.
        (lambda plan: plan["x"], critpath.UnknownIdError, "no task `x`"),
        (lambda plan: plan.phase("x"), critpath.UnknownIdError, "no phase `x`"),
        (lambda plan: plan.check(profile="x"), critpath.OptionError, "no profile is named `x`"),
        (lambda plan: plan.apply([{"edit": "clear_duration", "id": "x"}]), critpath.UnknownIdError, "no task `x`"),
        (lambda plan: plan.apply([{"edit": "set_deadline", "id": "build"}]), critpath.OptionError, "needs `date`"),
        (lambda plan: plan.apply([{"edit": "fly"}]), critpath.OptionError, "fly"),
        (lambda plan: critpath.schema("x"), critpath.OptionError, "no schema `x`"),
        (lambda plan: critpath.Nothing, AttributeError, "has no attribute 'Nothing'"),
        (lambda plan: critpath.Task(nothing=1), TypeError, "nothing"),
        (lambda plan: critpath.CheckResult.from_dict({"nothing": 1}), TypeError, "CheckResult has no field nothing"),
    ],
)
def test_wrong_use_is_met_kindly(plan: Plan, capfd: pytest.CaptureFixture[str], use: Use, raised: Any, message: str) -> None:
    with pytest.raises(raised, match=message):
        use(plan)
    assert plan.schedule().finish and plan == Plan.from_markdown(GUIDE, name="release.md")
    # No word of Rust on the terminal.
    assert capfd.readouterr() == ("", "")


def test_records_cannot_be_changed(plan: Plan) -> None:
    with pytest.raises(AttributeError):
        plan["build"].name = "Other"  # type: ignore[misc]

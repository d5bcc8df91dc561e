"""Schedules: when everything is, and why."""

from __future__ import annotations

import json
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, Iterable, Iterator, Mapping, Sequence, TypeVar

from . import _native
from ._drawn import Drawn
from ._progress import Progress, check_progress
from ._text import Time, options_text
from .errors import UnknownIdError

if TYPE_CHECKING:
    import matplotlib.axes
    import numpy
    import pandas
    import polars
    import pyarrow

    from ._model import (
        DiffResult,
        Document,
        ExplainResult,
        FloatsResult,
        PathResult,
        Phase,
        PhaseResult,
        RiskBasis,
        RollbackResult,
        ScheduleResult,
        TaskResult,
        UnscheduledTask,
    )
    from .plan import Plan

__all__ = ["Schedule"]

P = TypeVar("P", "Phase", "PhaseResult")
INSTANTS = ("start", "finish", "early_start", "early_finish", "late_start", "late_finish")
AMOUNTS = ("duration_s", "total_float_s", "free_float_s")


class Schedule(Drawn):
    """When everything is: the answer of :meth:`Plan.schedule`.

    Iterating gives the tasks with dates, in the order of the plan; ``schedule["id"]`` gives one.

    Examples
    --------
    >>> import critpath
    >>> plan = critpath.Plan.from_markdown("# Release\\n\\n- Build {#build 2d}\\n- Docs {#docs 1d}\\n")
    >>> schedule = plan.schedule(start="2026-12-07")
    >>> schedule
    <Schedule 'Release': 2 tasks, 2026-12-07T08:00:00 to 2026-12-08T17:00:00>
    >>> schedule.critical_path
    ('build',)
    >>> schedule["docs"].total_float_s // 3600
    8
    >>> schedule.column("duration_s")
    array([57600, 28800])
    """

    def __init__(self, native: _native.NativeSchedule, plan: Plan, options: str) -> None:
        self._native = native
        self._options = options
        self.plan = plan
        """The plan that was scheduled."""

    # What it says.

    @cached_property
    def result(self) -> ScheduleResult:
        """The whole answer as dataclasses."""
        from ._model import ScheduleResult

        return ScheduleResult.from_dict(self._data)

    @property
    def name(self) -> str:
        """Title of the plan."""
        name: str = self._summary["name"]
        return name

    @property
    def start(self) -> datetime | None:
        """The earliest start of any task; with an offset if the plan has a time zone."""
        return _datetime(self._summary["start"])

    @property
    def finish(self) -> datetime | None:
        """The latest finish of any task; with an offset if the plan has a time zone."""
        return _datetime(self._summary["finish"])

    @property
    def time_zone(self) -> str | None:
        """The time zone of the plan, if it has one."""
        zone: str | None = self._summary["time_zone"]
        return zone

    @cached_property
    def tasks(self) -> Sequence[TaskResult]:
        """The tasks with dates; each record is built when it is asked for."""
        from ._model import TaskResult
        from ._rows import Rows

        return Rows(TaskResult, self._data["tasks"])

    @cached_property
    def phases(self) -> tuple[PhaseResult, ...]:
        """The phases with dates."""
        from ._model import PhaseResult

        return tuple(map(PhaseResult.from_dict, self._data["phases"]))

    @property
    def unscheduled(self) -> tuple[UnscheduledTask, ...]:
        """The tasks without dates, each with the reason."""
        from ._model import UnscheduledTask

        return tuple(map(UnscheduledTask.from_dict, self._data["unscheduled"]))

    @property
    def critical_path(self) -> tuple[str, ...]:
        """Ids of the tasks of the longest driving path, in order of time."""
        return tuple(self._data["critical_path"])

    def phase(self, id: str) -> PhaseResult:
        """The dates of the phase with this id; ``schedule["id"]`` gives a task.

        Raises
        ------
        UnknownIdError
            There is no such phase with dates; it is a :class:`KeyError` too.
        """
        return _phase(self.phases, id)

    def explain(self, task: str) -> ExplainResult:
        """Say why a task is when it is: a task by its id, or by its name if no other has it.

        Raises
        ------
        UnknownIdError
            There is no such task; it is a :class:`KeyError` too.
        DocumentError
            The task has no dates that could be explained.

        Examples
        --------
        >>> import critpath
        >>> plan = critpath.Plan.from_markdown("# Release\\n\\n- Build {#build 2d}\\n- Test {#test 1d after=build}\\n")
        >>> for step in plan.schedule(start="2026-12-07").explain("test").chain:
        ...     print(step.task, step.cause)
        build plan_start
        test dependency
        """
        from ._model import ExplainResult

        return ExplainResult.from_dict(json.loads(self._native.explain(task)))

    def floats(
        self,
        *,
        paths: int | None = None,
        bands: Iterable[str] | None = None,
        delay_cost_per_day: float | None = None,
    ) -> FloatsResult:
        """Say how much room there is: every float and the drag of each task, bands of float, the most critical paths.

        Parameters
        ----------
        paths
            How many of the most critical paths; none if absent.
        bands
            Limits of the bands of total float above what is critical, such as ``["1d", "5d"]``, which are used if absent.
        delay_cost_per_day
            What a working day of delay costs; as the plan says if absent.

        Raises
        ------
        OptionError
            An option cannot be read; it is a :class:`ValueError` too.

        Examples
        --------
        >>> import critpath
        >>> plan = critpath.Plan.from_markdown("# Release\\n\\n- Build {#build 2d}\\n- Docs {#docs 1d}\\n")
        >>> floats = plan.schedule(start="2026-12-07").floats(paths=2, delay_cost_per_day=500)
        >>> [(task.id, task.total_float_s // 3600, task.drag_s // 3600, task.drag_cost) for task in floats.tasks]
        [('build', 0, 8, 500.0), ('docs', 8, 0, 0.0)]
        >>> [(path.float_s // 3600, [step.id for step in path.steps]) for path in floats.paths]
        [(0, ['build']), (8, ['docs'])]
        """
        from ._model import FloatsResult

        limits = None if bands is None else list(bands)
        options = options_text({}, paths=paths, bands=limits, delay_cost_per_day=delay_cost_per_day)
        return FloatsResult.from_dict(json.loads(self._native.floats(options)))

    def paths(self, count: int) -> tuple[PathResult, ...]:
        """Give the ``count`` paths with the least float, from the least on."""
        return tuple(self.floats(paths=count).paths)

    def rollback(
        self,
        *,
        runs: int | None = None,
        seed: int = 0,
        risks: RiskBasis = "inherent",
        confidence: float = 0.95,
        progress: Progress | None = None,
    ) -> RollbackResult:
        """Tell how long the way back is at each instant, until when there is one, and what would mend it.

        With ``runs`` it also says how sure the guarantee is, and how sure it is to be done, or safely back, before the
        change window closes. Other threads run meanwhile, and Ctrl-C stops it.

        Parameters
        ----------
        runs
            How often the plan is simulated, forward and back; no probabilities are computed by default.
        seed, risks, confidence
            As in :meth:`Plan.simulate`.
        progress
            Called now and then with the runs that are done and all of them; stops the work by answering ``False``.

        Raises
        ------
        DocumentError
            Undos wait for each other, or a scope or a calendar does not exist.
        CancelledError
            ``progress`` answered ``False``.

        Examples
        --------
        >>> import critpath
        >>> plan = critpath.Plan.from_markdown(
        ...     "# Night {start=2026-12-07T22:00 calendar=always rollback-objective=5m rollback-detection=90s}\\n\\n"
        ...     "- Switch {#switch 2m undo=1m undo-until=+30m}\\n- Watch {#watch 1h after=switch}\\n"
        ... )
        >>> rollback = plan.schedule().rollback()
        >>> rollback.guaranteed, rollback.worst.rollback_s
        (False, 180)
        >>> rollback.points_of_no_return[0].at, rollback.points_of_no_return[0].kind
        ('2026-12-07T22:30:31', 'expired')
        """
        from ._model import RollbackResult

        check_progress(progress)
        options = options_text({}, runs=runs, seed=seed, risks=risks, confidence=confidence)
        return RollbackResult.from_dict(json.loads(self._native.rollback(options, progress)))

    def rollback_plan(self, at: Time) -> Document:
        """Give the plan of the rollback from a failure at a time: the undos in their order, with times and people.

        Raises
        ------
        DocumentError
            Something that was started by then cannot be undone.

        Examples
        --------
        >>> import critpath
        >>> plan = critpath.Plan.from_markdown(
        ...     "# Night {start=2026-12-07T22:00 calendar=always rollback-detection=90s}\\n\\n- Switch {#switch 2m undo=1m}\\n"
        ... )
        >>> way = critpath.Plan.from_document(plan.schedule().rollback_plan("2026-12-07T22:02"))
        >>> for task in way.schedule():
        ...     print(task.id, task.finish)
        detect 2026-12-07T22:03:30
        undo-switch 2026-12-07T22:04:30
        back 2026-12-07T22:04:30
        """
        from ._model import Document

        options = options_text({"at": at})
        return Document.from_dict(json.loads(self._native.rollback_plan(options)))

    def diff(self, later: Schedule, *, task: str | None = None) -> DiffResult:
        """Give what was changed from this schedule to ``later``, what moved, and which change moved it by how much.

        Parameters
        ----------
        later
            The later schedule. Tasks are matched by id, else by a name that only one task of each plan has.
        task
            Whose finish is looked at: a task of the later plan by its id, or by its name if no other has it. By default
            the finish of the plan.

        Returns
        -------
        DiffResult
            ``changes`` are what was changed, ``tasks`` what moved; ``attribution`` divides the shift of the finish among
            the changes, by their Shapley values.

        Raises
        ------
        UnknownIdError
            The later plan has no such task, or several with this name; it is a :class:`KeyError` too.

        Examples
        --------
        >>> import critpath
        >>> build = "# Release {start=2026-12-07}\\n\\n- Build {#build 1d}\\n"
        >>> before = critpath.Plan.from_markdown(build + "- Test {#test 1d after=build}\\n").schedule()
        >>> after = critpath.Plan.from_markdown(build + "- Test {#test 3d after=build:FS+1d}\\n").schedule()
        >>> moved = before.diff(after)
        >>> for share in moved.attribution.shares:
        ...     change = moved.changes[share.changes[0]]
        ...     print(change.subject, change.id, change.before, change.after, share.shift_s // 86_400)
        task test 1d 3d 2
        dependency test FS FS + 1d 1
        """
        from ._model import DiffResult

        if not isinstance(later, Schedule):
            raise TypeError(f"a schedule is compared with a schedule, not with {type(later).__name__}")
        options = options_text({}, task=task)
        return DiffResult.from_dict(json.loads(self._native.diff(later._native, options)))

    # Columns of figures.

    def column(self, name: str) -> numpy.ndarray[Any, Any]:
        """Give one figure of all tasks with dates as a numpy array that cannot be written to.

        Parameters
        ----------
        name
            ``start``, ``finish``, ``early_start``, ``early_finish``, ``late_start``, ``late_finish``
            (``datetime64[s]``: local in a plan without a time zone, UTC in one with), ``duration_s``,
            ``total_float_s``, ``free_float_s`` (64-bit integers), or ``critical`` (booleans). Computed when they
            are asked for: ``start_float_s``, ``finish_float_s``, ``interfering_float_s``, ``independent_float_s``,
            ``drag_s`` (64-bit integers).

        Raises
        ------
        OptionError
            There is no such column; it is a :class:`ValueError` too.
        """
        import numpy

        if name == "critical":
            return numpy.frombuffer(self._native.critical(), dtype="bool")
        kind = "datetime64[s]" if name in INSTANTS else "int64"
        return numpy.frombuffer(self._native.column(name), dtype=kind)

    def columns(self) -> dict[str, numpy.ndarray[Any, Any]]:
        """Give all figures that a schedule holds as numpy arrays, by name."""
        return {name: self.column(name) for name in (*INSTANTS, *AMOUNTS, "critical")}

    def words(self) -> Mapping[str, Sequence[str | None]]:
        """Give what is text of all tasks with dates, by name: id, name, phase, kind, owner, driver, cause."""
        return dict(self._native.words())

    # Other forms.

    def to_dict(self) -> dict[str, Any]:
        """Give the answer as a dictionary of the form of the JSON."""
        data: dict[str, Any] = json.loads(self.to_json())
        return data

    def to_json(self) -> str:
        """Give the answer as JSON text."""
        return self._native.result()

    def render(self, format: str, **options: Any) -> str:
        """Draw or write the schedule in a format by its name; the ``to_`` methods say which options each takes.

        Raises
        ------
        OptionError
            There is no such format or option; it is a :class:`ValueError` too.

        Examples
        --------
        >>> import critpath
        >>> plan = critpath.Plan.from_markdown("# Release\\n\\n- Build {#build 2d}\\n")
        >>> print(plan.schedule(start="2026-12-07").render("mermaid").splitlines()[0])
        gantt
        """
        times = {name: value for name, value in options.items() if name == "now"}
        others = {name: value for name, value in options.items() if name != "now"}
        return self._native.render(format, options_text(times, **others))

    def to_mermaid(self) -> str:
        """Write a Mermaid gantt chart."""
        return self.render("mermaid")

    def to_xml(self) -> str:
        """Write the plan with its dates as MS Project XML. What the format has no place for is left out."""
        return self.render("xml")

    def to_table(self, *, width: int | None = None) -> str:
        """Write the tasks as a table for a terminal, ``width`` characters wide."""
        return self.render("table", width=width)

    def to_gantt(self, *, width: int | None = None, now: Time | None = None) -> str:
        """Draw the Gantt chart for a terminal, ``width`` characters wide."""
        return self.render("gantt", width=width, now=now)

    def to_pandas(self) -> pandas.DataFrame:
        """Give the tasks as a pandas data frame, dates in the plan's time zone if it has one."""
        from .frames import pandas_frame

        return pandas_frame(self)

    def to_polars(self) -> polars.DataFrame:
        """Give the tasks as a polars data frame, dates in the plan's time zone if it has one."""
        from .frames import polars_frame

        return polars_frame(self)

    def to_arrow(self) -> pyarrow.Table:
        """Give the tasks as an Arrow table, dates in the plan's time zone if it has one."""
        from .frames import arrow_table

        return arrow_table(self)

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self.to_arrow().__arrow_c_stream__(requested_schema)

    def plot(
        self, *, ax: matplotlib.axes.Axes | None = None, now: Time | None = None, title: str | None = None
    ) -> matplotlib.axes.Axes:
        """Draw the Gantt chart with matplotlib: phases, tasks, the critical ones in colour, milestones, today.

        Parameters
        ----------
        ax
            Where to draw; a new figure of a fitting size if there is none.
        now
            Draws the line of today.
        title
            The title, that of the plan if there is none.

        Returns
        -------
        matplotlib.axes.Axes
            What was drawn on.
        """
        from .plotting import gantt

        return gantt(self, ax=ax, now=now, title=title)

    def plot_rollback(
        self,
        answer: RollbackResult | None = None,
        *,
        ax: matplotlib.axes.Axes | None = None,
        title: str | None = None,
    ) -> matplotlib.axes.Axes:
        """Draw how long the way back is at each instant with matplotlib: R(t), the objective, points of no return, gates.

        Parameters
        ----------
        answer
            What :meth:`rollback` answered; it is asked again if there is none.
        ax, title
            As in :meth:`plot`.
        """
        from .rollback_plotting import way_back

        return way_back(self.rollback() if answer is None else answer, ax=ax, title=title)

    # As a Python object.

    @cached_property
    def _data(self) -> dict[str, Any]:
        return self.to_dict()

    @cached_property
    def _summary(self) -> dict[str, Any]:
        summary: dict[str, Any] = json.loads(self._native.summary())
        return summary

    @cached_property
    def _position(self) -> dict[str, int]:
        return {task["id"]: at for at, task in enumerate(self._data["tasks"])}

    def __getitem__(self, task: str) -> TaskResult:
        at = self._position.get(task)
        if at is None:
            message = f"no task with dates has the id `{task}`"
            raise UnknownIdError(message, "task.unknown", details={"kind": "task", "id": task})
        return self.tasks[at]

    def __contains__(self, task: object) -> bool:
        return task in self._position

    def __len__(self) -> int:
        count: int = self._summary["tasks"]
        return count

    def __iter__(self) -> Iterator[TaskResult]:
        return iter(self.tasks)

    def __repr__(self) -> str:
        when = f"{self._summary['start']} to {self._summary['finish']}" if len(self) else "none with dates"
        return f"<Schedule {self.name!r}: {len(self)} tasks, {when}>"

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (self.plan, self._options)


def _again(plan: Plan, options: str) -> Schedule:
    return Schedule(plan._native.schedule(options), plan, options)


def _phase(phases: Iterable[P], id: str) -> P:
    for phase in phases:
        if phase.id == id:
            return phase
    raise UnknownIdError(f"there is no phase `{id}`", "id.unknown", details={"kind": "phase", "id": id})


def _datetime(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise OverflowError(f"{text} is beyond the dates of Python; schedule.result has it as text") from None

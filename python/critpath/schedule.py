"""Schedules: when everything is, and why."""

from __future__ import annotations

import json
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, Iterator

from . import _native
from ._model import DiffResult, ExplainResult, PhaseResult, ScheduleResult, TaskResult, UnscheduledTask
from .errors import UnknownIdError

if TYPE_CHECKING:
    import numpy
    import pandas
    import polars
    import pyarrow

    from .plan import Plan, Time

__all__ = ["Schedule"]

INSTANTS = ("start", "finish", "early_start", "early_finish", "late_start", "late_finish")
AMOUNTS = ("duration_s", "total_float_s", "free_float_s")


class Schedule:
    """When everything is: the answer of :meth:`Plan.schedule`.

    Iterating gives the tasks with dates, in the order of the plan.
    """

    __slots__ = ("_native", "_options", "plan", "__dict__")

    def __init__(self, native: _native.NativeSchedule, plan: Plan, options: str) -> None:
        self._native = native
        self._options = options
        self.plan = plan

    @cached_property
    def result(self) -> ScheduleResult:
        """All dates as dataclasses."""
        return ScheduleResult.from_dict(self.to_dict())

    @property
    def start(self) -> datetime | None:
        """The earliest start of any task."""
        return _datetime(self.result.start)

    @property
    def finish(self) -> datetime | None:
        """The latest finish of any task."""
        return _datetime(self.result.finish)

    @property
    def tasks(self) -> tuple[TaskResult, ...]:
        """The tasks with dates."""
        return self.result.tasks

    @property
    def phases(self) -> tuple[PhaseResult, ...]:
        """The phases with dates."""
        return self.result.phases

    @property
    def unscheduled(self) -> tuple[UnscheduledTask, ...]:
        """The tasks without dates, each with the reason."""
        return self.result.unscheduled

    @property
    def critical_path(self) -> tuple[str, ...]:
        """Ids of the tasks of the longest driving path."""
        return self.result.critical_path

    def explain(self, task: str) -> ExplainResult:
        """Say why a task is when it is.

        Raises
        ------
        UnknownIdError
            There is no such task; it is a :class:`KeyError` too.
        """
        return ExplainResult.from_dict(json.loads(self._native.explain(task)))

    def diff(self, later: Schedule) -> DiffResult:
        """Give what moved from this schedule to ``later``."""
        return DiffResult.from_dict(json.loads(self._native.diff(later._native)))

    def column(self, name: str) -> numpy.ndarray[Any, Any]:
        """Give one figure of all tasks with dates as a numpy array.

        Parameters
        ----------
        name
            ``start``, ``finish``, ``early_start``, ``early_finish``, ``late_start``, ``late_finish``
            (``datetime64[s]``: local in a plan without a time zone, UTC in one with), ``duration_s``,
            ``total_float_s`` or ``free_float_s`` (64-bit integers).
        """
        import numpy

        kind = "datetime64[s]" if name in INSTANTS else "int64"
        return numpy.frombuffer(self._native.column(name), dtype=kind)

    def columns(self) -> dict[str, numpy.ndarray[Any, Any]]:
        """Give all figures as numpy arrays, by name."""
        return {name: self.column(name) for name in (*INSTANTS, *AMOUNTS)}

    def to_dict(self) -> dict[str, Any]:
        """Give all dates as a dictionary of the form of the JSON."""
        data: dict[str, Any] = json.loads(self.to_json())
        return data

    def to_json(self) -> str:
        """Give all dates as JSON text."""
        return self._native.result()

    def to_svg(self, *, theme: str | None = None, width: int | None = None, now: Time | None = None) -> str:
        """Draw the Gantt chart as SVG; ``theme`` is ``light``, ``dark`` or ``auto``."""
        return self._render("svg", theme=theme, width=width, now=now)

    def to_html(self, *, now: Time | None = None) -> str:
        """Write the report: one self-contained HTML page."""
        return self._render("html", now=now)

    def to_mermaid(self) -> str:
        """Write a Mermaid gantt chart."""
        return self._render("mermaid")

    def to_csv(self) -> str:
        """Write the tasks as comma-separated values."""
        return self._render("csv")

    def to_markdown(self) -> str:
        """Write the tasks as a Markdown table."""
        return self._render("markdown")

    def to_table(self, *, width: int | None = None) -> str:
        """Write the tasks as a table for a terminal."""
        return self._render("table", width=width)

    def to_gantt(self, *, width: int | None = None, now: Time | None = None) -> str:
        """Draw the Gantt chart for a terminal."""
        return self._render("gantt", width=width, now=now)

    def to_pandas(self) -> pandas.DataFrame:
        """Give the tasks as a pandas data frame, dates as ``datetime64``."""
        import pandas

        return pandas.DataFrame(self._frame())

    def to_polars(self) -> polars.DataFrame:
        """Give the tasks as a polars data frame."""
        import polars

        return polars.DataFrame(self._frame())

    def to_arrow(self) -> pyarrow.Table:
        """Give the tasks as an Arrow table."""
        import pyarrow

        return pyarrow.table(self._frame())

    def _frame(self) -> dict[str, Any]:
        words = {name: [getattr(task, name) for task in self.tasks] for name in ("id", "name", "phase", "owner")}
        return {**words, **self.columns(), "critical": [task.critical for task in self.tasks]}

    def _render(self, format: str, **options: Any) -> str:
        from .plan import options_text, time_text

        if options.get("now") is not None:
            options["now"] = time_text(options["now"])
        return self._native.render(format, options_text(**options))

    def __getitem__(self, task: str) -> TaskResult:
        found = self._by_id.get(task)
        if found is None:
            raise UnknownIdError(f"no task with dates has the id {task!r}", "task.unknown", details={"id": task})
        return found

    @cached_property
    def _by_id(self) -> dict[str, TaskResult]:
        return {task.id: task for task in self.tasks}

    def __len__(self) -> int:
        return len(self.tasks)

    def __iter__(self) -> Iterator[TaskResult]:
        return iter(self.tasks)

    def __eq__(self, other: object) -> bool:
        return self.to_json() == other.to_json() if isinstance(other, Schedule) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.to_json())

    def __repr__(self) -> str:
        return f"<Schedule {self.result.name!r}: {len(self)} tasks, {self.result.start} to {self.result.finish}>"

    def _repr_html_(self) -> str:
        return self.to_svg()

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (self.plan, self._options)


def _again(plan: Plan, options: str) -> Schedule:
    return Schedule(plan._native.schedule(options), plan, options)


def _datetime(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)

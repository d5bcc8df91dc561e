"""A schedule as a Gantt chart of matplotlib."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._text import Time, time_text

if TYPE_CHECKING:
    import matplotlib.axes
    import matplotlib.axis

    from .schedule import Schedule

__all__ = ["gantt"]

CRITICAL = "#d1495b"
TASK = "#4f86c6"
PHASE = "#5c6773"
FLOAT = "#c9d3de"
NOW = "#2e8b57"
BAR = 0.56


def gantt(
    schedule: Schedule, *, ax: matplotlib.axes.Axes | None = None, now: Time | None = None, title: str | None = None
) -> matplotlib.axes.Axes:
    """Draw the Gantt chart: phases with their tasks, critical ones in colour, floats, milestones, today.

    Times are shown as they stand in the plan, local to its time zone if it has one.
    """
    import matplotlib.pyplot
    from matplotlib.patches import Patch

    rows = _rows(schedule)
    if ax is None:
        size = (11.0, max(2.4, 0.9 + 0.3 * len(rows)))
        ax = matplotlib.pyplot.subplots(figsize=size, layout="constrained")[1]
    for at, (row, depth, is_phase) in enumerate(rows):
        (_phase if is_phase else _task)(ax, at, row)
    labels = ["   " * depth + row["name"] for row, depth, _ in rows]
    ax.set_yticks(range(len(rows)), labels=labels)
    for label, (_, _, is_phase) in zip(ax.get_yticklabels(), rows):
        label.set_fontweight("bold" if is_phase else "normal")
        label.set_horizontalalignment("left")
    # Names stand flush left, indented by their depth, beside the longest of them.
    ax.tick_params(axis="y", length=0, pad=6 * max([len(label) for label in labels], default=0))
    ax.set_ylim(len(rows) - 0.4, -0.6)
    _dates(ax)
    ax.grid(axis="x", linewidth=0.6, alpha=0.5)
    ax.set_axisbelow(True)
    for side in ("top", "right", "left"):
        ax.spines[side].set_visible(False)
    if now is not None:
        ax.axvline(_day(time_text(now)), color=NOW, linewidth=1.4)
    shown = [("critical", CRITICAL), ("task", TASK), ("float", FLOAT)]
    if rows:
        handles = [Patch(facecolor=color, label=name) for name, color in shown]
        ax.legend(handles=handles, loc="lower left", fontsize="small", frameon=False, ncols=3, bbox_to_anchor=(0, 1))
    ax.set_title(schedule.name if title is None else title, loc="right", fontsize="medium")
    _texts(ax)
    return ax


def _rows(schedule: Schedule) -> list[tuple[dict[str, Any], int, bool]]:
    """Phases and tasks in the order of the chart: each with its depth, and whether it is a phase."""
    answer = schedule.to_dict()
    phases = {phase["id"]: phase for phase in answer["phases"]}
    inside: dict[str | None, list[tuple[dict[str, Any], bool]]] = {}
    for phase in answer["phases"]:
        parent = phase["parent"]
        inside.setdefault(parent if parent in phases else None, []).append((phase, True))
    for task in answer["tasks"]:
        inside.setdefault(task["phase"] if task["phase"] in phases else None, []).append((task, False))
    rows = []
    # Those on the stack are yet to be drawn, the next one last.
    stack = [(row, 0, is_phase) for row, is_phase in reversed(inside.get(None, []))]
    while stack:
        row, depth, is_phase = stack.pop()
        rows.append((row, depth, is_phase))
        if is_phase:
            # Tasks of a phase come before the phases in it.
            members = sorted(inside.get(row["id"], []), key=lambda member: member[1])
            stack.extend((member, depth + 1, is_inner) for member, is_inner in reversed(members))
    return rows


def _phase(ax: matplotlib.axes.Axes, at: int, phase: dict[str, Any]) -> None:
    start, finish = _day(phase["start"]), _day(phase["finish"])
    ax.barh(at - 0.12, finish - start, left=start, height=0.18, color=PHASE)
    for end in (start, finish):
        ax.plot([end], [at + 0.08], marker="v", color=PHASE, markersize=5)


def _task(ax: matplotlib.axes.Axes, at: int, task: dict[str, Any]) -> None:
    start, finish = _day(task["start"]), _day(task["finish"])
    color = CRITICAL if task["critical"] else TASK
    if task["kind"] == "milestone" or finish == start:
        ax.plot([finish], [at], marker="D", color=color, markersize=6)
        return
    late = _day(task["late_finish"])
    if late > finish:
        ax.barh(at, late - finish, left=finish, height=0.12, color=FLOAT)
    # The edge keeps minutes visible on a scale of weeks.
    ax.barh(at, finish - start, left=start, height=BAR, color=color, edgecolor=color, linewidth=1.2)


def _day(text: str) -> float:
    """The local time as the days that matplotlib counts."""
    import numpy
    from matplotlib.dates import date2num

    # An offset at the end says which local time it is, and is not part of it.
    day: float = date2num(numpy.datetime64(text[:10] if "T" not in text else text[: text.index("T") + 9]))
    return day


def _dates(ax: matplotlib.axes.Axes) -> None:
    """Dates below, no longer than they must be."""
    from matplotlib.dates import AutoDateLocator, ConciseDateFormatter

    locator = AutoDateLocator()
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(ConciseDateFormatter(locator))


ROUND = (1, 5, 10, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 21_600, 43_200, 86_400)


def _seconds(axis: matplotlib.axis.Axis, longest: int) -> None:
    """Seconds along an axis as amounts of time, at round ones."""
    from matplotlib.ticker import FuncFormatter, MultipleLocator

    least = longest / 10
    step = next((seconds for seconds in ROUND if seconds >= least), 86_400 * (longest // 864_000 + 1))
    axis.set_major_locator(MultipleLocator(step))
    axis.set_major_formatter(FuncFormatter(lambda seconds, _: _amount(int(seconds))))


def _amount(seconds: int) -> str:
    """``1h 30m`` as people say it."""
    parts = []
    for unit, symbol in ((86_400, "d"), (3_600, "h"), (60, "m"), (1, "s")):
        count, seconds = divmod(seconds, unit)
        if count:
            parts.append(f"{count}{symbol}")
    return " ".join(parts) or "0"


def _texts(ax: matplotlib.axes.Axes) -> None:
    """Leave every text as it is: a dollar in the name of a task begins no formula."""
    from matplotlib.text import Text

    for text in ax.findobj(Text):
        assert isinstance(text, Text)
        text.set_parse_math(False)

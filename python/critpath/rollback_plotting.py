"""How long the way back is over time, as a chart of matplotlib."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .plotting import CRITICAL, NOW, PHASE, TASK, _amount, _dates, _day, _seconds, _texts

if TYPE_CHECKING:
    import matplotlib.axes

    from ._model import RollbackPoint, RollbackResult

__all__ = ["way_back"]


def way_back(
    answer: RollbackResult, *, ax: matplotlib.axes.Axes | None = None, title: str | None = None
) -> matplotlib.axes.Axes:
    """Draw R(t), the objective as a line, points of no return, the gates, safe or not, and the latest abort.

    Times are shown as they stand in the plan, local to its time zone if it has one.
    """
    import matplotlib.pyplot

    if ax is None:
        ax = matplotlib.pyplot.subplots(figsize=(11.0, 4.6), layout="constrained")[1]
    _profile(ax, answer)
    if answer.rto_s is not None:
        label = f"objective {_amount(answer.rto_s)}"
        ax.axhline(answer.rto_s, color=NOW, linewidth=1.6, linestyle=(0, (7, 4)), label=label)
    for end in answer.points_of_no_return:
        style = (0, (2, 2)) if end.kind == "too_slow" else "solid"
        label = f"{end.kind.replace('_', ' ')}: {end.task}" if end.task else end.kind.replace("_", " ")
        ax.axvline(_day(end.at), color=CRITICAL, linewidth=1.6, linestyle=style, label=label)
    for safe, marker, color in [(True, "^", NOW), (False, "v", CRITICAL)]:
        gates = [gate for gate in answer.gates if gate.safe == safe]
        if gates:
            label = ("safe gate: " if safe else "gate without a safe way back: ") + ", ".join(g.gate for g in gates)
            heights = [gate.rollback_s or 0 for gate in gates]
            days = [_day(gate.at) for gate in gates]
            ax.plot(days, heights, marker=marker, color=color, markersize=9, linestyle="none", label=label, clip_on=False)
    if answer.latest_abort is not None:
        ax.axvline(_day(answer.latest_abort), color=PHASE, linewidth=1.2, linestyle=(0, (6, 3)), label="latest abort")
    if answer.start is not None:
        _dates(ax)
    longest = answer.worst.rollback_s if answer.worst is not None else 0
    top = max(longest, answer.rto_s or 0, 1)
    ax.set_ylim(0, 1.12 * top)
    _seconds(ax.yaxis, top)
    ax.set_ylabel("way back R(t)")
    ax.grid(linewidth=0.6, alpha=0.5)
    ax.set_axisbelow(True)
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)
    if answer.profile:
        ax.legend(loc="upper left", bbox_to_anchor=(0, -0.1), ncols=3, fontsize="small", frameon=False)
    ax.set_title(answer.name if title is None else title, loc="right", fontsize="medium")
    _texts(ax)
    return ax


def _profile(ax: matplotlib.axes.Axes, answer: RollbackResult) -> None:
    """The line of the way back with the area below it, and a shade where there is none."""
    if answer.end is None:
        return
    labels = {"line": "way back", "none": "no way back"}
    nexts = [point.at for point in answer.profile[1:]] + [answer.end]
    days: list[float] = []
    heights: list[float] = []

    def draw() -> None:
        if days:
            ax.plot(days, heights, color=TASK, linewidth=2, label=labels.pop("line", None))
            ax.fill_between(days, heights, color=TASK, alpha=0.15, linewidth=0)
        days.clear()
        heights.clear()

    for point, following in zip(answer.profile, nexts):
        start, end = _day(point.at), _day(following)
        if point.rollback_s is None:
            draw()
            ax.axvspan(start, end, color=CRITICAL, alpha=0.15, linewidth=0, label=labels.pop("none", None))
        else:
            days.extend((start, end))
            heights.extend((point.rollback_s, _at_the_end(point, start, end)))
    draw()


def _at_the_end(point: RollbackPoint, start: float, end: float) -> float:
    """How long the way back is just before the next point: where it falls, by a second each second."""
    assert point.rollback_s is not None
    return max(point.rollback_s - (end - start) * 86_400, 0.0) if point.falls else point.rollback_s

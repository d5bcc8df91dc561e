"""A rollout as a chart of matplotlib: the traffic over time, and the way back from each step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .plotting import CRITICAL, FLOAT, NOW, PHASE, TASK, _amount, _seconds, _texts

if TYPE_CHECKING:
    import matplotlib.axes

    from ._model import RolloutReport, RolloutStepReport

__all__ = ["rollout"]

DECISION = "#7a5ea8"
ROW = 11.0
"""Height of the row of a way back, in percent of the traffic."""
MOST_ROWS = 30


def rollout(
    report: RolloutReport, *, ax: matplotlib.axes.Axes | None = None, title: str | None = None
) -> matplotlib.axes.Axes:
    """Draw the share of the traffic, where it is watched, the gates, and below it the way back from each step.

    Times are those since the start of the rollout.
    """
    import matplotlib.pyplot
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    back = [step for step in report.steps if step.weight > 0][:MOST_ROWS]
    if ax is None:
        size = (11.0, 3.4 + 0.28 * len(back))
        ax = matplotlib.pyplot.subplots(figsize=size, layout="constrained")[1]
    times, weights = [0.0], [0.0]
    for step in report.steps:
        arrives = step.start_s + step.change_s
        ax.fill_between([step.start_s, arrives], 0, 100, color=CRITICAL if step.outage else FLOAT, alpha=0.5, linewidth=0)
        color = TASK if _is_sound(step) else CRITICAL
        ax.fill_between([arrives, arrives + step.soak_s], 0, step.weight, color=color, alpha=0.3, linewidth=0)
        times.append(arrives)
        weights.append(step.weight)
    times.append(report.duration_s)
    weights.append(weights[-1])
    ax.step(times, weights, where="post", color=TASK, linewidth=2)
    gates = [step.start_s + step.change_s + step.soak_s for step in report.steps if step.gate or step.criteria]
    ax.plot(gates, [0] * len(gates), marker="v", color=NOW, markersize=8, linestyle="none", clip_on=False)
    for row, step in enumerate(back):
        _way_back(ax, report, step, -ROW * (row + 1))
    ax.axhline(0, color=PHASE, linewidth=0.8)
    names = [f"back from {step.weight:g} %" for step in back]
    ticks = [*range(0, 101, 25), *(-ROW * (row + 1) for row in range(len(back)))]
    ax.set_yticks(ticks, labels=[*(f"{share} %" for share in range(0, 101, 25)), *names])
    ax.set_ylim(-ROW * (len(back) + 0.7), 106)
    _seconds(ax.xaxis, max(report.duration_s, 1))
    ax.set_xlim(left=0)
    ax.grid(axis="x", linewidth=0.6, alpha=0.5)
    ax.set_axisbelow(True)
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)
    meaning = {"changes": FLOAT, "watched": TASK, "too short, down or unseen": CRITICAL, "decision": DECISION, "undo": PHASE}
    gate = Line2D([], [], marker="v", color=NOW, linestyle="none", label="gate")
    handles = [*(Patch(facecolor=color, label=name) for name, color in meaning.items()), gate]
    ax.legend(handles=handles, loc="lower left", fontsize="small", frameon=False, ncols=6, bbox_to_anchor=(0, 1))
    name = f"{report.name}: {report.strategy.replace('_', '-')}"
    ax.set_title(name if title is None else title, loc="right", fontsize="medium")
    _texts(ax)
    return ax


def _is_sound(step: RolloutStepReport) -> bool:
    """Whether it is watched for long enough, and a failure of it is seen before the next step."""
    seen = step.weight <= 0 or (step.detection_s is not None and step.detection_s <= step.soak_s)
    return step.soak_enough and seen


def _way_back(ax: matplotlib.axes.Axes, report: RolloutReport, step: RolloutStepReport, y: float) -> None:
    start = float(step.start_s + step.change_s)
    if step.detection_s is None or step.rollback_s is None:
        ax.text(start, y, " nothing sees a failure", color=CRITICAL, fontsize="small", va="center")
        return
    undo = max(step.rollback_s - step.detection_s - report.decision_s, 0)
    at = start
    for seconds, color in [(step.detection_s, CRITICAL), (report.decision_s, DECISION), (undo, PHASE)]:
        if seconds > 0:
            ax.barh(y, seconds, left=at, height=0.6 * ROW, color=color)
        at += seconds
    ax.text(at, y, f" {_amount(step.rollback_s)}", color=PHASE, fontsize="small", va="center")

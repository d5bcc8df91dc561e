"""A forecast as S-curve and tornado of matplotlib."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .plotting import CRITICAL, FLOAT, NOW, PHASE, TASK, _dates, _day, _texts

if TYPE_CHECKING:
    import matplotlib.axes

    from .forecast import Forecast

__all__ = ["s_curve", "tornado"]

MOST_DRIVERS = 12


def s_curve(
    forecast: Forecast, *, ax: matplotlib.axes.Axes | None = None, title: str | None = None
) -> matplotlib.axes.Axes:
    """Draw the S-curve over the histogram; P50, P80 and the planned date are marked.

    Times are shown as they stand in the plan, local to its time zone if it has one.
    """
    import matplotlib.pyplot
    from matplotlib.ticker import PercentFormatter

    answer = forecast.to_dict()
    finish, bars, curve = answer["finish"], answer["histogram"], answer["curve"]
    if ax is None:
        ax = matplotlib.pyplot.subplots(figsize=(9.0, 4.6), layout="constrained")[1]
    # Bars share the axis of the curve: the highest is as high as half of it.
    highest = max(bar["runs"] for bar in bars)
    for bar in bars:
        start, end = _day(bar["from"]), _day(bar["to"])
        ax.bar(start, 0.5 * bar["runs"] / highest, width=end - start, align="edge", color=FLOAT, edgecolor="white")
    days, likely = [_day(point["finish"]) for point in curve], [point["probability"] for point in curve]
    ax.step([days[0], *days], [0.0, *likely], where="post", color=TASK, linewidth=2)
    planned = finish["probability_of_deterministic"]
    marks = [("P50", finish["p50"], 0.5, PHASE), ("P80", finish["p80"], 0.8, NOW)]
    for name, date, probability, color in [*marks, (f"planned, {planned:.0%}", finish["deterministic"], planned, CRITICAL)]:
        label = f"{name}: {date[:16].replace('T', ' ')}"
        ax.plot([_day(date)] * 2, [0, probability], color=color, linewidth=1.4, label=label)
        ax.plot([_day(date)], [probability], marker="o", color=color, markersize=5)
    _dates(ax)
    ax.yaxis.set_major_formatter(PercentFormatter(1.0))
    ax.set_ylim(0, 1.02)
    ax.set_ylabel("probability of being done")
    ax.grid(linewidth=0.6, alpha=0.5)
    ax.set_axisbelow(True)
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)
    ax.legend(loc="upper left", fontsize="small", frameon=False)
    ax.set_title(forecast.name if title is None else title, loc="right", fontsize="medium")
    _texts(ax)
    return ax


def tornado(
    forecast: Forecast, *, ax: matplotlib.axes.Axes | None = None, title: str | None = None
) -> matplotlib.axes.Axes:
    """Draw what moves the finish, strongest first: by its rank correlation with the finish."""
    import matplotlib.pyplot
    from matplotlib.patches import Patch

    drivers = [driver for driver in forecast.to_dict()["drivers"] if driver["correlation"] is not None]
    drivers = drivers[:MOST_DRIVERS]
    if ax is None:
        size = (9.0, max(2.0, 1.2 + 0.34 * len(drivers)))
        ax = matplotlib.pyplot.subplots(figsize=size, layout="constrained")[1]
    colors = {"risk": CRITICAL, "task": TASK}
    for at, driver in enumerate(drivers):
        ax.barh(at, driver["correlation"], height=0.62, color=colors[driver["kind"]])
    ax.set_yticks(range(len(drivers)), labels=[driver["name"] for driver in drivers])
    ax.tick_params(axis="y", length=0)
    ax.set_ylim(max(len(drivers), 1) - 0.4, -0.6)
    ax.axvline(0, color=PHASE, linewidth=0.8)
    ax.set_xlabel("rank correlation with the finish")
    ax.grid(axis="x", linewidth=0.6, alpha=0.5)
    ax.set_axisbelow(True)
    for side in ("top", "right", "left"):
        ax.spines[side].set_visible(False)
    if drivers:
        handles = [Patch(facecolor=color, label=kind) for kind, color in colors.items()]
        ax.legend(handles=handles, loc="lower right", fontsize="small", frameon=False)
    ax.set_title(forecast.name if title is None else title, loc="right", fontsize="medium")
    _texts(ax)
    return ax

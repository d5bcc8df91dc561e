"""The way back, the sheet of a gate and a rollout, as matplotlib draws them; and that names are no formulas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Iterator

import pytest
from critpath import Plan, UnknownIdError

if TYPE_CHECKING:
    import matplotlib.axes

NIGHT = """\
# Night {start=2026-12-07T22:00 calendar=always rollback-objective=5m rollback-detection=1m rollback-decision=1m}

- Back up {#backup 30m}
- Migrate {#migrate 10m after=backup undo=2m}
- Switch {#switch 2m after=migrate undo=30s undo-until=+30m undo-late=10m}
- Watch {#watch 1h after=switch}
- Drop {#drop 5m after=watch irreversible}

## Gates

- Go gate {#go after=migrate}
"""

CANARY = """\
# Release {start=2026-12-07T22:00 calendar=always rollback-decision=30s}

- Switch {#switch rollout=canary rollout-weights=10:1m,50:10m,100:10m rollout-startup=2m rollout-traffic=1000 rollout-criteria=errors}
- Other {#other rollout=recreate rollout-startup=1m rollout-soak=5m}

## Monitoring

- **Health checks**: every 30 seconds

## Success Criteria

- **Errors**: error rate < 1% {#errors}
- **Speed**: p95 < 500 ms {#speed}
"""


@pytest.fixture(autouse=True)
def pyplot() -> Iterator[Any]:
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("agg")
    import matplotlib.pyplot

    yield matplotlib.pyplot
    matplotlib.pyplot.close("all")


def words(ax: matplotlib.axes.Axes) -> str:
    """Every text of a drawing."""
    from matplotlib.text import Text

    ax.figure.canvas.draw()
    return "\n".join(text.get_text() for text in ax.findobj(Text) if isinstance(text, Text))


def lines(ax: matplotlib.axes.Axes) -> dict[str, Any]:
    return {str(line.get_label()): line for line in ax.lines if not str(line.get_label()).startswith("_")}


def test_the_way_back_is_drawn_to_scale() -> None:
    schedule = Plan.from_markdown(NIGHT).schedule()
    answer = schedule.rollback()
    ax = schedule.plot_rollback(answer, title="Back?")
    drawn = lines(ax)
    assert drawn["objective 5m"].get_ydata()[0] == 300
    # The line passes through the way back at each instant at which there is one.
    heights = [height for line in ax.lines if line.get_color() == drawn["way back"].get_color() for height in line.get_ydata()]
    assert {point.rollback_s for point in answer.profile if point.rollback_s is not None} <= set(heights)
    kinds = [end.kind.replace("_", " ") for end in answer.points_of_no_return]
    assert kinds and all(any(label.startswith(kind) for label in drawn) for kind in kinds)
    (gate,) = answer.gates
    assert gate.safe and drawn["safe gate: go"].get_ydata()[0] == gate.rollback_s
    assert ax.get_title(loc="right") == "Back?" and "way back R(t)" in words(ax)
    # Without an answer it is asked for; nothing to draw is drawn, too.
    assert lines(schedule.plot_rollback()).keys() == drawn.keys()
    words(Plan.from_markdown("# Plan {start=2026-12-07}\n\n- Build {#build}\n").schedule().plot_rollback())


def test_a_way_back_that_falls_ends_lower(pyplot: Any) -> None:
    # An undo that waits until the morning: an hour later it is an hour less.
    guide = NIGHT.replace("undo=2m", 'undo=2m undo-calendar=standard')
    schedule = Plan.from_markdown(guide).schedule()
    answer = schedule.rollback()
    falling = next(at for at, point in enumerate(answer.profile) if point.falls and point.rollback_s)
    ax = schedule.plot_rollback(answer, ax=pyplot.subplots()[1])
    heights = list(lines(ax)["way back"].get_ydata())
    start = heights.index(answer.profile[falling].rollback_s)
    assert heights[start + 1] < heights[start]


def test_the_sheet_of_a_gate_names_every_reason() -> None:
    sheet = Plan.from_markdown(CANARY).gate(measurements=[{"metric": "error_rate", "total": 1000, "failures": 100}])
    said = words(sheet.plot())
    assert "NO GO" in said and all(reason.name in said for reason in sheet)
    # What stops comes first.
    assert said.index("Errors") < said.index("Speed")
    assert "→" in said
    empty = Plan.from_markdown("# Plan\n\n- Build {1d}\n").gate()
    assert "INCONCLUSIVE" in words(empty.plot(title="Empty"))


def test_a_rollout_is_drawn_to_scale() -> None:
    rollouts = Plan.from_markdown(CANARY).rollout()
    ax = rollouts.plot()
    (report, _) = rollouts
    weights = ax.lines[0]
    assert list(weights.get_ydata()) == [0, *(step.weight for step in report.steps), 100]
    assert weights.get_xdata()[-1] == report.duration_s
    # A bar for each part of each way back, as long as it takes.
    widths = [bar.get_width() for bar in ax.patches]
    assert sum(widths) == sum(step.rollback_s or 0 for step in report.steps if step.weight > 0)
    said = words(ax)
    assert "back from 50 %" in said and "Switch: canary" in said
    assert "Other: recreate" in words(rollouts.plot("other"))
    with pytest.raises(UnknownIdError):
        rollouts.plot("nobody")
    with pytest.raises(UnknownIdError, match="has no rollout"):
        Plan.from_markdown("# Plan\n\n- Build {1d}\n").rollout().plot()


def test_names_are_no_formulas(pyplot: Any) -> None:
    odd = r"$\frac{$ & <b>"
    guide = f"# {odd} {{start=2026-12-07 calendar=always rollback-objective=5m}}\n\n- {odd} {{#a 1d/2d/4d undo=9m rollout=canary rollout-weights=10:1m,100:1m}}\n"
    plan = Plan.from_markdown(guide + f"\n## Success Criteria\n\n- **{odd}**: error rate < 1%\n")
    schedule = plan.schedule()
    forecast = plan.simulate(runs=50)
    for ax in [
        schedule.plot(),
        schedule.plot_rollback(),
        forecast.plot(),
        forecast.plot_tornado(),
        plan.gate().plot(),
        plan.rollout().plot(),
    ]:
        assert "frac" in words(ax)

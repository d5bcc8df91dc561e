"""Rollouts: what they say, and definitions of other tools that no name breaks."""

from __future__ import annotations

import pytest
from conftest import ROOT
from scipy.stats import beta

from critpath import Plan, Rollouts
from critpath.errors import DocumentError, OptionError

GUIDE = """\
# Night {start=2026-12-07T22:00 calendar=always}

- Build {#build 10m}
- Switch {#switch 1h after=build rollout=canary rollout-weights=5,25,100 rollout-traffic=200 rollout-scale-down=1h rollout-criteria=errors}

## Monitoring

- **Health checks**: every 30 seconds {#health}

## Success Criteria

- **Errors**: error rate < 0.1% {#errors}
"""


@pytest.fixture
def rollouts() -> Rollouts:
    return Plan.from_markdown(GUIDE).rollout()


def test_the_soak_is_the_least_that_decides_the_criterion(rollouts: Rollouts) -> None:
    (rollout,) = rollouts
    (check,) = rollout.checks
    # The upper bound of no failures among n is below the limit from the sample on, and not before.
    assert check.sample is not None
    upper = [beta.ppf(0.95, 1, n) for n in (check.sample - 1, check.sample)]
    assert upper[0] >= check.limit > upper[1]
    step = rollout.steps[1]
    requests = 200 * 0.05
    assert (step.soak_s - 1) * requests < check.sample <= step.soak_s * requests


def test_the_unfolded_plan_is_a_plan(rollouts: Rollouts) -> None:
    schedule = rollouts.plan.schedule()
    assert schedule["switch-5-soak"].duration_s == 300
    assert schedule.rollback().guaranteed
    measured = [{"metric": "error_rate", "total": 2995, "failures": 0}]
    assert rollouts.plan.gate("switch-5-go", measurements=measured).ok


def test_what_cannot_be_is_refused(rollouts: Rollouts) -> None:
    with pytest.raises(OptionError, match="there is no format `helm`"):
        rollouts.render("helm")
    with pytest.raises(DocumentError, match="goes from 25 % to 5 %") as error:
        Plan.from_markdown(GUIDE.replace("5,25,100", "25,5")).rollout()
    assert error.value.code == "rollout.invalid"


def test_the_example_is_sound() -> None:
    paths = [ROOT / "examples/plans/canary.md", ROOT / "examples/rollout/objectives.json"]
    rollouts = Plan.from_file(*paths).rollout()
    assert rollouts.sound and len(rollouts) == 1
    assert repr(rollouts) == "<Rollouts: 1, sound>"
    assert str(rollouts).startswith("Release 2.0 as a canary\n")
    assert rollouts.to_markdown().startswith("# Rollouts of Release 2.0 as a canary\n")

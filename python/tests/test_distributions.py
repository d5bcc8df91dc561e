"""Durations that are drawn, against the distributions of scipy: moments and quantiles within 4 standard errors."""

from __future__ import annotations

from typing import Any

import pytest

from critpath import Plan

scipy_stats = pytest.importorskip("scipy.stats")
numpy = pytest.importorskip("numpy")

DRAWS = 1_000_000
DAY_S = 86_400


def drawn(estimate: dict[str, Any]) -> Any:
    """Durations of a task around the clock, in days."""
    task = {"id": "a", "name": "A", "estimate": estimate}
    document = {"name": "One", "start": "2026-12-07T00:00", "calendar": "always", "tasks": [task]}
    forecast = Plan.from_dict({"format": "critpath/1", **document}).simulate(runs=DRAWS, seed=2026, indices=False)
    return (forecast.finishes() - numpy.datetime64("2026-12-07T00:00:00")).astype("float64") / DAY_S


def beta(low: float, likely: float, high: float) -> Any:
    a, b = 1 + 4 * (likely - low) / (high - low), 1 + 4 * (high - likely) / (high - low)
    return scipy_stats.beta(a, b, loc=low, scale=high - low)


def lognormal(mean: float, deviation: float) -> Any:
    variance = numpy.log1p((deviation / mean) ** 2)
    return scipy_stats.lognorm(s=numpy.sqrt(variance), scale=numpy.exp(numpy.log(mean) - variance / 2))


RANGE = {"low": "48h", "likely": "72h", "high": "168h"}
CASES = {
    "uniform": ({"low": "48h", "high": "168h"}, scipy_stats.uniform(2, 5)),
    "triangular": ({**RANGE, "distribution": "triangular"}, scipy_stats.triang(0.2, loc=2, scale=5)),
    "beta_pert": ({**RANGE, "distribution": "beta_pert"}, beta(2, 3, 7)),
    "lognormal": (
        {"mean": "72h", "standard_deviation": "36h", "distribution": "lognormal"},
        lognormal(3.0, 1.5),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_moments_and_quantiles_are_those_of_scipy(name: str) -> None:
    estimate, wanted = CASES[name]
    found = drawn(estimate)
    mean, variance, _, kurtosis = (float(moment) for moment in wanted.stats("mvsk"))
    assert abs(found.mean() - mean) < 4 * numpy.sqrt(variance / DRAWS)
    assert abs(found.var() - variance) < 4 * variance * numpy.sqrt((kurtosis + 2) / DRAWS)
    for p in (0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99):
        at = wanted.ppf(p)
        error = numpy.sqrt(p * (1 - p) / DRAWS) / wanted.pdf(at)
        # Durations are whole seconds.
        assert abs(numpy.quantile(found, p) - at) < 4 * error + 0.5 / DAY_S, p


def test_durations_are_drawn_as_often_as_they_are_likely() -> None:
    values = [("24h", 0.5), ("48h", 0.3), ("96h", 0.2)]
    listed = [{"duration": duration, "probability": probability} for duration, probability in values]
    found = drawn({"values": listed, "distribution": "discrete"})
    assert set(numpy.unique(found)) == {1.0, 2.0, 4.0}
    for days, probability in [(1.0, 0.5), (2.0, 0.3), (4.0, 0.2)]:
        error = numpy.sqrt(probability * (1 - probability) / DRAWS)
        assert abs((found == days).mean() - probability) < 4 * error

"""Gates through the package, and their statistics against those of scipy."""

from __future__ import annotations

import json
import math
import random
from pathlib import Path
from typing import Any

import pytest

import critpath
from critpath import CritpathError, Plan, UnknownIdError, statistics

GUIDE = """\
# Release

## Pre-Deployment Checklist

- [x] Backups tested {#backups}

## Success Criteria

- **Errors**: error rate < 0.1%
- **Speed**: response time p95 < 500 ms
"""


def close(found: Any, expected: float) -> None:
    assert found is not None and math.isclose(found, expected, rel_tol=1e-9, abs_tol=1e-12), (found, expected)


COUNTS = [(0, 1), (1, 1), (0, 3000), (3, 10), (950, 1000), (17, 123456), (499_999, 1_000_000), (5, 2_000_000)]


@pytest.mark.parametrize(("failures", "total"), COUNTS)
@pytest.mark.parametrize("confidence", [0.5, 0.8, 0.95, 0.999])
def test_intervals_of_shares_are_those_of_scipy(failures: int, total: int, confidence: float) -> None:
    stats = pytest.importorskip("scipy.stats")
    for name, method in [("clopper_pearson", "exact"), ("wilson", "wilson")]:
        found = statistics(name, failures=failures, total=total, confidence=confidence)
        expected = stats.binomtest(failures, total).proportion_ci(confidence, method)
        close(found["low"], expected.low)
        close(found["high"], expected.high)


def test_exact_bounds_are_quantiles_of_the_beta_distribution() -> None:
    stats = pytest.importorskip("scipy.stats")
    stream = random.Random(7)
    for _ in range(300):
        total = int(10 ** stream.uniform(0, 7))
        failures = stream.randint(0, total - 1)
        confidence = stream.uniform(0.5, 0.9999)
        found = statistics("clopper_pearson", failures=failures, total=total, confidence=confidence)
        close(found["high"], stats.beta.isf((1 - confidence) / 2, failures + 1, total - failures))
        low = stats.beta.ppf((1 - confidence) / 2, failures, total - failures + 1) if failures else 0.0
        close(found["low"], low)


def test_ranks_around_quantiles_are_those_of_the_binomial_distribution() -> None:
    stats = pytest.importorskip("scipy.stats")
    for total in [1, 5, 59, 1000, 10_000, 1_000_000]:
        for order in [0.05, 0.5, 0.8, 0.95, 0.999]:
            found = statistics("quantile_ranks", total=total, order=order, confidence=0.95)
            low, high = (int(stats.binom.ppf(p, total, order)) for p in (0.025, 0.975))
            assert found == {"low": low or None, "high": high + 1 if high < total else None}, (total, order)


def test_the_sample_that_is_needed_is_the_least_that_shows_it() -> None:
    stats = pytest.importorskip("scipy.stats")
    for failures, share, confidence in [(0, 0.001, 0.95), (1, 0.001, 0.95), (12, 0.05, 0.99), (400, 0.2, 0.9)]:
        total = statistics("sample_size", failures=failures, share=share, confidence=confidence)["total"]
        assert total is not None
        for trials, shows in [(total, True), (total - 1, False)]:
            upper = stats.beta.ppf(confidence, failures + 1, trials - failures)
            assert (upper <= share) == shows


def samples(seed: int, sizes: tuple[int, int], ties: bool) -> tuple[list[float], list[float]]:
    stream = random.Random(seed)
    draw = (lambda: float(stream.randint(0, 12))) if ties else (lambda: stream.gauss(10, 3))
    return [draw() for _ in range(sizes[0])], [draw() + 1 for _ in range(sizes[1])]


@pytest.mark.parametrize("sizes", [(1, 1), (2, 3), (5, 4), (8, 8), (8, 200), (9, 9), (40, 60), (500, 800)])
@pytest.mark.parametrize("ties", [False, True])
def test_mann_whitney_is_that_of_scipy(sizes: tuple[int, int], ties: bool) -> None:
    stats = pytest.importorskip("scipy.stats")
    for seed in range(5):
        first, second = samples(seed, sizes, ties)
        found = statistics("mann_whitney", first=first, second=second)
        for name, alternative in [("two_sided", "two-sided"), ("greater", "greater"), ("less", "less")]:
            expected = stats.mannwhitneyu(first, second, alternative=alternative)
            close(found["u"], expected.statistic)
            close(found[name], expected.pvalue)


@pytest.mark.parametrize("sizes", [(3, 4), (10, 9), (30, 50)])
@pytest.mark.parametrize("ties", [False, True])
def test_the_shift_is_the_median_of_all_differences_and_its_bounds_are_among_them(sizes: tuple[int, int], ties: bool) -> None:
    stats = pytest.importorskip("scipy.stats")
    first, second = samples(3, sizes, ties)
    found = statistics("mann_whitney", first=first, second=second, confidence=0.9)
    differences = sorted(a - b for a in first for b in second)
    count = len(differences)
    close(found["shift"], (differences[(count - 1) // 2] + differences[count // 2]) / 2)
    low = found["low"]
    if low is None or ties:
        return
    assert differences[count - 1 - differences.index(low)] == found["high"]
    if max(sizes) > 10:
        return
    # Shifted by a little less than the bound the samples differ surely, by a little more they do not.
    less = stats.mannwhitneyu([a - low + 1e-9 for a in first], second, alternative="greater", method="exact").pvalue
    more = stats.mannwhitneyu([a - low - 1e-9 for a in first], second, alternative="greater", method="exact").pvalue
    assert less <= 0.05 < more


def test_a_gate_is_asked_with_dictionaries_texts_and_files(tmp_path: Path) -> None:
    plan = Plan.from_markdown(GUIDE)
    errors = {"metric": "error_rate", "total": 2995, "failures": 0}
    speed = {"metric": "response_time", "unit": "ms", "samples": [120.0] * 59}
    sheet = plan.gate(measurements=[errors, speed])
    assert sheet.ok and sheet.verdict == "go" and not sheet.against
    (tmp_path / "errors.json").write_text(json.dumps({"measurements": [errors]}), encoding="utf-8")
    (tmp_path / "response_time.csv").write_text("value,unit\n" + "120,ms\n" * 59, encoding="utf-8")
    files = [tmp_path / "errors.json", str(tmp_path / "response_time.csv")]
    assert [reason.verdict for reason in plan.gate(measurements=files)] == ["go"] * 3
    named = {path.name: path.read_text(encoding="utf-8") for path in map(Path, files)}
    assert plan.gate(measurements=named).ok
    assert plan.gate(measurements=files[0]).verdict == "inconclusive"
    assert plan.gate(stage="pre_deployment").ok


def test_values_that_are_missing_never_pass() -> None:
    plan = Plan.from_markdown(GUIDE)
    speed = {"metric": "response_time", "unit": "ms", "samples": [120.0] * 59 + [float("nan")]}
    sheet = plan.gate(measurements=[speed])
    [reason] = [reason for reason in sheet if reason.subject == "speed"]
    assert reason.verdict == "inconclusive"
    [file] = sheet.result.measurements
    assert [found.code for found in file.diagnostics] == ["measurement.value"]


def test_arrays_of_numpy_are_samples() -> None:
    numpy = pytest.importorskip("numpy")
    speed = {"metric": "response_time", "unit": "ms", "samples": numpy.full(59, 120.0)}
    assert {reason.verdict for reason in Plan.from_markdown(GUIDE).gate(measurements=[speed]) if reason.subject == "speed"} == {"go"}


def test_sheets_are_written_in_every_form() -> None:
    sheet = Plan.from_markdown(GUIDE).gate()
    assert str(sheet).startswith("INCONCLUSIVE  Release\n")
    assert sheet.to_markdown().startswith("## ")
    assert "::warning file=plan.md,line=9" in sheet.to_github()
    assert sheet.to_svg().startswith("<svg") and sheet._repr_html_() == sheet.to_svg()
    assert sheet.to_html().startswith("<!DOCTYPE html>")
    assert repr(sheet) == "<GateSheet: inconclusive, 0 against it, 2 open, 1 for it>"
    with pytest.raises(CritpathError, match="there is no format `pdf`"):
        sheet.render("pdf")


def test_what_is_not_there_is_refused() -> None:
    with pytest.raises(UnknownIdError):
        Plan.from_markdown(GUIDE).gate("go")
    with pytest.raises(critpath.OptionError, match="confidence"):
        Plan.from_markdown(GUIDE).gate(confidence=2.0)
    with pytest.raises(critpath.OptionError, match="there is no statistic"):
        statistics("mode")


NIGHT = """\
# Night {start=2026-12-07T22:00 calendar=always rollback-objective=6m rollback-window-end=2026-12-07T23:00}

- Migrate {#migrate 20m/30m/50m undo=4m}
- Switch {#switch 10m after=migrate undo=1m}
"""


def night() -> Plan:
    document = Plan.from_markdown(NIGHT).to_dict()
    document["gates"] = [{"id": "go", "name": "Go", "finish_probability": 0.8}]
    return Plan.from_dict(document)


def test_the_plan_itself_takes_part() -> None:
    by_kind = {reason.kind: reason for reason in night().gate("go", runs=500, seed=7)}
    guarantee, finish = by_kind["rollback_guarantee"], by_kind["finish_probability"]
    assert guarantee.verdict == "no_go" and "2026-12-07 22:00" in guarantee.detail
    assert finish.measured is not None and finish.measured.sample == 500
    # The same runs as those of the simulation.
    forecast = night().simulate(runs=500, seed=7)
    assert finish.measured.value == forecast.probability_of("2026-12-07T23:00")


def test_the_simulation_of_a_gate_is_heard_and_stopped() -> None:
    heard: list[tuple[int, int]] = []
    night().gate("go", runs=500, progress=lambda done, total: heard.append((done, total)))
    assert heard and heard[-1] == (500, 500)
    with pytest.raises(critpath.CancelledError):
        night().gate("go", progress=lambda done, total: False)
    with pytest.raises(TypeError, match="progress"):
        night().gate("go", progress=5)  # type: ignore[arg-type]
    with pytest.raises(critpath.OptionError, match="at least one run"):
        night().gate("go", runs=0)


def test_a_way_back_is_as_sure_as_its_runs() -> None:
    schedule = night().schedule()
    assert schedule.rollback().guarantee_probability is None
    sure = schedule.rollback(runs=300, seed=7)
    assert sure == night().rollback(runs=300, seed=7)
    assert sure.guarantee_probability is not None and sure.guarantee_probability.probability == 0.0
    assert sure.safe_probability is not None and sure.safe_probability.runs == 300
    with pytest.raises(critpath.CancelledError):
        schedule.rollback(runs=100_000, progress=lambda done, total: done < 1_000)

"""Forecasts: what they say, the same bits in parts and threads, and how they look."""

from __future__ import annotations

import hashlib
import json
import pickle
import signal
import threading
from datetime import date, datetime, timedelta

import pytest
from conftest import ROOT

import critpath
from critpath import CancelledError, Forecast, OptionError, Plan
from critpath._text import canonical

GUIDE = """# Release 2.4 {start=2026-12-07}

- Build {#build 1d/2d/4d}
- Docs {#docs 4h/1d/3d}
- Test {#test 4h-2d after=build}
- Publish {#publish 30m after=test,docs deadline=2026-12-11}
"""
RUNS = 640


@pytest.fixture(scope="module")
def plan() -> Plan:
    return Plan.from_markdown(GUIDE)


@pytest.fixture(scope="module")
def forecast(plan: Plan) -> Forecast:
    return plan.simulate(runs=RUNS, seed=7)


def digest(forecast: Forecast) -> str:
    return hashlib.sha256(forecast.to_json().encode()).hexdigest()


@pytest.mark.parametrize("threads", [1, 2, 7])
def test_any_number_of_threads_gives_one_hash(plan: Plan, forecast: Forecast, threads: int) -> None:
    assert digest(plan.simulate(runs=RUNS, seed=7, threads=threads)) == digest(forecast)


@pytest.mark.parametrize("parts", [1, 2, 8, 64])
def test_any_split_into_parts_gives_one_hash(plan: Plan, forecast: Forecast, parts: int) -> None:
    bounds = [RUNS * at // parts for at in range(parts + 1)]
    pieces = [
        plan.simulate(runs=end - first, first_run=first, seed=7, threads=1) for first, end in zip(bounds, bounds[1:])
    ]
    last, *others = reversed(pieces)
    merged = last.merge(*others)
    assert digest(merged) == digest(forecast)
    assert merged.to_bytes() == forecast.to_bytes() and merged == forecast


def test_the_hash_is_that_of_every_language() -> None:
    path = ROOT / "conformance" / "simulate.json"
    if not path.exists():
        pytest.skip("the vectors are in the repository only")
    vector = json.loads(path.read_text(encoding="utf-8"))[0]
    expected = canonical(vector["expect"]["ok"])
    found = Plan.read(map(tuple, vector["input"]["files"])).simulate(**vector["options"])
    assert digest(found) == hashlib.sha256(expected.encode()).hexdigest()


def test_figures_are_those_that_numpy_computes_of_the_finishes(forecast: Forecast) -> None:
    numpy = pytest.importorskip("numpy")
    finishes = forecast.finishes()
    assert len(finishes) == len(forecast) == forecast.runs == RUNS
    assert finishes.dtype == "datetime64[s]" and not finishes.flags.writeable
    seconds = finishes.astype("int64")
    for percentile in forecast.result.percentiles:
        wanted = numpy.quantile(seconds, percentile.percent / 100, method="inverted_cdf")
        assert numpy.datetime64(percentile.finish) == numpy.datetime64(int(wanted), "s")
    for percent, found in [(10, forecast.p10), (50, forecast.p50), (80, forecast.p80), (90, forecast.p90)]:
        assert found == finishes[seconds == numpy.quantile(seconds, percent / 100, method="inverted_cdf")][0].item()
    curve = forecast.result.curve
    for point in curve[:: len(curve) // 7]:
        assert point.probability == (finishes <= numpy.datetime64(point.finish)).mean()
    assert sum(bar.runs for bar in forecast.result.histogram) == RUNS
    planned = forecast.result.finish.probability_of_deterministic
    assert forecast.probability_of(forecast.deterministic) == planned
    assert forecast.deterministic == forecast.plan.schedule().finish


def test_indices_of_tasks_are_there_when_asked_for(plan: Plan, forecast: Forecast) -> None:
    test = next(task for task in forecast.result.tasks if task.id == "test")
    assert test.criticality_index is not None and 0.5 < test.criticality_index <= 1
    without = plan.simulate(runs=100, indices=False)
    assert {task.criticality_index for task in without.result.tasks} == {None}
    assert without.result.drivers == ()


def test_the_probability_of_a_date(forecast: Forecast) -> None:
    assert forecast.probability_of("2026-12-07") == 0.0
    assert forecast.probability_of(date(2026, 12, 31)) == 1.0
    assert forecast.probability_of("2026-12-10") == forecast.probability_of(datetime(2026, 12, 10, 17))
    assert forecast.probability_of(forecast.p80) >= 0.8 > forecast.probability_of(forecast.p80 - timedelta(seconds=1))
    with pytest.raises(OptionError, match="`soon` is not"):
        forecast.probability_of("soon")


def test_forecasts_go_through_pickle_and_bytes(plan: Plan, forecast: Forecast) -> None:
    again = pickle.loads(pickle.dumps(forecast))
    assert again == forecast and hash(again) == hash(forecast)
    data = forecast.to_bytes()
    assert Forecast.from_bytes(data, plan, seed=7).to_json() == forecast.to_json()
    other = Plan.from_markdown(GUIDE.replace("4h-2d", "4h-3d"))
    for refused in [(data, plan, 8), (data, other, 7), (data[:-1], plan, 7), (b"", plan, 7)]:
        with pytest.raises(critpath.DocumentError) as caught:
            Forecast.from_bytes(refused[0], refused[1], seed=refused[2])
        assert caught.value.code == "forecast.invalid"


def test_runs_are_merged_once(forecast: Forecast, plan: Plan) -> None:
    with pytest.raises(critpath.DocumentError, match="both parts hold runs from 0 to 9"):
        forecast.merge(plan.simulate(runs=10, seed=7))
    with pytest.raises(TypeError, match="not with Plan"):
        forecast.merge(plan)  # type: ignore[arg-type]
    assert forecast.merge() == forecast


def test_runs_stop_when_the_answer_is_exact_enough(plan: Plan) -> None:
    found = plan.simulate(runs=1_000_000, indices=False, until={"percent": 80, "half_width_s": 7200})
    assert found.runs == 1024
    assert "stopped_early" in [note.kind for note in found.result.notes]


def test_options_that_no_simulation_has(plan: Plan) -> None:
    for options in [{"runs": 0}, {"runs": -1}, {"confidence": 2}, {"threads": 0}, {"risks": "all"}, {"seed": 0.5}]:
        with pytest.raises(OptionError) as caught:
            plan.simulate(**options)  # type: ignore[arg-type]
        assert caught.value.code == "option.invalid"
    with pytest.raises(TypeError, match="progress is a function"):
        plan.simulate(progress=5)  # type: ignore[arg-type]


def test_progress_is_told_and_stops(plan: Plan) -> None:
    told: list[tuple[int, int]] = []
    plan.simulate(runs=200_000, indices=False, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (200_000, 200_000) and len(told) > 3
    assert told == sorted(told)
    with pytest.raises(CancelledError):
        plan.simulate(runs=200_000, progress=lambda done, total: done < 50_000)


def test_ctrl_c_stops_a_simulation(plan: Plan) -> None:
    # Programs that a shell starts in the background ignore the signal until they say otherwise.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    timer = threading.Timer(0.3, signal.raise_signal, [signal.SIGINT])
    timer.start()
    try:
        with pytest.raises(KeyboardInterrupt):
            plan.simulate(runs=20_000_000, indices=False)
    finally:
        timer.join()
        signal.signal(signal.SIGINT, before)


def test_forecasts_are_written_in_every_format(forecast: Forecast) -> None:
    assert forecast.to_svg(theme="dark", width=900).startswith("<svg")
    assert forecast._repr_html_() == forecast.to_svg()
    assert forecast.to_html(now="2026-12-08").startswith("<!DOCTYPE html>")
    assert forecast.to_markdown().startswith("## Release 2.4")
    assert forecast.to_csv().splitlines()[1].startswith("build,Build,")
    assert "P80" in forecast.to_text(width=90)
    with pytest.raises(OptionError, match="there are svg, html, csv, text, markdown, json"):
        forecast.render("pdf")


def test_curve_and_tornado_are_drawn(forecast: Forecast, plan: Plan) -> None:
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("agg")
    import matplotlib.pyplot as pyplot

    ax = forecast.plot(title="How sure?")
    marks = {line.get_label().split(":")[0]: line.get_ydata()[1] for line in ax.lines if ":" in line.get_label()}
    planned = forecast.result.finish.probability_of_deterministic
    assert marks == {"P50": 0.5, "P80": 0.8, f"planned, {planned:.0%}": planned}
    assert len(ax.patches) == len(forecast.result.histogram)
    assert ax.get_title(loc="right") == "How sure?"
    ax.figure.canvas.draw()
    ax = forecast.plot_tornado(ax=pyplot.subplots()[1])
    drivers = [driver for driver in forecast.result.drivers if driver.correlation is not None]
    assert [bar.get_width() for bar in ax.patches] == [driver.correlation for driver in drivers]
    assert [label.get_text() for label in ax.get_yticklabels()] == [driver.name for driver in drivers]
    ax.figure.canvas.draw()
    # Nothing to draw is drawn, too.
    certain = Plan.from_markdown("# Release {start=2026-12-07}\n\n- Build {1d}\n").simulate(runs=50)
    certain.plot().figure.canvas.draw()
    certain.plot_tornado().figure.canvas.draw()
    pyplot.close("all")

"""Long work: other threads run meanwhile, progress is told, Ctrl-C and callbacks stop it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from functools import cache

import pytest
from conftest import GUIDE, chain

from critpath import CancelledError, Edit, Plan

LARGE = 100_000


@cache
def large() -> Plan:
    return Plan.from_json(chain(LARGE))


def test_another_thread_runs_while_the_engine_works() -> None:
    plan, count, stop = Plan.from_json(chain(20_000)), 0, threading.Event()

    def run() -> None:
        nonlocal count
        while not stop.is_set():
            count += 1

    # A thread gets the interpreter at once when it is free, and else not before this long: longer than the work.
    interval = sys.getswitchinterval()
    thread = threading.Thread(target=run)
    thread.start()
    try:
        sys.setswitchinterval(2)
        before = count
        plan.to_json()
        meanwhile = count - before
    finally:
        sys.setswitchinterval(interval)
        stop.set()
        thread.join()
    assert meanwhile > 1000


def test_many_threads_ask_the_same_plan() -> None:
    plan = Plan.from_markdown(GUIDE)
    expected = (plan.schedule().to_json(), plan.check().to_json(), plan.to_json())

    def ask(at: int) -> tuple[str, str, str]:
        schedule = plan.schedule()
        other, _ = plan.apply(Edit(edit="set_duration", id="migrate", duration=f"{at + 3}d"))
        assert other.schedule().finish != schedule.finish
        assert schedule.explain("live").chain and schedule.to_svg()
        return schedule.to_json(), plan.check().to_json(), plan.to_json()

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(ask, range(64))) == {expected}


def test_progress_is_told_from_nothing_to_all() -> None:
    told: list[tuple[int, int]] = []
    large().schedule(progress=lambda done, total: told.append((done, total)))
    done, totals = zip(*told)
    assert len(told) > 5 and len(set(totals)) == 1
    assert done[0] == 0 and done[-1] == totals[0] and list(done) == sorted(done)


@pytest.mark.parametrize("answer", [None, True, 0, "", 1])
def test_only_false_stops_the_work(answer: object) -> None:
    assert len(large().schedule(progress=lambda done, total: answer)) == LARGE


def test_false_stops_the_work() -> None:
    told = []
    with pytest.raises(CancelledError) as caught:
        large().schedule(progress=lambda done, total: told.append(done) or len(told) < 3)
    assert len(told) == 3 and caught.value.code == "run.cancelled"


def test_what_a_callback_raises_comes_out_of_the_call() -> None:
    def fail(done: int, total: int) -> None:
        raise LookupError("of the callback")

    with pytest.raises(LookupError, match="of the callback"):
        large().schedule(progress=fail)


def test_a_callback_may_ask_the_plan_itself() -> None:
    plan = Plan.from_markdown(GUIDE)
    finishes = []
    plan.schedule(progress=lambda done, total: finishes.append(plan.schedule().finish))
    assert set(finishes) == {plan.schedule().finish}


@pytest.mark.skipif(os.name == "nt", reason="signals are sent as POSIX has them")
def test_ctrl_c_stops_long_work() -> None:
    script = """
import sys, time
from conftest import chain
from critpath import Plan

plan = Plan.from_json(chain(100_000))
begin = time.perf_counter()
plan.schedule()
once = time.perf_counter() - begin
print(once, flush=True)
begin = time.perf_counter()
try:
    # As long as it takes: the signal comes while the engine works, between two looks of Python.
    while True:
        plan.schedule()
except KeyboardInterrupt:
    print("stopped", time.perf_counter() - begin, flush=True)
"""
    here = os.path.dirname(__file__)
    with subprocess.Popen([sys.executable, "-c", script], cwd=here, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout
        once = float(child.stdout.readline())
        wait = 0.25 * once
        time.sleep(wait)
        child.send_signal(signal.SIGINT)
        output, _ = child.communicate(timeout=60)
    word, seconds = output.split()
    assert word == "stopped" and child.returncode == 0
    # Stopped within the one call that was at work, long before its end.
    assert float(seconds) < wait + 0.5 * once + 0.3

"""Parts of a simulation on the processes of a local Dask cluster: the same bits as in one process."""

from __future__ import annotations

import os
from typing import Any, Iterator

import pytest

from critpath import OptionError, Plan
from critpath.distributed import simulate

distributed = pytest.importorskip("distributed")
# Those of the cluster's own libraries are not ours.
pytestmark = pytest.mark.filterwarnings("default")

PLAN = Plan.from_markdown(
    "# Release {start=2026-12-07}\n\n- Build {#build 1d/2d/4d}\n- Docs {#docs 4h/1d/3d}\n- Test {4h-2d after=build,docs}\n"
)


@pytest.fixture(scope="module")
def client() -> Iterator[Any]:
    options = {"processes": True, "n_workers": 2, "threads_per_worker": 1, "dashboard_address": None}
    with distributed.LocalCluster(**options) as cluster, distributed.Client(cluster) as client:
        yield client


def test_parts_on_a_cluster_have_the_bits_of_one_process(client: Any) -> None:
    processes = set(client.run(os.getpid).values())
    assert len(processes) == 2 and os.getpid() not in processes
    whole = PLAN.simulate(runs=3_000, seed=7, confidence=0.9)
    for parts in (None, 1, 5, 64):
        found = simulate(PLAN, runs=3_000, parts=parts, client=client, seed=7, confidence=0.9)
        assert found.to_bytes() == whole.to_bytes()
        assert found.to_json() == whole.to_json()
    # Without a client, that of the program.
    tail = simulate(PLAN, runs=1_000, first_run=3_000, seed=7, confidence=0.9)
    assert whole.merge(tail) == PLAN.simulate(runs=4_000, seed=7, confidence=0.9)


def test_what_cannot_be_divided_is_refused(client: Any) -> None:
    for parts in (0, 11):
        with pytest.raises(OptionError, match="cannot be divided"):
            simulate(PLAN, runs=10, parts=parts, client=client)
    with pytest.raises(TypeError, match="takes no `until`"):
        simulate(PLAN, until={"percent": 80, "half_width_s": 60}, client=client)
    with pytest.raises(OptionError, match="at least one run"):
        simulate(PLAN, runs=0, client=client)

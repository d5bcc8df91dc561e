"""A simulation in parts on a Dask cluster, merged to the same bits as in one process."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .errors import OptionError
from .forecast import Forecast

if TYPE_CHECKING:
    import distributed

    from .plan import Plan

__all__ = ["simulate"]


def simulate(
    plan: Plan,
    *,
    runs: int = 10_000,
    parts: int | None = None,
    client: distributed.Client | None = None,
    first_run: int = 0,
    threads: int = 1,
    **options: Any,
) -> Forecast:
    """Simulate a plan on the workers of a Dask cluster: each part makes its own runs, and the parts are merged.

    The answer has the same bits as that of :meth:`Plan.simulate`, whatever the parts and the workers. It needs the extra
    ``critpath[dask]``.

    Parameters
    ----------
    plan
        The plan; it is sent to each worker once.
    runs, first_run
        Which runs are made, in all.
    parts
        How many parts they are divided into: by default as many as the cluster has threads.
    client
        The cluster; by default the one that this program is connected to.
    threads
        How many threads share the work of one part.
    options
        What else :meth:`Plan.simulate` takes, but for ``until`` and ``progress``, which no part can obey.

    Raises
    ------
    OptionError
        ``parts`` is below one or above ``runs``; else as :meth:`Plan.simulate`.
    """
    import distributed

    for name in ("until", "progress"):
        if name in options:
            raise TypeError(f"a simulation in parts takes no `{name}`")
    if client is None:
        client = distributed.get_client()
    if parts is None:
        parts = max(1, min(runs, sum(client.nthreads().values())))
    if not 1 <= parts <= max(runs, 1):
        raise OptionError(f"{runs} runs cannot be divided into {parts} parts", "option.invalid")
    bounds = [first_run + runs * at // parts for at in range(parts + 1)]
    sent = client.scatter(plan, broadcast=True, hash=False)
    sizes = [end - first for first, end in zip(bounds, bounds[1:])]
    made = client.map(_part, bounds[:-1], sizes, plan=sent, pure=False, options={**options, "threads": threads})
    first, *others = (Forecast.from_bytes(data, plan, **options) for data in client.gather(made))
    return first.merge(*others)


def _part(first_run: int, runs: int, *, plan: Plan, options: dict[str, Any]) -> bytes:
    return plan.simulate(runs=runs, first_run=first_run, **options).to_bytes()

"""Schedules as data frames of pandas, polars and Arrow. Each library is imported when it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

    from .schedule import Schedule

__all__ = ["pandas_frame", "polars_frame", "arrow_table"]

ORDER = (
    *("id", "name", "phase", "kind", "owner", "start", "finish", "duration_s"),
    *("early_start", "early_finish", "late_start", "late_finish"),
    *("total_float_s", "free_float_s", "critical", "driver", "cause"),
)
"""The columns, in the order of the answer's JSON."""


def pandas_frame(schedule: Schedule) -> pandas.DataFrame:
    """Give the tasks with dates as a pandas data frame.

    >>> import critpath
    >>> plan = critpath.Plan.from_markdown("# Release\\n\\n- Build {#build 2d}\\n- Test {#test 1d after=build}\\n")
    >>> plan.schedule(start="2026-12-07").to_pandas()[["id", "start", "duration_s"]]
          id               start  duration_s
    0  build 2026-12-07 08:00:00       57600
    1   test 2026-12-09 08:00:00       28800
    """
    import pandas

    frame = pandas.DataFrame(_columns(schedule))
    if schedule.time_zone is not None:
        for name in frame.select_dtypes("datetime").columns:
            frame[name] = frame[name].dt.tz_localize("UTC").dt.tz_convert(schedule.time_zone)
    return frame


def polars_frame(schedule: Schedule) -> polars.DataFrame:
    """Give the tasks with dates as a polars data frame."""
    import polars

    frame: polars.DataFrame = polars.from_arrow(arrow_table(schedule))
    return frame


def arrow_table(schedule: Schedule) -> pyarrow.Table:
    """Give the tasks with dates as an Arrow table."""
    import pyarrow

    def array(values: Any) -> Any:
        if isinstance(values, list):
            return pyarrow.array(values, pyarrow.string())
        if values.dtype.kind == "M":
            return pyarrow.array(values).cast(pyarrow.timestamp("s", tz=schedule.time_zone))
        return pyarrow.array(values)

    return pyarrow.table({name: array(values) for name, values in _columns(schedule).items()})


def _columns(schedule: Schedule) -> dict[str, Any]:
    columns: dict[str, Any] = {**schedule.words(), **schedule.columns()}
    return {name: columns[name] for name in ORDER}

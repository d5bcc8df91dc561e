"""Forecasts: how sure the dates are, and what makes them unsure."""

from __future__ import annotations

import json
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypedDict

from . import _native
from ._drawn import Drawn
from ._text import Time, options_text, time_text
from .schedule import _datetime

if TYPE_CHECKING:
    import matplotlib.axes
    import numpy

    from ._model import Convention, ForecastResult, RiskBasis
    from .plan import Plan

__all__ = ["Forecast", "Until"]


class Until(TypedDict):
    """When the answer of a simulation is exact enough."""

    percent: float
    """The percentile that matters, such as 80."""
    half_width_s: int
    """Half the width of its interval, in working seconds."""


class Forecast(Drawn):
    """How sure the dates are: the answer of :meth:`Plan.simulate`.

    It holds the finish of each run; the answer is made of them when it is first asked for, and kept. Two forecasts are
    equal when they answer the same.

    Examples
    --------
    >>> import critpath
    >>> plan = critpath.Plan.from_markdown(
    ...     "# Release {start=2026-12-07}\\n\\n- Build {#build 1d/2d/4d}\\n- Test {#test 4h/1d/3d after=build}\\n"
    ... )
    >>> forecast = plan.simulate(runs=1_000, seed=7)
    >>> forecast
    <Forecast 'Release': 1000 runs, P50 2026-12-10T10:47:56, P80 2026-12-11T08:10:14>
    >>> forecast.p50 < forecast.p80 < forecast.p90
    True
    >>> forecast.probability_of("2026-12-31")
    1.0
    >>> forecast.finishes()[:2].dtype
    dtype('<M8[s]')
    """

    def __init__(self, native: _native.NativeForecast, plan: Plan, options: str) -> None:
        self._native = native
        self._options = options
        self.plan = plan
        """The plan that was simulated."""

    @classmethod
    def from_bytes(
        cls,
        data: bytes,
        plan: Plan,
        *,
        seed: int = 0,
        risks: RiskBasis = "inherent",
        indices: bool = True,
        confidence: float = 0.95,
        start: Time | None = None,
        convention: Convention | None = None,
    ) -> Forecast:
        """Take up runs that :meth:`to_bytes` wrote, with the plan and the options that they were made with.

        Raises
        ------
        DocumentError
            The bytes are damaged, or of another plan or other options.
        """
        chosen = {"seed": seed, "risks": risks, "indices": indices, "confidence": confidence}
        options = options_text({"start": start}, convention=convention, **chosen)
        return _again(plan, options, data)

    # What it says.

    @cached_property
    def result(self) -> ForecastResult:
        """The whole answer as dataclasses: percentiles, S-curve, indices of the tasks, tornado, windows, cost."""
        from ._model import ForecastResult

        return ForecastResult.from_dict(self._data)

    @property
    def name(self) -> str:
        """Title of the plan."""
        name: str = self._data["name"]
        return name

    @property
    def runs(self) -> int:
        """How many runs were made."""
        return self._native.runs()

    @property
    def p10(self) -> datetime:
        """The finish that is kept with 10 %."""
        return self._finish("p10")

    @property
    def p50(self) -> datetime:
        """The finish that is kept with 50 %."""
        return self._finish("p50")

    @property
    def p80(self) -> datetime:
        """The finish that is kept with 80 %."""
        return self._finish("p80")

    @property
    def p90(self) -> datetime:
        """The finish that is kept with 90 %."""
        return self._finish("p90")

    @property
    def deterministic(self) -> datetime:
        """The finish of the schedule with the planned durations."""
        return self._finish("deterministic")

    def finishes(self) -> numpy.ndarray[Any, Any]:
        """Give when each run finished, by the number of the run, as a numpy array that cannot be written to.

        Its times are ``datetime64[s]``: local in a plan without a time zone, UTC in one with.
        """
        import numpy

        return numpy.frombuffer(self._native.finishes(), dtype="datetime64[s]")

    def probability_of(self, moment: Time) -> float:
        """Give the share of the runs that are finished by a time, or by the last working time of a date.

        Raises
        ------
        OptionError
            ``moment`` is no date or time; it is a :class:`ValueError` too.
        """
        return self._native.probability_of(time_text(moment))

    # Parts.

    def merge(self, *others: Forecast) -> Forecast:
        """Give a forecast of these runs and those of other parts, the same to the last bit as if made at once.

        Parameters
        ----------
        others
            Forecasts of the same plan with the same options, but for other runs: ``runs`` and ``first_run`` say which.

        Raises
        ------
        DocumentError
            The parts are not of the same plan, seed and options, or hold the same runs.

        Examples
        --------
        >>> import critpath
        >>> plan = critpath.Plan.from_markdown("# Release {start=2026-12-07}\\n\\n- Build {#build 1d/2d/4d}\\n")
        >>> first, last = plan.simulate(runs=300), plan.simulate(runs=700, first_run=300)
        >>> first.merge(last) == plan.simulate(runs=1_000)
        True
        """
        for other in others:
            if not isinstance(other, Forecast):
                raise TypeError(f"a forecast is merged with forecasts, not with {type(other).__name__}")
        native = self._native.merge([other._native for other in others])
        return Forecast(native, self.plan, self._options)

    def to_bytes(self) -> bytes:
        """Give the runs as bytes, for other processes and machines; :meth:`from_bytes` reads them."""
        return self._native.to_bytes()

    # Other forms.

    def to_dict(self) -> dict[str, Any]:
        """Give the answer as a dictionary of the form of the JSON."""
        data: dict[str, Any] = json.loads(self.to_json())
        return data

    def to_json(self) -> str:
        """Give the answer as JSON text."""
        return self._native.result()

    def render(self, format: str, *, now: Time | None = None, **options: Any) -> str:
        """Draw or write the forecast in a format: ``svg``, ``html``, ``csv``, ``text``, ``markdown`` or ``json``.

        Raises
        ------
        OptionError
            There is no such format or option; it is a :class:`ValueError` too.
        """
        return self._native.render(format, options_text({"now": now}, **options))

    def to_text(self, *, width: int | None = None) -> str:
        """Write the forecast for a terminal, ``width`` characters wide."""
        return self.render("text", width=width)

    def plot(self, *, ax: matplotlib.axes.Axes | None = None, title: str | None = None) -> matplotlib.axes.Axes:
        """Draw the S-curve over the histogram with matplotlib: P50, P80 and the planned date are marked.

        Parameters
        ----------
        ax
            Where to draw; a new figure if there is none.
        title
            The title, that of the plan if there is none.

        Returns
        -------
        matplotlib.axes.Axes
            What was drawn on.
        """
        from .forecast_plotting import s_curve

        return s_curve(self, ax=ax, title=title)

    def plot_tornado(
        self, *, ax: matplotlib.axes.Axes | None = None, title: str | None = None
    ) -> matplotlib.axes.Axes:
        """Draw with matplotlib what moves the finish, strongest first: by rank correlation with it."""
        from .forecast_plotting import tornado

        return tornado(self, ax=ax, title=title)

    # As a Python object.

    @cached_property
    def _data(self) -> dict[str, Any]:
        return self.to_dict()

    def _finish(self, name: str) -> datetime:
        finish = _datetime(self._data["finish"][name])
        assert finish is not None
        return finish

    def __len__(self) -> int:
        return self.runs

    def __repr__(self) -> str:
        finish = self._data["finish"]
        return f"<Forecast {self.name!r}: {self.runs} runs, P50 {finish['p50']}, P80 {finish['p80']}>"

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (self.plan, self._options, self.to_bytes())


def _again(plan: Plan, options: str, data: bytes) -> Forecast:
    return Forecast(plan._native.forecast_of(options, data), plan, options)

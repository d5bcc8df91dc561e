"""What a plan is judged by: its gates, environments, rollouts, risks, and the formulas of PERT."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ._alike import Alike
from ._progress import Progress, check_progress
from ._text import Time, options_text
from .gate import GateSheet, Measured, texts_of
from .promotion import Promotion
from .rollout import Rollouts

if TYPE_CHECKING:
    from . import _native
    from ._drawn import Theme
    from ._model import Convention, PertResult, RiskBasis, RiskRegisterResult


class Judging(Alike):
    """Base of :class:`Plan`: the answers about it that need no schedule of their own in Python."""

    _native: _native.NativePlan

    def gate(
        self,
        gate: str | None = None,
        *,
        stage: str | None = None,
        measurements: Measured | None = None,
        now: Time | None = None,
        confidence: float | None = None,
        runs: int = 10_000,
        seed: int = 0,
        threads: int | None = None,
        risks: RiskBasis = "inherent",
        start: Time | None = None,
        convention: Convention | None = None,
        progress: Progress | None = None,
    ) -> GateSheet:
        """Decide go or no-go from checklists, criteria and measurements, and from what the plan itself shows.

        Errors of the plan, risks above its appetite, its way back and its points of no return take part; so does how
        sure its finish is, if the gate asks for that. What was not measured is inconclusive, never a pass, and every
        reason says what would change it.

        Parameters
        ----------
        gate
            The id of the gate; the plan as a whole if absent.
        stage
            Only the checklists of this stage: ``pre_deployment``, ``during_deployment``, ``post_deployment``, ``other``.
        measurements
            What was measured: the path of a file or several (JSON, CSV, answers of Prometheus as JSON), texts by name,
            or measurements as dictionaries.
        now
            The present, for waivers and measurements that end.
        confidence
            How sure a verdict on a measured share must be, above 0.5 and below 1; what the gate states, else 0.95.
        runs, seed, threads, risks
            As in :meth:`Plan.simulate`, for a gate that asks how sure the finish is.
        start, convention
            As in :meth:`Plan.schedule`.
        progress
            Called now and then with the runs that are done and all of them; stops the work by answering ``False``.

        Examples
        --------
        >>> from critpath import Plan
        >>> plan = Plan.from_markdown("# Release\\n\\n## Success Criteria\\n\\n- **Errors**: error rate < 0.1%\\n")
        >>> plan.gate(measurements=[{"metric": "error_rate", "total": 2995, "failures": 0}]).verdict
        'go'

        Raises
        ------
        UnknownIdError
            No gate has this id.
        CancelledError
            ``progress`` answered ``False``.
        """
        check_progress(progress)
        simulation = {"runs": runs, "seed": seed, "threads": threads, "risks": risks, "convention": convention}
        asked = {"gate": gate, "stage": stage, "confidence": confidence}
        options = options_text({"now": now, "start": start}, **asked, **simulation)
        return GateSheet(self._native, texts_of(measurements), options, progress)

    def promotion(
        self,
        *,
        measurements: Measured | None = None,
        windows: int = 5,
        horizon: str = "366d",
        now: Time | None = None,
        confidence: float | None = None,
        runs: int = 10_000,
        seed: int = 0,
        threads: int | None = None,
        risks: RiskBasis = "inherent",
        start: Time | None = None,
        convention: Convention | None = None,
        progress: Progress | None = None,
    ) -> Promotion:
        """Tell for each environment what must hold before it and whether it does, and which windows it fits.

        A deployment fits a window of its environment if it is done and stable before the window closes, and the system is
        back from a failure at any instant until then, too.

        Parameters
        ----------
        measurements
            What was measured, as in :meth:`gate`, for the gates between the environments.
        windows
            How many of the next windows are named for each environment.
        horizon
            How far ahead they are looked for, by the clock.
        now, confidence
            As in :meth:`gate`.
        runs, seed, threads, risks
            As in :meth:`Plan.simulate`, for a gate that asks how sure the finish is.
        start, convention
            As in :meth:`Plan.schedule`.
        progress
            Called now and then with what is done and all that there is to do; stops the work by answering ``False``.

        Raises
        ------
        DocumentError
            The plan has errors, or environments are promoted from each other.
        CancelledError
            ``progress`` answered ``False``.
        """
        check_progress(progress)
        simulation = {"runs": runs, "seed": seed, "threads": threads, "risks": risks, "convention": convention}
        asked = {"windows": windows, "horizon": horizon, "confidence": confidence}
        options = options_text({"now": now, "start": start}, **asked, **simulation)
        return Promotion(self._native, texts_of(measurements), options, progress)

    def rollout(self, *, measurements: Measured | None = None) -> Rollouts:
        """Unfold the rollouts of the plan into steps with traffic, soak times, gates and undos, and what a failure costs.

        Parameters
        ----------
        measurements
            What was measured of the objectives, as in :meth:`gate`: it says what is left of their error budgets.

        Raises
        ------
        DocumentError
            The plan has errors.
        """
        return Rollouts(self._native, texts_of(measurements))

    def pert(self, *, start: Time | None = None, convention: Convention | None = None) -> PertResult:
        """Say how sure the date is by the PERT formulas: mean and variance along the path of greatest mean.

        It knows no other paths, no risks and no correlations, as its ``caveat`` says; :meth:`Plan.simulate` does.

        Parameters
        ----------
        start, convention
            As in :meth:`Plan.schedule`.

        Raises
        ------
        DocumentError
            The plan has errors, or no start, or no task with dates.

        Examples
        --------
        >>> from critpath import Plan
        >>> plan = Plan.from_markdown("# Release {start=2026-12-07}\\n\\n- Build {#build 1d/2d/4d}\\n")
        >>> kept = plan.pert().percentiles[2]
        >>> kept.percent, kept.finish
        (80.0, '2026-12-09T13:42:00')
        """
        from ._model import PertResult

        return PertResult.from_dict(json.loads(self._native.pert(options_text({"start": start}, convention=convention))))

    def risk_register(self) -> RiskRegisterResult:
        """Rank the risks of the plan by probability and impact, before and after mitigation.

        The answer states which number and which range each word of the plan was read as.

        Raises
        ------
        DocumentError
            The plan has errors.

        Examples
        --------
        >>> from critpath import Plan
        >>> plan = Plan.from_markdown(
        ...     "# Release\\n\\n## Risks\\n\\n| Risk | Impact | Probability |\\n|--|--|--|\\n| Outage | High | 30% |\\n"
        ... )
        >>> [(risk.name, risk.inherent.score, risk.inherent.band) for risk in plan.risk_register().risks]
        [('Outage', 0.12, 'moderate')]
        """
        from ._model import RiskRegisterResult

        return RiskRegisterResult.from_dict(json.loads(self._native.risks("json", "")))

    def render_risks(self, format: str, *, theme: Theme | None = None, width: int | None = None) -> str:
        """Draw or write the risk register.

        Parameters
        ----------
        format
            ``svg`` for the heat map, ``html`` for a page, ``csv``, ``markdown``, ``table`` or ``json``.
        theme
            Of the heat map: ``light``, ``dark``, or ``auto`` for what the reader's system prefers.
        width
            Pixels of the heat map, characters of the table.

        Raises
        ------
        DocumentError
            The plan has errors.
        OptionError
            There is no such format; it is a :class:`ValueError` too.
        """
        return self._native.risks(format, options_text({}, theme=theme, width=width))

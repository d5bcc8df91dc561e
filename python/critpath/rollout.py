"""The rollouts of a plan."""

from __future__ import annotations

import json
from functools import cached_property
from typing import TYPE_CHECKING, Any, Iterator

from ._alike import Alike
from ._text import options_text
from .errors import UnknownIdError

if TYPE_CHECKING:
    import matplotlib.axes

    from . import _native
    from ._model import RolloutReport, RolloutResult
    from .plan import Plan
    from ._drawn import Theme

__all__ = ["Rollouts"]


class Rollouts(Alike):
    """What :meth:`Plan.rollout` found. Iterating gives each rollout, in the order of the plan.

    Examples
    --------
    >>> import critpath
    >>> plan = critpath.Plan.from_markdown(
    ...     "# Release\\n\\n- Switch {#switch rollout=canary rollout-weights=5,100 rollout-soak=10m}\\n"
    ... )
    >>> rollouts = plan.rollout()
    >>> [(step.id, step.weight, step.soak_s) for rollout in rollouts for step in rollout.steps]
    [('switch-start', 0.0, 0), ('switch-5', 5.0, 600), ('switch-100', 100.0, 600)]
    >>> rollouts.sound  # nothing sees a failure
    False
    >>> [task.id for task in rollouts.plan]
    ['switch-start', 'switch-5', 'switch-5-soak', 'switch-100', 'switch-100-soak']
    """

    def __init__(self, native: _native.NativePlan, measured: list[tuple[str, str]]) -> None:
        self._native = native
        self._measured = measured
        self._json = self.render("json")

    @cached_property
    def result(self) -> RolloutResult:
        """The whole answer as dataclasses."""
        from ._model import RolloutResult

        return RolloutResult.from_dict(self.to_dict())

    @property
    def sound(self) -> bool:
        """Whether every step is watched for long enough, every failure is seen, and every budget lasts."""
        return self.result.sound

    @cached_property
    def plan(self) -> Plan:
        """The plan with the steps of its rollouts, to be scheduled, gated and rolled back."""
        from .plan import Plan

        return Plan.from_json(self.render("plan"))

    def to_dict(self) -> dict[str, Any]:
        """Give the answer as a dictionary of the form of the JSON."""
        data: dict[str, Any] = json.loads(self._json)
        return data

    def to_json(self) -> str:
        """Give the answer as JSON text."""
        return self._json

    def render(self, format: str, *, theme: Theme | None = None, width: int | None = None) -> str:
        """Write the rollouts, or what other tools are told of them.

        Parameters
        ----------
        format
            ``text``, ``markdown`` or ``json``; ``svg`` for the traffic over time with the way back from each step, or
            ``html`` for a page; ``plan`` for the document with their steps; ``prometheus`` for alerting rules,
            ``openslo``, ``argo`` or ``flagger``, in YAML.
        theme
            Of the picture: ``light``, ``dark``, or ``auto`` for what the reader's system prefers.
        width
            Pixels of the picture, characters of the table.

        Raises
        ------
        OptionError
            There is no such format; it is a :class:`ValueError` too.
        """
        return self._native.rollout(format, self._measured, options_text({}, theme=theme, width=width))

    def to_svg(self, *, theme: Theme | None = None, width: int | None = None) -> str:
        """Draw the share of the traffic over time, how long each step is watched, the gates, and the ways back."""
        return self.render("svg", theme=theme, width=width)

    def to_html(self) -> str:
        """Write a page with the picture, the steps and the facts behind the figures."""
        return self.render("html")

    def to_markdown(self) -> str:
        """Write a summary for a job or a pull request."""
        return self.render("markdown")

    def plot(
        self, task: str | None = None, *, ax: matplotlib.axes.Axes | None = None, title: str | None = None
    ) -> matplotlib.axes.Axes:
        """Draw a rollout with matplotlib: the traffic over time, where it is watched, gates, and the way back from each step.

        Parameters
        ----------
        task
            Id of the task whose rollout it is; the first one of the plan if there is none.
        ax
            Where to draw; a new figure of a fitting size if there is none.
        title
            The title, the name of the rollout if there is none.

        Returns
        -------
        matplotlib.axes.Axes
            What was drawn on.

        Raises
        ------
        UnknownIdError
            There is no rollout, or none of this task.
        """
        from .rollout_plotting import rollout

        for report in self:
            if task is None or report.task == task:
                return rollout(report, ax=ax, title=title)
        message = "the plan has no rollout" if task is None else f"there is no rollout of a task `{task}`"
        raise UnknownIdError(message, "task.unknown", details={"kind": "task", "id": task or ""})

    def __iter__(self) -> Iterator[RolloutReport]:
        return iter(self.result.rollouts)

    def __len__(self) -> int:
        return len(self.result.rollouts)

    def __str__(self) -> str:
        return self.render("text")

    def __repr__(self) -> str:
        return f"<Rollouts: {len(self)}, {'sound' if self.sound else 'not sound'}>"

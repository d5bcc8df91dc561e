"""How a release gets from environment to environment."""

from __future__ import annotations

import json
from functools import cached_property
from typing import TYPE_CHECKING, Any, Iterator

from ._alike import Alike

if TYPE_CHECKING:
    from . import _native
    from ._model import EnvironmentPromotion, PromotionResult
    from ._progress import Progress

__all__ = ["Promotion"]


class Promotion(Alike):
    """What :meth:`Plan.promotion` found. Iterating gives each environment, after those that it is promoted from.

    Examples
    --------
    >>> import critpath
    >>> plan = critpath.Plan.from_markdown(
    ...     "# Release {start=2026-12-07T08:00 calendar=always}\\n\\n"
    ...     "## Environments\\n\\n- Staging\\n- Production {#production promoted-from=staging soak=2h}\\n\\n"
    ...     "## Tasks\\n\\n- Verify {#verify 1h env=staging}\\n- Switch {#switch 1h env=production after=verify}\\n"
    ... )
    >>> promotion = plan.promotion()
    >>> promotion.verdict, promotion["production"].settled
    ('no_go', '2026-12-07T11:00:00')
    >>> [reason.needed for reason in promotion["production"].reasons]
    ['let `switch` wait until then, as in `after=verify:FS+2eh`']
    """

    def __init__(
        self,
        native: _native.NativePlan,
        measured: list[tuple[str, str]],
        options: str,
        progress: Progress | None = None,
    ) -> None:
        self._native = native
        self._measured = measured
        self._options = options
        self._json = native.promotion("json", measured, options, progress)

    @cached_property
    def result(self) -> PromotionResult:
        """The whole answer as dataclasses."""
        from ._model import PromotionResult

        return PromotionResult.from_dict(self.to_dict())

    @property
    def verdict(self) -> str:
        """``go``, ``no_go`` or ``inconclusive``, over all environments."""
        return self.result.verdict

    @property
    def ok(self) -> bool:
        """Whether all environments are a go."""
        return self.verdict == "go"

    def to_dict(self) -> dict[str, Any]:
        """Give the answer as a dictionary of the form of the JSON."""
        data: dict[str, Any] = json.loads(self._json)
        return data

    def to_json(self) -> str:
        """Give the answer as JSON text."""
        return self._json

    def render(self, format: str) -> str:
        """Write the answer as ``text``, ``markdown`` or ``json``."""
        return self._native.promotion(format, self._measured, self._options)

    def to_markdown(self) -> str:
        """Write a summary for a job or a pull request."""
        return self.render("markdown")

    def __getitem__(self, environment: str) -> EnvironmentPromotion:
        """Give what is known of the environment with this id."""
        for found in self:
            if found.environment == environment:
                return found
        raise KeyError(environment)

    def __iter__(self) -> Iterator[EnvironmentPromotion]:
        return iter(self.result.environments)

    def __len__(self) -> int:
        return len(self.result.environments)

    def __str__(self) -> str:
        return self.render("text")

    def __repr__(self) -> str:
        return f"<Promotion: {self.verdict}, {len(self)} environments>"

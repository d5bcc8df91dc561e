"""How a release gets from environment to environment."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Iterator

from ._judged import Judged

if TYPE_CHECKING:
    from ._model import EnvironmentPromotion, PromotionResult

__all__ = ["Promotion"]


class Promotion(Judged):
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

    _method = "promotion"

    @cached_property
    def result(self) -> PromotionResult:
        """The whole answer as dataclasses."""
        from ._model import PromotionResult

        return PromotionResult.from_dict(self.to_dict())

    def render(self, format: str) -> str:
        """Write the answer as ``text``, ``markdown`` or ``json``."""
        return self._write(format)

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

    def __repr__(self) -> str:
        return f"<Promotion: {self.verdict}, {len(self)} environments>"

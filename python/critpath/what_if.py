"""What-if sessions: edits that are tried out one after another, and taken back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Iterable, Mapping

from . import _native
from ._text import edits_text
from .schedule import Schedule

if TYPE_CHECKING:
    from ._model import Edit, WhatIfResult
    from .plan import Plan

__all__ = ["WhatIf"]


class WhatIf:
    """A plan that follows edits, with its schedule: the answer of :meth:`Plan.what_if`.

    Only what an edit reaches is computed anew, with the same outcome as from scratch.

    Examples
    --------
    >>> import critpath
    >>> plan = critpath.Plan.from_markdown(
    ...     "# Release {start=2026-12-07}\\n\\n- Build {#build 2d}\\n- Test {#test 1d after=build}\\n"
    ... )
    >>> what_if = plan.what_if()
    >>> moved = what_if.apply([{"edit": "set_duration", "id": "test", "duration": "3d"}])
    >>> moved.finish_before, moved.finish_after
    ('2026-12-09T17:00:00', '2026-12-11T17:00:00')
    >>> what_if.plan["test"].duration, what_if.schedule["test"].finish
    ('3d', '2026-12-11T17:00:00')
    >>> what_if.undo()
    True
    >>> what_if.plan == plan
    True
    """

    def __init__(self, native: _native.NativeWhatIf, plan: Plan, options: str) -> None:
        self._native = native
        self._options = options
        # The plan as it was opened, and what was done to it since, for plans that are pickled.
        self._opened = plan
        self._edits: list[str] = []
        self._plan: Plan | None = plan
        self._schedule: Schedule | None = None

    def apply(self, edits: Edit | Iterable[Edit | Mapping[str, Any]]) -> WhatIfResult:
        """Apply edits in their order, all or none.

        Parameters
        ----------
        edits
            One :class:`Edit`, or a list of them or of dictionaries of the same form.

        Returns
        -------
        WhatIfResult
            ``changes`` are what the edits changed in the plan, ``tasks`` what moved by them, beside the finish before and
            after.

        Raises
        ------
        CritpathError
            As :meth:`Plan.apply` and :meth:`Plan.schedule` do. The plan is then as it was.
        """
        from ._model import WhatIfResult

        text = edits_text(edits)
        told = WhatIfResult.from_dict(json.loads(self._native.apply(text)))
        self._edits.append(text)
        self._plan = self._schedule = None
        return told

    def undo(self) -> bool:
        """Take back the edits that were applied last; ``False`` if there are none left."""
        undone = self._native.undo()
        if undone:
            self._edits.pop()
            self._plan = self._schedule = None
        return undone

    @property
    def plan(self) -> Plan:
        """The plan as it is now. Later edits do not change it."""
        if self._plan is None:
            from .plan import Plan

            self._plan = Plan(self._native.plan(), edits=(*self._opened._edits, *self._edits))
        return self._plan

    @property
    def schedule(self) -> Schedule:
        """The schedule as it is now. Later edits do not change it."""
        if self._schedule is None:
            self._schedule = Schedule(self._native.schedule(), self.plan, self._options)
        return self._schedule

    def __repr__(self) -> str:
        return f"<WhatIf {self._opened.name!r}: {len(self._edits)} times edited>"

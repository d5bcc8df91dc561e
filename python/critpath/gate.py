"""The verdict of a gate."""

from __future__ import annotations

import json
import os
from functools import cached_property
from typing import TYPE_CHECKING, Any, Iterable, Iterator, Mapping, Union

from ._files import content
from ._judged import Judged
from ._text import plain_text

if TYPE_CHECKING:
    import matplotlib.axes

    from ._model import GateReason, GateResult

__all__ = ["GateSheet", "Measured"]

Measured = Union[str, "os.PathLike[str]", Mapping[str, str], Iterable[Any]]
"""Measurements: a path or several, texts by name, or measurements as dictionaries."""


class GateSheet(Judged):
    """What :meth:`Plan.gate` found. Iterating gives every reason, in the order of the plan.

    Examples
    --------
    >>> import critpath
    >>> plan = critpath.Plan.from_markdown("# Release\\n\\n## Success Criteria\\n\\n- **Errors**: error rate < 0.1%\\n")
    >>> sheet = plan.gate(measurements=[{"metric": "error_rate", "total": 1000, "failures": 0}])
    >>> sheet.verdict, sheet.ok
    ('inconclusive', False)
    >>> [reason.needed for reason in sheet]
    ['2,995 clean requests in all: 1,995 more of which none failed']
    """

    _method = "gate"

    @cached_property
    def result(self) -> GateResult:
        """The whole answer as dataclasses."""
        from ._model import GateResult

        return GateResult.from_dict(self.to_dict())

    @property
    def reasons(self) -> tuple[GateReason, ...]:
        """Every reason, those for it too."""
        return self.result.reasons

    @property
    def against(self) -> tuple[GateReason, ...]:
        """The reasons against it, and those that cannot be told yet."""
        return tuple(reason for reason in self.reasons if reason.verdict != "go")

    def render(self, format: str) -> str:
        """Write the sheet as ``text``, ``markdown``, ``github``, ``svg``, ``html`` or ``json``."""
        return self._write(format)

    def to_github(self) -> str:
        """Write annotations for a workflow of GitHub Actions."""
        return self.render("github")

    def to_svg(self) -> str:
        """Draw the sheet."""
        return self.render("svg")

    def to_html(self) -> str:
        """Write the sheet as a page that loads nothing and runs nothing."""
        return self.render("html")

    def plot(self, *, ax: matplotlib.axes.Axes | None = None, title: str | None = None) -> matplotlib.axes.Axes:
        """Draw the sheet with matplotlib: the verdict and every reason with what would change it, those against it first.

        Parameters
        ----------
        ax
            Where to draw; a new figure of a fitting size if there is none.
        title
            The title, the name of the gate if there is none.

        Returns
        -------
        matplotlib.axes.Axes
            What was drawn on.
        """
        from .gate_plotting import sheet

        return sheet(self, ax=ax, title=title)

    def __iter__(self) -> Iterator[GateReason]:
        return iter(self.reasons)

    def __len__(self) -> int:
        return len(self.reasons)

    def __repr__(self) -> str:
        counts = self.result.summary
        return f"<GateSheet: {self.verdict}, {counts.no_go} against it, {counts.inconclusive} open, {counts.go} for it>"

    def _repr_html_(self) -> str:
        return self.to_svg()


def texts_of(measured: Measured | None) -> list[tuple[str, str]]:
    """Give measurements as pairs of name and content."""
    if measured is None:
        return []
    if isinstance(measured, Mapping):
        return [(str(name), text) for name, text in measured.items()]
    if isinstance(measured, (str, os.PathLike)):
        return [_file(measured)]
    files: list[tuple[str, str]] = []
    stated: list[Any] = []
    for one in measured:
        if isinstance(one, (str, os.PathLike)):
            files.append(_file(one))
        elif isinstance(one, tuple):
            files.append(one)
        else:
            stated.append(one)
    if stated:
        files.append(("measurements.json", plain_text({"measurements": stated})))
    return files


def _file(path: str | os.PathLike[str]) -> tuple[str, str]:
    return os.fspath(path), content(path)

"""The sheet of a gate, drawn with matplotlib."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from .plotting import CRITICAL, NOW, PHASE, _texts

if TYPE_CHECKING:
    import matplotlib.axes

    from ._model import GateReason
    from .gate import GateSheet

__all__ = ["sheet"]

OPEN = "#7a5ea8"
LOOKS = {"no_go": (CRITICAL, "✗", "NO GO"), "inconclusive": (OPEN, "?", "INCONCLUSIVE"), "go": (NOW, "✓", "GO")}
"""Of each verdict the colour, the mark and the word; what stops comes first."""
WIDTH = 108
"""Letters of a line of details."""
MOST_LINES = 4


def sheet(gate: GateSheet, *, ax: matplotlib.axes.Axes | None = None, title: str | None = None) -> matplotlib.axes.Axes:
    """Draw the verdict and every reason with what would change it, those against it first."""
    import matplotlib.pyplot

    order = list(LOOKS)
    reasons = sorted(gate.reasons, key=lambda reason: order.index(reason.verdict))
    drawn = [(reason, _details(reason)) for reason in reasons]
    height = 2.6 + sum(1.9 + len(lines) for _, lines in drawn)
    if ax is None:
        ax = matplotlib.pyplot.subplots(figsize=(9.6, 0.23 * height), layout="constrained")[1]
    ax.set_xlim(0, 100)
    ax.set_ylim(height, 0)
    ax.axis("off")
    color, mark, word = LOOKS[gate.verdict]
    plate = {"boxstyle": "round,pad=0.5", "facecolor": color, "edgecolor": "none"}
    ax.text(1.5, 1.2, f"{mark} {word}", color="white", fontsize=13, fontweight="bold", va="center", bbox=plate)
    counts = gate.result.summary
    said = f"{counts.no_go} against it, {counts.inconclusive} open, {counts.go} for it"
    ax.text(100, 1.2, said, color=PHASE, fontsize=9, va="center", ha="right")
    top = 2.6
    for reason, lines in drawn:
        top = _reason(ax, reason, lines, top)
    name = gate.result.gate or gate.result.name
    ax.set_title(name if title is None else title, loc="left", fontsize="medium")
    _texts(ax)
    return ax


def _details(reason: GateReason) -> list[tuple[str, str]]:
    """The lines below the name, each with its colour."""
    lines = [(PHASE, line) for line in _wrapped(reason.detail)]
    if reason.needed is not None:
        lines += [(LOOKS[reason.verdict][0], line) for line in _wrapped(f"→ {reason.needed}")]
    return lines


def _wrapped(text: str) -> list[str]:
    lines = textwrap.wrap(text, WIDTH) or [""]
    return lines if len(lines) <= MOST_LINES else [*lines[: MOST_LINES - 1], f"{lines[MOST_LINES - 1]} …"]


def _reason(ax: matplotlib.axes.Axes, reason: GateReason, lines: list[tuple[str, str]], top: float) -> float:
    """One reason from ``top`` downwards; where the next one begins."""
    color, mark, _ = LOOKS[reason.verdict]
    ax.plot([0, 100], [top, top], color=PHASE, linewidth=0.5, alpha=0.5)
    ax.text(1.5, top + 0.95, mark, color=color, fontsize=12, fontweight="bold", va="center", ha="center")
    ax.text(4, top + 0.95, textwrap.shorten(reason.name, 70, placeholder=" …"), fontsize=10, fontweight="bold", va="center")
    about = [reason.kind.replace("_", " "), reason.subject, reason.owner or "", "advisory" if reason.advisory else ""]
    about_text = textwrap.shorten(", ".join(word for word in about if word), 44, placeholder=" …")
    ax.text(100, top + 0.95, about_text, color=PHASE, fontsize=9, va="center", ha="right")
    for at, (shade, line) in enumerate(lines):
        ax.text(4, top + 2.0 + at, line, color=shade, fontsize=9, va="center")
    return top + 1.9 + len(lines)

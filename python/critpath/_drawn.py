"""What is drawn and written in formats."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any, Literal

from ._alike import Alike
from ._text import Time

Theme = Literal["light", "dark", "auto"]


class Drawn(Alike):
    """Base of the answers with dates: the forms that the engine gives them."""

    @abstractmethod
    def render(self, format: str, **options: Any) -> str:
        """Draw or write it in a format."""

    def to_svg(self, *, theme: Theme | None = None, width: int | None = None, now: Time | None = None) -> str:
        """Draw it as SVG: the Gantt chart; of a forecast S-curve, histogram and tornado above it.

        Parameters
        ----------
        theme
            ``light``, ``dark``, or ``auto`` for what the reader's system prefers.
        width
            Pixels.
        now
            Draws the line of today.
        """
        return self.render("svg", theme=theme, width=width, now=now)

    def to_html(self, *, now: Time | None = None) -> str:
        """Write the report, of a forecast with the forecast in it: one HTML page that needs no other file."""
        return self.render("html", now=now)

    def to_csv(self) -> str:
        """Write the tasks, of a forecast their indices, as comma-separated values."""
        return self.render("csv")

    def to_markdown(self) -> str:
        """Write the tasks, of a forecast dates and drivers, too, as Markdown tables."""
        return self.render("markdown")

    def _repr_html_(self) -> str:
        return self.to_svg()

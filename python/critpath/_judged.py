"""What is judged by measurements."""

from __future__ import annotations

import json
from abc import abstractmethod
from typing import TYPE_CHECKING, Any

from ._alike import Alike

if TYPE_CHECKING:
    from . import _native
    from ._model import GateResult, PromotionResult
    from ._progress import Progress


class Judged(Alike):
    """Base of the answers that measurements decide: a verdict, in the forms that the engine writes."""

    _method: str
    """The name of the engine's method."""

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
        self._json = self._write("json", progress)

    def _write(self, format: str, progress: Progress | None = None) -> str:
        text: str = getattr(self._native, self._method)(format, self._measured, self._options, progress)
        return text

    @property
    @abstractmethod
    def result(self) -> GateResult | PromotionResult:
        """The whole answer as dataclasses."""

    @property
    def verdict(self) -> str:
        """``go``, ``no_go`` or ``inconclusive``."""
        return self.result.verdict

    @property
    def ok(self) -> bool:
        """Whether it is a go."""
        return self.verdict == "go"

    def to_dict(self) -> dict[str, Any]:
        """Give the answer as a dictionary of the form of the JSON."""
        data: dict[str, Any] = json.loads(self._json)
        return data

    def to_json(self) -> str:
        """Give the answer as JSON text."""
        return self._json

    def to_markdown(self) -> str:
        """Write a summary for a job or a pull request."""
        return self._write("markdown")

    def __str__(self) -> str:
        return self._write("text")

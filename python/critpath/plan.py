"""Plans: read, built, checked, edited."""

from __future__ import annotations

import json
import os
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Iterable, Mapping, Sequence

from . import _native
from ._model import Changes, CheckResult, Document, DiagnosticResult, Edit
from .errors import StoreError
from .schedule import Schedule

__all__ = ["Plan", "Time"]

Time = str | date | datetime
"""A date or time: ISO 8601 text, or one of :mod:`datetime`."""


def time_text(value: Time) -> str:
    """Give a date or time as the ISO 8601 text that the engine reads."""
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, str):
        return value
    raise TypeError(f"a date or time is text or from datetime, not {type(value).__name__}")


def options_text(**options: Any) -> str:
    """Give the options that are set as JSON text."""
    return json.dumps({name: value for name, value in options.items() if value is not None})


class Plan:
    """A deployment guide or project plan, read and ready to be asked.

    Plans never change: :meth:`apply` gives a new one. Reading never fails on content; what is wrong is in
    :attr:`diagnostics`, and keeps :meth:`schedule` from answering if it is an error.

    Examples
    --------
    >>> plan = Plan.from_markdown("# Release\\n\\n## Phase 1: Build\\n\\n- Compile {2d}\\n- Test {1d after=compile}\\n")
    >>> plan.schedule(start="2026-12-07").finish
    datetime.datetime(2026, 12, 9, 17, 0)
    """

    __slots__ = ("_native", "__dict__")

    def __init__(self, native: _native.NativePlan) -> None:
        self._native = native

    @classmethod
    def from_markdown(cls, text: str, *, name: str = "plan.md") -> Plan:
        """Read a guide written in Markdown; ``name`` stands in messages."""
        return cls(_native.NativePlan.read([(name, text)]))

    @classmethod
    def from_json(cls, text: str, *, name: str = "plan.json") -> Plan:
        """Read JSON text: a document of critpath, or one of the system's files."""
        return cls(_native.NativePlan.read([(name, text)]))

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Plan:
        """Read a document given as a dictionary of the form of the JSON."""
        return cls.from_json(json.dumps({"format": "critpath/1", **data}))

    @classmethod
    def from_document(cls, document: Document) -> Plan:
        """Read a document given as a dataclass."""
        return cls.from_dict(document.to_dict())

    @classmethod
    def from_file(cls, *paths: str | os.PathLike[str]) -> Plan:
        """Read a file, or several that make one plan together.

        Raises
        ------
        StoreError
            A file cannot be read; it is an :class:`OSError` too.
        """
        return cls(_native.NativePlan.read([(os.fspath(path), _read(Path(path))) for path in paths]))

    @cached_property
    def document(self) -> Document:
        """Everything that the plan says, as dataclasses."""
        return Document.from_dict(self.to_dict())

    def to_dict(self) -> dict[str, Any]:
        """Give the document as a dictionary of the form of the JSON."""
        data: dict[str, Any] = json.loads(self.to_json())
        return data

    def to_json(self) -> str:
        """Give the document as canonical JSON text."""
        return self._native.document_json()

    def check(self, *, profile: str | None = None, start: Time | None = None) -> CheckResult:
        """Check whether the plan is sound.

        Parameters
        ----------
        profile
            Which rules count how much; ``deploy`` by default.
        start
            When the plan starts, if it does not say.
        """
        options = options_text(profile=profile, start=None if start is None else time_text(start))
        return CheckResult.from_dict(json.loads(self._native.check(options)))

    @cached_property
    def diagnostics(self) -> tuple[DiagnosticResult, ...]:
        """What the check finds with its usual options."""
        return tuple(found for file in self.check().files for found in file.diagnostics)

    def schedule(self, *, start: Time | None = None) -> Schedule:
        """Compute when everything is.

        Parameters
        ----------
        start
            When the plan starts, if it does not say.

        Raises
        ------
        DocumentError
            The plan has errors.
        OptionError
            Nothing says when the plan starts, or ``start`` is no date.
        """
        options = options_text(start=None if start is None else time_text(start))
        return Schedule(self._native.schedule(options), self, options)

    def apply(self, edits: Iterable[Edit | Mapping[str, Any]]) -> tuple[Plan, Changes]:
        """Apply edits in their order, all or none.

        Returns
        -------
        plan : Plan
            The new plan; this one stays as it is.
        changes : Changes
            What the edits changed.
        """
        plain = [edit.to_dict() if isinstance(edit, Edit) else dict(edit) for edit in edits]
        native, changes = self._native.apply(json.dumps(plain))
        return Plan(native), Changes.from_dict(json.loads(changes))

    def diff(self, later: Plan, *, start: Time | None = None) -> Any:
        """Schedule both plans and give what moved from this one to ``later``."""
        return self.schedule(start=start).diff(later.schedule(start=start))

    def __len__(self) -> int:
        return len(self.document.tasks)

    def __eq__(self, other: object) -> bool:
        return self.to_json() == other.to_json() if isinstance(other, Plan) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.to_json())

    def __repr__(self) -> str:
        document = self.document
        return f"<Plan {document.name!r}: {len(document.tasks)} tasks, {len(document.phases)} phases>"

    def __reduce__(self) -> tuple[Any, ...]:
        return Plan.from_json, (self.to_json(),)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise StoreError(f"{path} is not UTF-8 text: {error}", "text.encoding") from error
    except OSError as error:
        raise StoreError(f"cannot read {path}: {error.strerror}", "file.read") from error

"""Exceptions: one class for each thing a caller can do about it.

Every exception has the dotted ``code`` that is the same in every language, the ``diagnostics``
that led to it, and ``details``.

>>> import critpath
>>> plan = critpath.Plan.from_markdown("# Release\\n\\n- Build {#build 1d after=test}\\n- Test {#test 1d after=build}\\n")
>>> try:
...     plan.schedule(start="2026-12-07")
... except critpath.CycleError as error:
...     print(error.code, *error.path)
graph.cycle build test build
"""

from __future__ import annotations

import json
from typing import Any, Mapping, Sequence

__all__ = [
    "CritpathError",
    "DocumentError",
    "GraphError",
    "CycleError",
    "UnknownIdError",
    "InfeasibleError",
    "OptionError",
    "CancelledError",
    "StoreError",
    "MissingFileError",
    "InternalError",
]


class CritpathError(Exception):
    """Base of all exceptions of critpath.

    Attributes
    ----------
    code : str
        The dotted code, for example ``"graph.cycle"``.
    diagnostics : tuple of dict
        What was found on the way, in the form of the JSON.
    details : dict
        Further facts, for example the ``path`` of a cycle.
    """

    code: str
    diagnostics: tuple[Mapping[str, Any], ...]
    details: Mapping[str, Any]

    def __init__(
        self,
        message: str = "",
        code: str = "internal",
        diagnostics: Sequence[Mapping[str, Any]] = (),
        details: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.diagnostics = tuple(diagnostics)
        self.details = dict(details or {})

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else self.code

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (str(self), self.code, self.diagnostics, self.details)


class DocumentError(CritpathError, ValueError):
    """The document has errors; mend them and try again."""


class GraphError(DocumentError):
    """The dependencies of the document contradict each other."""


class CycleError(GraphError):
    """Dependencies form a cycle; ``path`` names it in full."""

    @property
    def path(self) -> tuple[str, ...]:
        """Ids of the tasks and phases of the first cycle, in order, the first one again at the end."""
        path = tuple(self.details.get("path", ()))
        return path if path[:1] == path[-1:] and len(path) > 1 else path + path[:1]


class UnknownIdError(CritpathError, KeyError):
    """There is no task, phase or other thing with this id, or more than one with this name."""

    @property
    def id(self) -> str:
        """The id that was asked for."""
        return str(self.details.get("id", ""))

    @property
    def suggestion(self) -> str | None:
        """The id that was most likely meant."""
        suggestion: str | None = self.details.get("suggestion")
        return suggestion

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the tasks that all have the name that was asked for."""
        return tuple(self.details.get("ids", ()))


class InfeasibleError(CritpathError, ValueError):
    """No schedule satisfies the plan, or its dates leave the range that can be represented."""

    @property
    def task(self) -> str | None:
        """Id of the task whose dates leave the range."""
        task: str | None = self.details.get("task")
        return task


class OptionError(CritpathError, ValueError):
    """An option or an edit has a value that it does not take, or lacks one that it needs."""


class CancelledError(CritpathError):
    """The work was stopped before it was done, because a progress callback returned ``False``."""


class StoreError(CritpathError, OSError):
    """A file could not be read or written; ``errno`` and ``filename`` are set."""

    @classmethod
    def of(cls, error: OSError, path: str) -> StoreError:
        """Build the exception for a file that the system could not read."""
        kind = MissingFileError if isinstance(error, FileNotFoundError) else cls
        raised = kind(f"cannot read {path}: {error.strerror or error}", "file.read", details={"file": path})
        raised.errno, raised.strerror, raised.filename = error.errno, error.strerror, path
        return raised


class MissingFileError(StoreError, FileNotFoundError):
    """There is no such file."""


class InternalError(CritpathError, RuntimeError):
    """A fault in critpath itself; please report it."""


# The class of a code: that of the code itself, else of its family, else DocumentError.
_CLASSES: Mapping[str, type[CritpathError]] = {
    "graph": GraphError,
    "graph.cycle": CycleError,
    "phase.cycle": GraphError,
    "task.unknown": UnknownIdError,
    "gate.unknown": UnknownIdError,
    "schedule.infeasible": InfeasibleError,
    "schedule.overflow": InfeasibleError,
    "schedule.no_start": OptionError,
    "option": OptionError,
    "run.cancelled": CancelledError,
    "file": StoreError,
    "internal": InternalError,
}


def class_of(code: str) -> type[CritpathError]:
    """Give the exception class of a dotted code.

    >>> class_of("graph.cycle").__name__
    'CycleError'
    >>> class_of("duration.invalid").__name__
    'DocumentError'
    """
    family = code.partition(".")[0]
    return _CLASSES.get(code) or _CLASSES.get(family) or DocumentError


def of_failure(code: str, message: str, diagnostics: str, details: str) -> CritpathError:
    """Build the exception of a failure that the engine reports as JSON text."""
    return class_of(code)(message, code, json.loads(diagnostics), json.loads(details))

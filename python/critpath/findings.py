"""What a check found."""

from __future__ import annotations

import json
from functools import cached_property
from typing import TYPE_CHECKING, Any, Iterator

from ._alike import Alike

if TYPE_CHECKING:
    from . import _native
    from ._model import AssessmentResult, CheckResult, CheckSummary, DiagnosticResult, FileResult

__all__ = ["Findings"]


class Findings(Alike):
    """What :meth:`Plan.check` found. Iterating gives every finding, in the order of the files.

    Examples
    --------
    >>> import critpath
    >>> found = critpath.Plan.from_markdown("# Release\\n\\n- Build {#build 2d after=tests}\\n", name="release.md").check()
    >>> found.ok
    False
    >>> for finding in found.errors:
    ...     print(f"{finding.code} in line {finding.line}: {finding.message}")
    id.unknown in line 3: the task `build` comes after `tests`, but there is no task or phase with this id
    >>> print(found.to_github().splitlines()[0][:38])
    ::error file=release.md,line=3,endLine
    """

    def __init__(self, native: _native.NativePlan, options: str) -> None:
        self._native = native
        self._options = options
        self._json = native.check("json", options)

    @cached_property
    def result(self) -> CheckResult:
        """The whole answer as dataclasses."""
        from ._model import CheckResult

        return CheckResult.from_dict(self.to_dict())

    @property
    def files(self) -> tuple[FileResult, ...]:
        """The files, each with its findings."""
        return self.result.files

    @property
    def summary(self) -> CheckSummary:
        """How many errors, warnings and infos there are."""
        return self.result.summary

    @property
    def assessments(self) -> tuple[AssessmentResult, ...]:
        """How each plan fares in the checks of the profile; empty if it has none, as ``deploy``.

        >>> import critpath
        >>> plan = critpath.Plan.from_markdown("# Release {start=2026-12-07}\\n\\n- Build {1d}\\n")
        >>> [assessment] = plan.check(profile="dcma").assessments
        >>> assessment.checks[0].title, assessment.checks[0].value, str(assessment.checks[0].verdict)
        ('logic', 100.0, 'fail')
        """
        return self.result.assessments

    @property
    def ok(self) -> bool:
        """Whether nothing keeps the plan from being computed."""
        return not self.summary.errors

    @property
    def errors(self) -> tuple[DiagnosticResult, ...]:
        """The findings that keep the plan from being computed."""
        return tuple(found for found in self if found.severity == "error")

    @property
    def warnings(self) -> tuple[DiagnosticResult, ...]:
        """The findings that most likely need mending."""
        return tuple(found for found in self if found.severity == "warning")

    @property
    def codes(self) -> frozenset[str]:
        """The codes of all findings."""
        return frozenset(found.code for found in self)

    def to_dict(self) -> dict[str, Any]:
        """Give the answer as a dictionary of the form of the JSON."""
        data: dict[str, Any] = json.loads(self.to_json())
        return data

    def to_json(self) -> str:
        """Give the answer as JSON text."""
        return self._json

    def to_github(self) -> str:
        """Write annotations for a workflow of GitHub Actions."""
        return self._native.check("github", self._options)

    def to_sarif(self) -> str:
        """Write SARIF 2.1.0, for code scanning."""
        return self._native.check("sarif", self._options)

    def __iter__(self) -> Iterator[DiagnosticResult]:
        return (found for file in self.files for found in file.diagnostics)

    def __len__(self) -> int:
        return sum(len(file.diagnostics) for file in self.files)

    def __repr__(self) -> str:
        counts = self.summary
        return f"<Findings: {counts.errors} errors, {counts.warnings} warnings, {counts.infos} infos>"

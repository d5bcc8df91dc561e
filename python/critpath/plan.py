"""Plans: read, checked, scheduled, edited."""

from __future__ import annotations

import json
import os
from functools import cached_property
from typing import TYPE_CHECKING, Any, Iterable, Iterator, Mapping

from . import _native
from ._files import content
from ._judging import Judging
from ._progress import Progress, check_progress
from ._text import Time, document_text, edits_text, options_text
from .errors import DocumentError, OptionError, UnknownIdError
from .findings import Findings
from .forecast import Forecast, Until
from .schedule import Schedule, _phase
from .what_if import WhatIf

if TYPE_CHECKING:
    from ._model import (
        Changes,
        Convention,
        DiagnosticResult,
        DiffResult,
        Document,
        Edit,
        ExplainResult,
        Phase,
        RiskBasis,
        RollbackResult,
        Task,
    )

__all__ = ["Plan", "Progress"]


class Plan(Judging):
    """A deployment guide or project plan, read and ready to be asked.

    Plans never change: :meth:`apply` gives a new one. Reading never fails on content; what is wrong is in
    :attr:`diagnostics`, and keeps :meth:`schedule` from answering if it is an error.

    Make one by :meth:`from_file`, :meth:`from_markdown`, :meth:`from_json`, :meth:`from_xml`, :meth:`from_xer`,
    :meth:`from_dict`, :meth:`from_document`, :meth:`read` or :class:`PlanBuilder`.

    Examples
    --------
    >>> plan = Plan.from_markdown("# Release\\n\\n## Phase 1: Build\\n\\n- Compile {2d}\\n- Test {1d after=compile}\\n")
    >>> plan
    <Plan 'Release': 2 tasks, 1 phases>
    >>> [task.id for task in plan]
    ['compile', 'test']
    >>> plan["test"].after[0].predecessor
    'compile'
    >>> plan.schedule(start="2026-12-07").finish
    datetime.datetime(2026, 12, 9, 17, 0)
    """

    def __init__(self, native: _native.NativePlan, *, edits: tuple[str, ...] = ()) -> None:
        if not isinstance(native, _native.NativePlan):
            raise TypeError("make a plan by Plan.from_file, .from_markdown, .from_json, .from_dict or PlanBuilder")
        self._native = native
        # What was done to the plan since it was read, for pickling.
        self._edits = edits

    @classmethod
    def from_markdown(cls, text: str, *, name: str = "plan.md") -> Plan:
        """Read a guide written in Markdown; ``name`` stands in messages."""
        return cls.read({name: text})

    @classmethod
    def from_json(cls, text: str, *, name: str = "plan.json") -> Plan:
        """Read JSON text: a document of critpath, or one of the files of the AutoProjectManagement system."""
        return cls.read({name: text})

    @classmethod
    def from_xml(cls, text: str, *, name: str = "plan.xml") -> Plan:
        """Read a project in the XML of Microsoft Project; ids of tasks are those of the file."""
        return cls.read({name: text})

    @classmethod
    def from_xer(cls, text: str, *, name: str = "plan.xer") -> Plan:
        """Read an export of Primavera P6; ids of tasks are the codes of the activities.

        Of several projects in it, the first one is read, or the one that the name asks for, as in
        ``plan.xer#BRIDGE``.
        """
        return cls.read({name: text})

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Plan:
        """Read a dictionary as the text of its JSON is read: a document of critpath, or one of the system's files.

        A document that says ``"format": "critpath/1"`` is never taken for something else.

        Raises
        ------
        DocumentError
            A number in it is not finite; it is a :class:`ValueError` too.
        TypeError
            Something in it has no form in JSON. Dates of :mod:`datetime` and dataclasses of the model have one.

        Examples
        --------
        >>> plan = Plan.from_dict({"name": "Release", "tasks": [{"id": "build", "name": "Build", "duration": "2d"}]})
        >>> plan["build"].duration
        '2d'
        """
        if not isinstance(data, Mapping):
            raise TypeError(f"a document is a dictionary, not {type(data).__name__}")
        return cls.from_json(document_text(data))

    @classmethod
    def from_document(cls, document: Document) -> Plan:
        """Read a document given as a dataclass."""
        return cls.from_dict({"format": "critpath/1", **document.to_dict()})

    @classmethod
    def from_file(cls, *paths: str | os.PathLike[str]) -> Plan:
        """Read a file in Markdown, JSON, XML or XER, or several that make one plan together.

        A project of an export of Primavera P6 may be named behind its path, as in ``plan.xer#BRIDGE``.

        Raises
        ------
        StoreError
            A file cannot be read; it is an :class:`OSError` too, and a :class:`FileNotFoundError` if there is none.
        DocumentError
            A file is not UTF-8 text; it is a :class:`ValueError` too.
        """
        if not paths:
            raise TypeError("from_file needs the path of a file")
        return cls.read([(os.fspath(path), content(path)) for path in paths])

    @classmethod
    def read(cls, files: Mapping[str, str] | Iterable[tuple[str, str]]) -> Plan:
        """Read texts by name, several of which make one plan together.

        Parameters
        ----------
        files
            Content by name. A name that ends in ``.md``, ``.json``, ``.xml`` or ``.xer`` says what the content is; otherwise
            the content does.

        Examples
        --------
        >>> Plan.read({"release.md": "# Release\\n\\n- Build {1d}\\n"}).name
        'Release'
        """
        pairs = list(files.items() if isinstance(files, Mapping) else files)
        for name, text in pairs:
            if not isinstance(name, str) or not isinstance(text, str):
                wrong = name if not isinstance(name, str) else text
                hint = "; decode it first" if isinstance(wrong, (bytes, bytearray)) else ""
                raise TypeError(f"name and content of a plan are text, not {type(wrong).__name__}{hint}")
        try:
            return cls(_native.NativePlan.read(pairs))
        except UnicodeEncodeError as error:
            character = error.object[error.start]
            message = f"the text holds {character!r}, half of a pair of surrogates, which is no character"
            raise DocumentError(message, "text.encoding") from None

    @cached_property
    def document(self) -> Document:
        """Everything that the plan says, as dataclasses."""
        from ._model import Document

        return Document.from_dict(self.to_dict())

    @property
    def name(self) -> str:
        """Title of the plan."""
        return self.document.name

    @property
    def tasks(self) -> tuple[Task, ...]:
        """The tasks, in the order of the plan."""
        return self.document.tasks

    @property
    def phases(self) -> tuple[Phase, ...]:
        """The phases, in the order of the plan."""
        return self.document.phases

    def phase(self, id: str) -> Phase:
        """The phase with this id; ``plan["id"]`` gives a task.

        Raises
        ------
        UnknownIdError
            There is no such phase; it is a :class:`KeyError` too.
        """
        return _phase(self.phases, id)

    def to_dict(self) -> dict[str, Any]:
        """Give the document as a dictionary of the form of the JSON."""
        data: dict[str, Any] = json.loads(self.to_json())
        return data

    def to_json(self) -> str:
        """Give the document as canonical JSON text."""
        return self._native.document_json()

    def check(
        self,
        *,
        profile: str | None = None,
        start: Time | None = None,
        now: Time | None = None,
        convention: Convention | None = None,
    ) -> Findings:
        """Check whether the plan is sound.

        Parameters
        ----------
        profile
            Which rules count how much: ``deploy`` by default, ``dcma`` for the DCMA 14-point assessment of a schedule.
        start
            When the plan starts, if it does not say.
        now
            The present, which counts as the data date of an assessment if the plan states none.
        convention
            Whose rules the dates follow, as in :meth:`schedule`.

        Examples
        --------
        >>> Plan.from_markdown("# Release {start=2026-12-07}\\n\\n- Build {1d}\\n").check().ok
        True
        """
        return Findings(self._native, options_text({"start": start, "now": now}, profile=profile, convention=convention))

    @cached_property
    def diagnostics(self) -> tuple[DiagnosticResult, ...]:
        """What the check finds with its usual options."""
        return tuple(self.check())

    def validate(self) -> Plan:
        """Give the plan itself if it is sound.

        Raises
        ------
        DocumentError
            The plan has errors.
        """
        self._native.validate()
        return self

    def schedule(
        self,
        *,
        start: Time | None = None,
        convention: Convention | None = None,
        progress: Progress | None = None,
    ) -> Schedule:
        """Compute when everything is. Other threads run meanwhile, and Ctrl-C stops it.

        Parameters
        ----------
        start
            When the plan starts, if it does not say. A time without an offset is local in the plan's time zone;
            a date is the first working time of that day.
        convention
            Whose rules it follows where planning tools differ: ``native``, ``ms_project`` or ``primavera``; by default
            those that the plan names, else the native ones.
        progress
            Called now and then with the work done and all the work; stops the work by answering ``False``.

        Raises
        ------
        DocumentError
            The plan has errors; :class:`CycleError` if its dependencies form a cycle.
        OptionError
            Nothing says when the plan starts, ``start`` is no date, or nobody has this ``convention``.
        InfeasibleError
            Dates leave the range that can be represented.
        CancelledError
            ``progress`` answered ``False``.

        Examples
        --------
        >>> plan = Plan.from_markdown("# Release\\n\\n- Build {#build 2d}\\n- Publish {1h after=build}\\n")
        >>> for task in plan.schedule(start="2026-12-07"):
        ...     print(task.id, task.start, "critical" if task.critical else "")
        build 2026-12-07T08:00:00 critical
        publish 2026-12-09T08:00:00 critical
        """
        check_progress(progress)
        options = options_text({"start": start}, convention=convention)
        return Schedule(self._native.schedule(options, progress), self, options)

    def simulate(
        self,
        *,
        runs: int = 10_000,
        seed: int = 0,
        first_run: int = 0,
        threads: int | None = None,
        risks: RiskBasis = "inherent",
        indices: bool = True,
        confidence: float = 0.95,
        until: Until | None = None,
        start: Time | None = None,
        convention: Convention | None = None,
        progress: Progress | None = None,
    ) -> Forecast:
        """Say how sure the dates are: schedule the plan many times, each time with other durations and risks.

        Other threads run meanwhile, and Ctrl-C stops it. The answer is the same to the last bit for any number of
        threads, in every language and on every machine.

        Parameters
        ----------
        runs
            How often the plan is scheduled.
        seed
            What the random numbers come from; the same seed gives the same answer.
        first_run
            The number of the first run: parts of one simulation have different runs, and :meth:`Forecast.merge` joins
            them.
        threads
            How many threads share the work: all processors by default.
        risks
            Which effects of risks count: ``inherent`` before mitigation, ``residual`` after it, or ``none``.
        indices
            Whether the indices of tasks and the tornado are computed.
        confidence
            The confidence of intervals, between 0 and 1.
        until
            Stop as soon as a percentile is known well enough: ``{"percent": 80, "half_width_s": 7200}``.
        start, convention
            As in :meth:`schedule`.
        progress
            Called now and then with the runs that are done and all of them; stops the work by answering ``False``.

        Raises
        ------
        DocumentError
            As :meth:`schedule`, and for estimates that make no distribution, or correlations that cannot exist.
        OptionError
            As :meth:`schedule`, and for options that no simulation can have, such as no runs.
        CancelledError
            ``progress`` answered ``False``.

        Examples
        --------
        >>> plan = Plan.from_markdown("# Release {start=2026-12-07}\\n\\n- Build {#build 1d/2d/4d}\\n")
        >>> forecast = plan.simulate(runs=1_000, seed=7)
        >>> forecast.p80.date().isoformat()
        '2026-12-09'
        """
        check_progress(progress)
        part = {"runs": runs, "first_run": first_run, "seed": seed, "threads": threads, "until": until}
        answer = {"risks": risks, "indices": indices, "confidence": confidence}
        options = options_text({"start": start}, convention=convention, **part, **answer)
        return Forecast(self._native.simulate(options, progress), self, options)

    def explain(
        self, task: str, *, start: Time | None = None, convention: Convention | None = None
    ) -> ExplainResult:
        """Say why a task is when it is: :meth:`Schedule.explain` of the plan's schedule."""
        return self.schedule(start=start, convention=convention).explain(task)

    def rollback(
        self,
        *,
        runs: int | None = None,
        seed: int = 0,
        risks: RiskBasis = "inherent",
        confidence: float = 0.95,
        start: Time | None = None,
        convention: Convention | None = None,
        progress: Progress | None = None,
    ) -> RollbackResult:
        """Tell how long the way back is: :meth:`Schedule.rollback` of the plan's schedule."""
        schedule = self.schedule(start=start, convention=convention)
        return schedule.rollback(runs=runs, seed=seed, risks=risks, confidence=confidence, progress=progress)

    def apply(self, edits: Edit | Iterable[Edit | Mapping[str, Any]]) -> tuple[Plan, Changes]:
        """Apply edits in their order, all or none.

        Parameters
        ----------
        edits
            One :class:`Edit`, or a list of them or of dictionaries of the same form.

        Returns
        -------
        plan : Plan
            The new plan; this one stays as it is.
        changes : Changes
            What the edits changed.

        Raises
        ------
        UnknownIdError
            An edit names an id that does not exist; it is a :class:`KeyError` too.
        OptionError
            An edit lacks what it needs, or says what no edit says.
        DocumentError
            The edited plan has errors.

        Examples
        --------
        >>> from critpath import Edit
        >>> plan = Plan.from_markdown("# Release {start=2026-12-07}\\n\\n- Build {#build 2d}\\n")
        >>> longer, changes = plan.apply(Edit(edit="set_duration", id="build", duration="4d"))
        >>> changes.changed[0].field, longer["build"].duration
        ('duration', '4d')
        >>> plan.diff(longer).finish_shift_s // 86_400
        2
        """
        from ._model import Changes

        text = edits_text(edits)
        native, changes = self._native.apply(text)
        return Plan(native, edits=(*self._edits, text)), Changes.from_dict(json.loads(changes))

    def what_if(self, *, start: Time | None = None, convention: Convention | None = None) -> WhatIf:
        """Try out edits one after another: each is followed in a fraction of the time of a new schedule.

        Parameters
        ----------
        start, convention
            As in :meth:`schedule`.

        Raises
        ------
        CritpathError
            As :meth:`schedule` does.

        Examples
        --------
        >>> plan = Plan.from_markdown("# Release {start=2026-12-07}\\n\\n- Build {#build 2d}\\n")
        >>> what_if = plan.what_if()
        >>> what_if.apply([{"edit": "set_duration", "id": "build", "duration": "4d"}]).finish_after
        '2026-12-10T17:00:00'
        >>> what_if.undo(), what_if.schedule.finish.isoformat()
        (True, '2026-12-08T17:00:00')
        """
        options = options_text({"start": start}, convention=convention)
        return WhatIf(self._native.what_if(options), self, options)

    def diff(
        self,
        later: Plan,
        *,
        task: str | None = None,
        start: Time | None = None,
        convention: Convention | None = None,
    ) -> DiffResult:
        """Schedule both plans and give what moved from this one to ``later``, and why: :meth:`Schedule.diff`."""
        if not isinstance(later, Plan):
            raise TypeError(f"a plan is compared with a plan, not with {type(later).__name__}")
        return self.schedule(start=start, convention=convention).diff(
            later.schedule(start=start, convention=convention), task=task
        )

    @cached_property
    def _by_id(self) -> dict[str, Task]:
        return {task.id: task for task in self.tasks}

    def __getitem__(self, task: str) -> Task:
        found = self._by_id.get(task)
        if found is None:
            raise UnknownIdError(f"there is no task `{task}`", "task.unknown", details={"kind": "task", "id": task})
        return found

    def __contains__(self, task: object) -> bool:
        return task in self._by_id

    def __len__(self) -> int:
        return len(self.tasks)

    def __iter__(self) -> Iterator[Task]:
        return iter(self.tasks)

    def __repr__(self) -> str:
        return f"<Plan {self.name!r}: {len(self.tasks)} tasks, {len(self.phases)} phases>"

    def _repr_html_(self) -> str | None:
        """The Gantt chart, in a notebook; nothing while the plan has no dates."""
        from .errors import CritpathError

        try:
            return self.schedule().to_svg()
        except CritpathError:
            return None

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (self._native.files(), self._edits)


def _again(files: list[tuple[str, str]], edits: tuple[str, ...]) -> Plan:
    native = _native.NativePlan.read(files)
    for text in edits:
        native, _ = native.apply(text)
    return Plan(native, edits=edits)

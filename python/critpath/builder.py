"""Plans written in Python."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Iterable, Mapping, TypeAlias

from ._text import Time, time_text
from .errors import OptionError
from .plan import Plan

if TYPE_CHECKING:
    from ._model import Assignment, Calendar, Dependency, Estimate

    _After: TypeAlias = str | Dependency | Iterable[str | Dependency]

__all__ = ["PlanBuilder"]

_RELATION = r"(?P<id>.+):(?P<relation>FS|SS|FF|SF)(?P<lag>[+-].+)?"
_WINDOW = r"\s*(day|week|month)s?\s+(\d+)\s*(?:[-–]\s*(\d+))?\s*"


class PlanBuilder:
    """Builds a plan step by step; each step gives the builder itself, :meth:`build` the plan.

    Tasks belong to the phase stated last. Ids are made from names (``Switch traffic`` is ``switch-traffic``)
    unless they are given. Durations are text: ``"2d"``, ``"4h"``, ``"90s"``, ``"1w"``, elapsed ``"1ed"``.

    Parameters
    ----------
    name
        Title of the plan.

    Examples
    --------
    >>> plan = (
    ...     PlanBuilder("Release 2.4")
    ...     .start("2026-12-07")
    ...     .phase("Prepare")
    ...     .task("Build", duration="2d", owner="dev")
    ...     .task("Test", estimate=("4h", "1d", "3d"), after="build")
    ...     .phase("Cut over")
    ...     .task("Migrate", duration="20m", after="test", undo="15m")
    ...     .task("Switch traffic", duration="2m", after="migrate:FS+5m", undo="30s")
    ...     .milestone("Live", after="switch-traffic")
    ...     .build()
    ... )
    >>> schedule = plan.schedule()
    >>> schedule.finish, schedule.critical_path[-1]
    (datetime.datetime(2026, 12, 10, 8, 27), 'live')
    """

    def __init__(self, name: str) -> None:
        self._document: dict[str, Any] = {"format": "critpath/1", "name": _text("name", name)}
        self._phase: str | None = None
        self._ids: set[str] = set()

    # What holds for the whole plan.

    def start(self, when: Time) -> PlanBuilder:
        """Start the plan at a date or time."""
        return self._state(start=time_text(when))

    def deadline(self, when: Time) -> PlanBuilder:
        """State when the plan should be finished; when it is not, floats are negative."""
        return self._state(deadline=time_text(when))

    def time_zone(self, name: str) -> PlanBuilder:
        """State the IANA name of the time zone of all times, such as ``Europe/Berlin``."""
        return self._state(time_zone=_text("time_zone", name))

    def calendar(self, calendar: str | Calendar) -> PlanBuilder:
        """State when work is done: the name of a built-in calendar, or one of one's own."""
        if isinstance(calendar, str):
            return self._state(calendar=calendar)
        return self._add("calendars", calendar.to_dict())._state(calendar=calendar.id)

    # What is in it.

    def phase(
        self,
        name: str,
        *,
        id: str | None = None,
        inside: str | None = None,
        window: str | None = None,
        after: _After = (),
        deadline: Time | None = None,
        owner: str | None = None,
        objective: str | None = None,
    ) -> PlanBuilder:
        """Add a phase; the tasks that follow are in it.

        Parameters
        ----------
        name
            What people call it.
        id
            Its id, if not made from the name.
        inside
            Id of the phase that it is part of.
        window
            When it takes place, counted from the start of the plan: ``"Week 1-2"``, ``"Day 3"``, ``"Month 1"``.
        after
            What must come before everything in it: see :meth:`task`.
        deadline, owner, objective
            As in :class:`Phase`.
        """
        made = self._named(name, id, inside)
        self._phase = made["id"]
        return self._add(
            "phases",
            made,
            parent=inside,
            window=None if window is None else _window(window),
            after=_links(after),
            deadline=None if deadline is None else time_text(deadline),
            owner=owner,
            objective=objective,
        )

    def task(
        self,
        name: str,
        *,
        id: str | None = None,
        duration: str | None = None,
        estimate: str | Iterable[str] | Estimate | None = None,
        after: _After = (),
        owner: str | None = None,
        needs: str | Mapping[str, float] | Iterable[str | Assignment] = (),
        undo: str | None = None,
        irreversible: bool = False,
        not_before: Time | None = None,
        not_after: Time | None = None,
        deadline: Time | None = None,
        environment: str | None = None,
        priority: str | None = None,
        cost: float | None = None,
        progress: float | None = None,
        description: str | None = None,
    ) -> PlanBuilder:
        """Add a task to the phase stated last.

        Parameters
        ----------
        name
            What people call it.
        id
            Its id, if not made from the name.
        duration
            How long it takes: ``"2d"``.
        estimate
            How long it may take: ``("4h", "1d", "3d")`` or ``"4h/1d/3d"`` for the least, the most likely and
            the most; two of them are the least and the most.
        after
            Ids of what must come before it. ``"build"`` means after its finish; ``"build:SS+2h"`` two hours
            after its start; ``:FF`` and ``:SF`` tie the finishes, and the finish to the start.
        owner
            Who answers for it.
        needs
            Ids of the resources that it needs, with units if they are not one: ``{"dba": 0.5}``.
        undo
            How long the way back takes.
        irreversible
            There is no way back.
        not_before, not_after
            The earliest start and the latest finish.
        deadline
            When it should be finished; never moves dates.
        environment, priority, cost, description
            As in :class:`Task`.
        progress
            The share that is done, 0 to 100.
        """
        limits = (("start_no_earlier_than", not_before), ("finish_no_later_than", not_after))
        way_back = {"duration": undo, "irreversible": True if irreversible else None}
        return self._add(
            "tasks",
            self._named(name, id, self._phase),
            phase=self._phase,
            duration=duration,
            estimate=None if estimate is None else _estimate(estimate),
            after=_links(after),
            owner=owner,
            needs=_assignments(needs),
            undo=_given(way_back),
            constraints=[{"kind": kind, "date": time_text(date)} for kind, date in limits if date is not None],
            deadline=None if deadline is None else time_text(deadline),
            environment=environment,
            priority=priority,
            cost=cost,
            progress=None if progress is None else {"percent": progress},
            description=description,
        )

    def milestone(
        self, name: str, *, id: str | None = None, after: _After = (), deadline: Time | None = None
    ) -> PlanBuilder:
        """Add a milestone to the phase stated last: a point in time that takes no work."""
        return self._add(
            "tasks",
            self._named(name, id, self._phase),
            kind="milestone",
            phase=self._phase,
            after=_links(after),
            deadline=None if deadline is None else time_text(deadline),
        )

    def outside(self) -> PlanBuilder:
        """Let the tasks that follow be in no phase."""
        self._phase = None
        return self

    def add(self, *nouns: object) -> PlanBuilder:
        """Add what has no method of its own: :class:`Risk`, :class:`Resource`, :class:`Monitor` and so on.

        Examples
        --------
        >>> from critpath import Resource, Risk
        >>> plan = (
        ...     PlanBuilder("Release")
        ...     .add(Resource(id="dba", name="Database administrator"))
        ...     .add(Risk(id="slow", name="The migration takes too long", affects=("migrate",)))
        ...     .task("Migrate", duration="1d", needs="dba")
        ...     .build()
        ... )
        >>> plan.document.risks[0].affects
        ('migrate',)
        """
        lists = _lists()
        for noun in nouns:
            place = lists.get(type(noun))
            if place is None:
                kinds = ", ".join(sorted(kind.__name__ for kind in lists))
                raise TypeError(f"a plan holds no list of {type(noun).__name__}; it holds {kinds}")
            self._add(place, noun.to_dict())  # type: ignore[attr-defined]
        return self

    def build(self) -> Plan:
        """Give the plan.

        Raises
        ------
        DocumentError
            Ids that do not exist or exist twice, texts that are no durations, cycles, and so on; the exception's
            ``diagnostics`` name all of them.

        Examples
        --------
        >>> PlanBuilder("Release").task("Build", duration="2d", after="test").build()
        Traceback (most recent call last):
        critpath.errors.DocumentError: the task `build` comes after `test`, but there is no task or phase with this id
        """
        return Plan.from_dict(self._document).validate()

    def __repr__(self) -> str:
        counts = (len(self._document.get(kind, ())) for kind in ("tasks", "phases"))
        return "<PlanBuilder {!r}: {} tasks, {} phases>".format(self._document["name"], *counts)

    def _state(self, **facts: Any) -> PlanBuilder:
        self._document.update(facts)
        return self

    def _add(self, place: str, noun: Mapping[str, Any], **fields: Any) -> PlanBuilder:
        self._document.setdefault(place, []).append({**noun, **(_given(fields) or {})})
        return self

    def _named(self, name: str, id: str | None, phase: str | None) -> dict[str, str]:
        """Name and id; ids that are made are kept apart by the phase, then by a number."""
        if id is None:
            slug = re.sub(r"[\W_]+", "-", _text("name", name).lower()).strip("-")
            if not slug:
                raise OptionError(f"the name {name!r} gives no id; give one as `id`", "option.invalid")
            id = slug
            if id in self._ids and phase is not None:
                id = slug = f"{phase}-{slug}"
            number = 2
            while id in self._ids:
                id, number = f"{slug}-{number}", number + 1
        self._ids.add(_text("id", id))
        return {"id": id, "name": _text("name", name)}


def _text(what: str, value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{what} is text, not {type(value).__name__}")
    return value


def _given(fields: Mapping[str, Any]) -> dict[str, Any] | None:
    """The fields that say something."""
    return {name: value for name, value in fields.items() if value is not None and value != []} or None


def _links(after: _After) -> list[dict[str, Any]]:
    from ._model import Dependency

    links = []
    for link in [after] if isinstance(after, (str, Dependency)) else after:
        if isinstance(link, Dependency):
            links.append(link.to_dict())
        elif found := re.fullmatch(_RELATION, _text("after", link)):
            fields = {"predecessor": found["id"], "relation": found["relation"], "lag": found["lag"]}
            links.append(_given(fields) or {})
        else:
            links.append({"predecessor": link})
    return links


def _estimate(estimate: str | Iterable[str] | Estimate) -> dict[str, Any]:
    from ._model import Estimate

    if isinstance(estimate, Estimate):
        return estimate.to_dict()
    parts = [_text("estimate", part).strip() for part in (estimate.split("/") if isinstance(estimate, str) else estimate)]
    names = {1: ("likely",), 2: ("low", "high"), 3: ("low", "likely", "high")}.get(len(parts))
    if names is None:
        raise OptionError(f"an estimate has up to three durations, not {len(parts)}", "option.invalid")
    return dict(zip(names, parts))


def _window(text: str) -> dict[str, Any]:
    found = re.fullmatch(_WINDOW, _text("window", text), re.IGNORECASE)
    if found is None:
        raise OptionError(f"`{text}` is no window like `Week 1-2`, `Day 3` or `Month 1`", "option.invalid")
    first = int(found[2])
    return {"unit": found[1].lower(), "first": first, "last": int(found[3] or first), "text": text}


def _assignments(needs: str | Mapping[str, float] | Iterable[str | Assignment]) -> list[dict[str, Any]]:
    from ._model import Assignment

    if isinstance(needs, Mapping):
        return [{"resource": resource, "units": units} for resource, units in needs.items()]
    several = [needs] if isinstance(needs, (str, Assignment)) else needs
    return [need.to_dict() if isinstance(need, Assignment) else {"resource": _text("needs", need)} for need in several]


def _lists() -> dict[type, str]:
    """The lists of a document, by the class of what they hold."""
    from ._model import Document

    return {kind: name for name, kind, many in Document._spec if many and kind is not None}

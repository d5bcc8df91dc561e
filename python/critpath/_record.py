"""How the generated dataclasses read and write the dictionaries of the JSON."""

from __future__ import annotations

from dataclasses import MISSING, fields
from keyword import iskeyword
from typing import Any, ClassVar, Mapping, TypeVar

from ._text import canonical

Spec = tuple[tuple[str, "type[Record] | None", bool], ...]
"""For each field: its name, the class of what it holds if that is a record, and whether it is a list."""

R = TypeVar("R", bound="Record")


class Record:
    """Base of all records: to and from dictionaries and JSON."""

    __slots__ = ()
    _spec: ClassVar[Spec] = ()

    @classmethod
    def from_dict(cls: type[R], data: Mapping[str, Any]) -> R:
        """Build the record from a dictionary of the form of the JSON.

        Parameters
        ----------
        data
            Fields by name. Fields that the record does not know go to ``extensions`` if it has them.

        Raises
        ------
        TypeError
            A field that the record needs is missing, or one it does not know cannot be kept.
        """
        values: dict[str, Any] = {}
        known = set()
        for name, kind, many in cls._spec:
            known.add(name)
            if name not in data:
                continue
            value = data[name]
            if kind is not None and value is not None:
                value = [kind.from_dict(item) for item in value] if many else kind.from_dict(value)
            values[_attribute(name)] = tuple(value) if many else value
        unknown = {name: value for name, value in data.items() if name not in known}
        return cls(**values, **cls._extra(unknown))

    @classmethod
    def _extra(cls, unknown: Mapping[str, Any]) -> dict[str, Any]:
        if unknown:
            names = ", ".join(sorted(unknown))
            raise TypeError(f"{cls.__name__} has no field {names}")
        return {}

    def to_dict(self) -> dict[str, Any]:
        """Give the record as a dictionary of the form of the JSON, without what is left out at its default."""
        defaults = _defaults(type(self))
        named = ((name, _attribute(name)) for name, _, _ in self._spec)
        said = ((name, at, getattr(self, at)) for name, at in named)
        return {name: _plain(value) for name, at, value in said if at not in defaults or value != defaults[at]}

    # Once for all records: Python takes its time to write these methods anew for each dataclass.

    def __eq__(self, other: object) -> bool:
        return _values(self) == _values(other) if type(other) is type(self) else NotImplemented

    def __hash__(self) -> int:
        return hash((type(self), *_values(self)))

    def __repr__(self) -> str:
        defaults = _defaults(type(self))
        named = ((f.name, getattr(self, f.name)) for f in fields(self))  # type: ignore[arg-type]
        said = (f"{name}={value!r}" for name, value in named if name not in defaults or value != defaults[name])
        return f"{type(self).__name__}({', '.join(said)})"

    def to_json(self) -> str:
        """Give the record as the JSON text that the engine writes for it."""
        return canonical(self.to_dict())


class OpenRecord(Record):
    """A record that keeps fields it does not know, and leaves out those at their default."""

    __slots__ = ()

    @classmethod
    def _extra(cls, unknown: Mapping[str, Any]) -> dict[str, Any]:
        return {"extensions": dict(unknown)} if unknown else {}

    def to_dict(self) -> dict[str, Any]:
        """Give the record as a dictionary of the form of the JSON, without what is left out at its default."""
        return {**super().to_dict(), **getattr(self, "extensions")}


def _attribute(name: str) -> str:
    """The attribute of a field: with an underscore behind a name that Python keeps to itself, such as ``from_``."""
    return f"{name}_" if iskeyword(name) else name


def _values(record: object) -> tuple[Any, ...]:
    return tuple(getattr(record, f.name) for f in fields(record))  # type: ignore[arg-type]


_DEFAULTS: dict[type, dict[str, Any]] = {}


def _defaults(kind: type[Record]) -> dict[str, Any]:
    """The default of each field that has one."""
    if kind not in _DEFAULTS:
        known = fields(kind)  # type: ignore[arg-type]
        made = ((f.name, f.default if f.default_factory is MISSING else f.default_factory()) for f in known)
        _DEFAULTS[kind] = {name: default for name, default in made if default is not MISSING}
    return _DEFAULTS[kind]


def _plain(value: Any) -> Any:
    if isinstance(value, Record):
        return value.to_dict()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value

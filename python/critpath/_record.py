"""How the generated dataclasses read and write the dictionaries of the JSON."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any, ClassVar, Mapping, TypeVar

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
            values[name] = tuple(value) if many else value
        unknown = {name: value for name, value in data.items() if name not in known}
        return cls(**values, **cls._extra(unknown))

    @classmethod
    def _extra(cls, unknown: Mapping[str, Any]) -> dict[str, Any]:
        if unknown:
            names = ", ".join(sorted(unknown))
            raise TypeError(f"{cls.__name__} has no field {names}")
        return {}

    def to_dict(self) -> dict[str, Any]:
        """Give the record as a dictionary of the form of the JSON."""
        return {name: _plain(getattr(self, name)) for name, _, _ in self._spec}

    def to_json(self) -> str:
        """Give the record as JSON text."""
        return json.dumps(self.to_dict(), ensure_ascii=False)


class OpenRecord(Record):
    """A record that keeps fields it does not know, and omits those at their default."""

    __slots__ = ()

    @classmethod
    def _extra(cls, unknown: Mapping[str, Any]) -> dict[str, Any]:
        return {"extensions": dict(unknown)} if unknown else {}

    def to_dict(self) -> dict[str, Any]:
        """Give the record as a dictionary of the form of the JSON, without what is at its default."""
        defaults = _defaults(type(self))
        named = ((name, getattr(self, name)) for name, _, _ in self._spec)
        out = {name: _plain(value) for name, value in named if value != defaults[name]}
        out.update(getattr(self, "extensions"))
        return out


_DEFAULTS: dict[type, dict[str, Any]] = {}


def _defaults(kind: type) -> dict[str, Any]:
    if kind not in _DEFAULTS:
        empty = kind()
        _DEFAULTS[kind] = {f.name: getattr(empty, f.name) for f in fields(kind)}
    return _DEFAULTS[kind]


def _plain(value: Any) -> Any:
    if isinstance(value, Record):
        return value.to_dict()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value

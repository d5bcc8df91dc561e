"""Lists of records that are built when they are asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Generic, Mapping, TypeVar, overload

from ._record import Record

R = TypeVar("R", bound=Record)


class Rows(Sequence[R], Generic[R]):
    """A sequence of records over the dictionaries that they are made of."""

    __slots__ = ("_kind", "_data")

    def __init__(self, kind: type[R], data: list[Mapping[str, Any]]) -> None:
        self._kind = kind
        self._data = data

    @overload
    def __getitem__(self, index: int) -> R: ...
    @overload
    def __getitem__(self, index: slice) -> Rows[R]: ...
    def __getitem__(self, index: int | slice) -> R | Rows[R]:
        if isinstance(index, slice):
            return Rows(self._kind, self._data[index])
        return self._kind.from_dict(self._data[index])

    def __len__(self) -> int:
        return len(self._data)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Rows):
            return self._kind is other._kind and self._data == other._data
        return tuple(self) == other if isinstance(other, tuple) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<{len(self)} × {self._kind.__name__}>"

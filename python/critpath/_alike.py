"""What is equal when the engine writes it the same."""

from __future__ import annotations

from abc import ABC, abstractmethod
from functools import cached_property


class Alike(ABC):
    """Base of what the engine writes as JSON: equal and hashed by that text, and true even when it is empty."""

    @abstractmethod
    def to_json(self) -> str:
        """Give it as JSON text."""

    def __bool__(self) -> bool:
        return True

    def __eq__(self, other: object) -> bool:
        return self.to_json() == other.to_json() if isinstance(other, type(self)) else NotImplemented

    @cached_property
    def _hash(self) -> int:
        return hash(self.to_json())

    def __hash__(self) -> int:
        return self._hash

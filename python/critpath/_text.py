"""Values of Python into the text that the engine reads, and its answers into the same bytes again."""

from __future__ import annotations

import json
from datetime import date, datetime
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any, Iterable, Iterator, Mapping

from .errors import DocumentError, OptionError

if TYPE_CHECKING:
    from ._model import Edit

__all__ = ["Time", "time_text", "options_text", "edits_text", "document_text", "plain_text", "canonical"]

Time = str | date | datetime
"""A date or time: ISO 8601 text, or one of :mod:`datetime` (those of pandas and numpy are taken too)."""


def time_text(value: Time) -> str:
    """Give a date or time as the ISO 8601 text that the engine reads.

    >>> time_text(datetime(2026, 12, 7, 8, 30))
    '2026-12-07T08:30:00'
    """
    if isinstance(value, str):
        return value
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if type(value).__module__ == "numpy" and type(value).__name__ == "datetime64":
        return str(value)
    raise TypeError(f"a date or time is text or of datetime, not {_kind(value)}")


def options_text(times: Mapping[str, Time | None], **options: Any) -> str:
    """Give the options that are set as JSON text."""
    given = {name: time_text(value) for name, value in times.items() if value is not None}
    given.update((name, value) for name, value in options.items() if value is not None)
    try:
        return document_text(given)
    except DocumentError as error:
        raise OptionError(str(error), "option.invalid") from None


def edits_text(edits: Edit | Iterable[Edit | Mapping[str, Any]]) -> str:
    """Give one edit, or a list of them, as JSON text.

    >>> edits_text([{"edit": "clear_duration", "id": "build"}])
    '[{"edit":"clear_duration","id":"build"}]'
    """
    from ._model import Edit

    if isinstance(edits, Mapping):
        raise OptionError("edits are a list of objects, one for each edit", "option.invalid")
    several = [edits] if isinstance(edits, Edit) else list(edits)
    for edit in several:
        if not isinstance(edit, (Edit, Mapping)):
            raise TypeError(f"an edit is an Edit or a dictionary, not {_kind(edit)}")
    return document_text([edit.to_dict() if isinstance(edit, Edit) else dict(edit) for edit in several])


def document_text(data: Any) -> str:
    """Give a value as JSON text, and say where in it something stands that JSON has no form for.

    >>> document_text({"tasks": [{"id": "a", "cost": float("nan")}]})
    Traceback (most recent call last):
    critpath.errors.DocumentError: tasks[0].cost is nan, not a finite number
    """
    try:
        return json.dumps(data, allow_nan=False, separators=(",", ":"), default=_plain)
    except RecursionError:
        raise DocumentError("the data is nested too deep", "text.too_large") from None
    except ValueError as error:
        if "ircular" in str(error):
            raise DocumentError("the data holds itself", "text.too_large") from None
        place = next(_unfit(data), str(error))
        raise DocumentError(f"{place}, not a finite number", "number.invalid") from None


def plain_text(data: Any) -> str:
    """Give measured data as JSON text: arrays as lists, and values that are missing as ``NaN``.

    >>> plain_text({"samples": [1.5, float("nan")]})
    '{"samples":[1.5,NaN]}'
    """
    listed = lambda value: value.tolist() if hasattr(value, "tolist") else _plain(value)  # noqa: E731
    return json.dumps(data, separators=(",", ":"), default=listed)


def canonical(value: Any) -> str:
    """Give plain data as the JSON text that the engine writes for it: compact, numbers in the same form.

    >>> canonical({"a": [1, 1e-05, 2e16, None, "ä"]})
    '{"a":[1,0.00001,2e16,null,"ä"]}'
    """
    if value is None:
        return "null"
    if isinstance(value, str):
        return encode_basestring(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, Mapping):
        entries = (f"{encode_basestring(str(key))}:{canonical(item)}" for key, item in value.items())
        return f"{{{','.join(entries)}}}"
    if isinstance(value, (list, tuple)):
        return f"[{','.join(map(canonical, value))}]"
    return str(value)


def _number(value: float) -> str:
    digits, _, exponent = repr(value).partition("e")
    if not exponent:
        return digits
    # Python turns to exponents below 0.0001, the engine below 0.00001; and the engine writes no plus and no zeros.
    if int(exponent) == -5:
        sign, figures = ("-", digits[1:]) if digits[0] == "-" else ("", digits)
        return f"{sign}0.0000{figures.replace('.', '')}"
    return f"{digits}e{int(exponent)}"


def _plain(value: object) -> Any:
    """What JSON has a form for, of a value that is like it."""
    if isinstance(value, date):
        return time_text(value)
    if hasattr(value, "to_dict"):
        return value.to_dict()
    if isinstance(value, Mapping):
        return dict(value)
    if hasattr(value, "__index__"):
        return value.__index__()
    raise TypeError(f"JSON has no form for {_kind(value)}")


def _unfit(value: Any, place: str = "") -> Iterator[str]:
    """Where numbers stand that are not finite."""
    if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
        yield f"{place or 'the value'} is {value}"
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _unfit(item, f"{place}.{key}" if place else str(key))
    elif isinstance(value, (list, tuple)):
        for at, item in enumerate(value):
            yield from _unfit(item, f"{place}[{at}]")


def _kind(value: object) -> str:
    return "None" if value is None else type(value).__name__

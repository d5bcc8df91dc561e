"""Files into texts."""

from __future__ import annotations

import codecs
import os

from .errors import DocumentError, StoreError

__all__ = ["content"]

# Windows-1252 with the five bytes that it leaves open, as every browser reads it.
_WINDOWS_1252 = "".join(
    chr(byte) if character == "\ufffd" else character
    for byte, character in enumerate(bytes(range(256)).decode("cp1252", "replace"))
)


def content(path: str | os.PathLike[str]) -> str:
    """Give the text of a file."""
    try:
        with open(_without_project(os.fspath(path)), "rb") as file:
            data = file.read()
    except OSError as error:
        raise StoreError.of(error, os.fspath(path)) from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # Exports of Primavera P6 are in the encoding of the machine that wrote them.
        if data.startswith(b"ERMHDR"):
            return codecs.charmap_decode(data, "strict", _WINDOWS_1252)[0]
        message = f"{os.fspath(path)} is not UTF-8 text: {error.reason} at byte {error.start}"
        raise DocumentError(message, "text.encoding", details={"file": os.fspath(path)}) from error


def _without_project(path: str) -> str:
    """The path of the file, without the project of an export of P6 that is named behind it."""
    file, mark, _ = path.rpartition("#")
    return file if mark and file.lower().endswith(".xer") and not os.path.exists(path) else path

"""Deployment guides as computed, checked plans.

Read a guide, ask when everything is:

>>> import critpath
>>> plan = critpath.Plan.from_markdown("# Release\\n\\n- Build {#build 2d}\\n- Publish {1h after=build}\\n")
>>> [(task.id, task.start) for task in plan.schedule(start="2026-12-07")]
[('build', '2026-12-07T08:00:00'), ('publish', '2026-12-09T08:00:00')]
"""

from __future__ import annotations

import json
from typing import Any

from . import _native
from ._model import *  # noqa: F403
from ._model import __all__ as _nouns
from .errors import *  # noqa: F403
from .errors import __all__ as _errors
from .plan import Plan
from .schedule import Schedule

__version__ = _native.version()

__all__ = ["Plan", "Schedule", "codes", "schema", "selftest", *_errors, *_nouns]


def schema(name: str = "document") -> dict[str, Any]:
    """Give the JSON Schema of ``document`` or of ``results``."""
    data: dict[str, Any] = json.loads(_native.schema(name))
    return data


def codes() -> list[dict[str, str]]:
    """Give every code with its severity and summary."""
    data: list[dict[str, str]] = json.loads(_native.codes())
    return data


def selftest() -> list[dict[str, Any]]:
    """Recompute published worked examples; each case holds computed against published."""
    data: list[dict[str, Any]] = json.loads(_native.selftest())
    return data

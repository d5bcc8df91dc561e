"""Deployment guides as computed, checked plans.

Read a guide, ask when everything is:

>>> import critpath
>>> plan = critpath.Plan.from_markdown("# Release\\n\\n- Build {#build 2d}\\n- Publish {1h after=build}\\n")
>>> [(task.id, task.start) for task in plan.schedule(start="2026-12-07")]
[('build', '2026-12-07T08:00:00'), ('publish', '2026-12-09T08:00:00')]

Start at :class:`Plan`, or at :class:`PlanBuilder` to write a plan in Python. Every noun of a plan and of an
answer (:class:`Task`, :class:`TaskResult`, ...) is a frozen dataclass. Exceptions are in :mod:`critpath.errors`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from . import _native, _nouns
from ._codes import Codes
from .builder import PlanBuilder
from .errors import (
    CancelledError,
    CritpathError,
    CycleError,
    DocumentError,
    GraphError,
    InfeasibleError,
    InternalError,
    MissingFileError,
    OptionError,
    StoreError,
    UnknownIdError,
)
from .findings import Findings
from .forecast import Forecast
from .gate import GateSheet
from .plan import Plan
from .promotion import Promotion
from .rollout import Rollouts
from .schedule import Schedule
from .what_if import WhatIf

if TYPE_CHECKING:
    from ._model import *  # noqa: F403

__all__ = [
    "Plan",
    "PlanBuilder",
    "Schedule",
    "Forecast",
    "WhatIf",
    "Findings",
    "GateSheet",
    "Promotion",
    "Rollouts",
    "Codes",
    "codes",
    "operations",
    "schema",
    "selftest",
    "statistics",
    "CritpathError",
    "DocumentError",
    "GraphError",
    "CycleError",
    "UnknownIdError",
    "InfeasibleError",
    "OptionError",
    "CancelledError",
    "StoreError",
    "MissingFileError",
    "InternalError",
]
__all__ += _nouns.NAMES

__version__: str = _native.version()


def operations() -> list[str]:
    """Give the name of every operation of the engine, the same in all languages.

    >>> operations()[:4]
    ['read', 'check', 'schedule', 'explain']
    """
    return _native.operations()


def schema(name: str = "document") -> dict[str, Any]:
    """Give the JSON Schema of ``document`` or of ``results``.

    >>> schema("document")["title"]
    'Document'
    """
    data: dict[str, Any] = json.loads(_native.schema(name))
    return data


def codes() -> list[dict[str, str]]:
    """Give every code of findings and errors with its severity and summary.

    >>> next(entry["summary"] for entry in codes() if entry["code"] == "graph.cycle")
    'Dependencies form a cycle.'
    """
    data: list[dict[str, str]] = json.loads(_native.codes())
    return data


def statistics(name: str, **arguments: Any) -> dict[str, float | None]:
    """Give the figures that gates go by.

    ===================  ==========================================  ======================================
    name                 arguments                                   answer
    ===================  ==========================================  ======================================
    ``clopper_pearson``  ``failures``, ``total``, ``confidence``     ``low``, ``high``
    ``wilson``           ``failures``, ``total``, ``confidence``     ``low``, ``high``
    ``quantile_ranks``   ``total``, ``order``, ``confidence``        ``low``, ``high``: ranks from 1
    ``sample_size``      ``share``, ``confidence``, ``failures=0``   ``total``
    ``mann_whitney``     ``first``, ``second``, ``confidence=0.95``  ``u``, ``effect``, ``greater``,
                                                                     ``less``, ``two_sided``, ``shift``,
                                                                     ``low``, ``high``
    ``outlier_fences``   ``first_quartile``, ``third_quartile``,     ``low``, ``high``
                         ``factor``
    ===================  ==========================================  ======================================

    >>> statistics("sample_size", share=0.001, confidence=0.95)
    {'total': 2995}
    """
    from ._text import options_text

    data: dict[str, float | None] = json.loads(_native.statistics(name, options_text({}, **arguments)))
    return data


def selftest() -> tuple[CaseReport, ...]:  # noqa: F405
    """Recompute published worked examples; each case holds the computed figures against the published ones.

    >>> all(check.passed for case in selftest() for check in case.checks)
    True
    """
    from ._model import CaseReport

    return tuple(map(CaseReport.from_dict, json.loads(_native.selftest())))


if not TYPE_CHECKING:
    # Python takes a while to make dataclasses: those of the model are made when the first of them is asked for.
    def __getattr__(name: str) -> Any:
        if name not in _nouns.NAMES:
            raise AttributeError(f"module 'critpath' has no attribute {name!r}")
        from . import _model

        return getattr(_model, name)

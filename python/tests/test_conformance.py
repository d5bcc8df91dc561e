"""The conformance vectors through the public package: the same bytes as in every other language."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Callable

import pytest
from conftest import ROOT

import critpath
from critpath import CritpathError, Plan, Schedule
from critpath._text import canonical

Vector = dict[str, Any]


def _plan(input: Vector) -> Plan:
    return Plan.read(map(tuple, input["files"]))


def _schedule(input: Vector, options: Vector) -> Schedule:
    return _plan(input).schedule(**options)


def _apply(vector: Vector) -> str:
    plan, changes = _plan(vector["input"]).apply(vector["input"]["edits"])
    return f'{{"document":{canonical(plan.to_dict())},"changes":{changes.to_json()}}}'


def _render(vector: Vector) -> str:
    options = vector["options"]
    schedule = _schedule(vector["input"], options.get("schedule", {}))
    return canonical(schedule.render(vector["input"]["format"], **options.get("render", {})))


def _floats(vector: Vector) -> str:
    options = vector["options"]
    schedule = _schedule(vector["input"], options.get("schedule", {}))
    return schedule.floats(**options.get("floats", {})).to_json()


def _rollback(vector: Vector) -> str:
    options = vector["options"]
    schedule = _schedule(vector["input"], options.get("schedule", {}))
    return schedule.rollback(**options.get("rollback", {})).to_json()


def _what_if(vector: Vector) -> str:
    what_if = _plan(vector["input"]).what_if(**vector["options"])
    steps = [what_if.undo() if step == "undo" else what_if.apply(step).to_dict() for step in vector["input"]["steps"]]
    return canonical({"steps": steps, "document": what_if.plan.to_dict(), "schedule": what_if.schedule.to_dict()})


def _risk(vector: Vector) -> str:
    plan, format = _plan(vector["input"]), vector["input"].get("format")
    if format is None:
        return plan.risk_register(**vector["options"]).to_json()
    return canonical(plan.render_risks(format, **vector["options"]))


def _diff(vector: Vector) -> str:
    options = vector["options"]
    earlier, later = (
        _schedule(input, options.get("schedule", {})) for input in (vector["input"], vector["input"]["later"])
    )
    return earlier.diff(later, **options.get("diff", {})).to_json()


def _gate(vector: Vector) -> str:
    sheet = _plan(vector["input"]).gate(measurements=dict(vector["input"]["measurements"]), **vector["options"])
    format = vector["input"].get("format", "json")
    return sheet.to_json() if format == "json" else canonical(sheet.render(format))


def _promotion(vector: Vector) -> str:
    input, format = vector["input"], vector["input"].get("format", "json")
    promotion = _plan(input).promotion(measurements=dict(input.get("measurements", [])), **vector["options"])
    return promotion.to_json() if format == "json" else canonical(promotion.render(format))


def _rollout(vector: Vector) -> str:
    input, format = vector["input"], vector["input"].get("format", "json")
    rollouts = _plan(input).rollout(measurements=dict(input.get("measurements", [])))
    if format == "plan":
        return canonical(rollouts.plan.to_dict())
    return rollouts.to_json() if format == "json" else canonical(rollouts.render(format, **vector["options"]))


# Every operation, to the JSON text of its answer.
OPERATIONS: dict[str, Callable[[Vector], str]] = {
    "read": lambda vector: canonical(_plan(vector["input"]).to_dict()),
    "check": lambda vector: _plan(vector["input"]).check(**vector["options"]).to_json(),
    "schedule": lambda vector: _schedule(vector["input"], vector["options"]).to_json(),
    "explain": lambda vector: _schedule(vector["input"], vector["options"]).explain(vector["input"]["task"]).to_json(),
    "floats": _floats,
    "render": _render,
    "apply": _apply,
    "what_if": _what_if,
    "diff": _diff,
    "simulate": lambda vector: _plan(vector["input"]).simulate(**vector["options"]).to_json(),
    "pert": lambda vector: _plan(vector["input"]).pert(**vector["options"]).to_json(),
    "rollback": _rollback,
    "rollback_plan": lambda vector: canonical(
        _schedule(vector["input"], vector["options"]).rollback_plan(vector["input"]["at"]).to_dict()
    ),
    "rollout": _rollout,
    "gate": _gate,
    "promotion": _promotion,
    "statistics": lambda vector: canonical(critpath.statistics(vector["input"]["name"], **vector["options"])),
    "risk": _risk,
    "schema": lambda vector: canonical(critpath.schema(vector["input"]["schema"])),
    "codes": lambda vector: canonical(critpath.codes()),
    "selftest": lambda vector: canonical([case.to_dict() for case in critpath.selftest()]),
}


def vectors(operation: str) -> list[Vector]:
    path = ROOT / "conformance" / f"{operation}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else []


CASES = [pytest.param(vector, id=f"{name}: {vector['name']}") for name in OPERATIONS for vector in vectors(name)]


def outcome(vector: Vector) -> tuple[str, str]:
    """What became of an operation, in the form of an expectation."""
    expected = vector["expect"].get("error", {})
    try:
        return "ok", OPERATIONS[vector["op"]](vector)
    except CritpathError as error:
        found = {"code": error.code, "message": str(error), "details": error.details}
        return "error", canonical({**found, "diagnostics": error.diagnostics})
    except (TypeError, AttributeError) as error:
        # Options that a function does not have, and arguments of a wrong type, never reach the engine.
        assert expected.get("code") == "option.invalid", error
        return "error", canonical(expected)


@pytest.mark.skipif(not CASES, reason="the vectors are in the repository only")
@pytest.mark.parametrize("vector", CASES)
def test_answers_are_those_of_every_language(vector: Vector) -> None:
    (kind, expected), *_ = vector["expect"].items()
    assert outcome(vector) == (kind, canonical(expected))


@pytest.mark.skipif(not CASES, reason="the vectors are in the repository only")
@pytest.mark.parametrize("vector", vectors("files"), ids=lambda vector: vector["name"])
def test_files_are_read_or_refused_as_in_every_language(vector: Vector, tmp_path: Path) -> None:
    name = vector.get("file", "plan.md")
    path = tmp_path / (f"{name}#{vector['project']}" if "project" in vector else name)
    if vector["bytes"] is not None:
        (tmp_path / name).write_bytes(bytes(vector["bytes"]))
    try:
        found: dict[str, Any] = {"ok": [task.id for task in Plan.from_file(path).document.tasks]}
    except CritpathError as error:
        found = {"error": {"code": error.code}}
    assert found == vector["expect"]


def test_the_package_offers_every_operation() -> None:
    assert list(OPERATIONS) == critpath.operations()


@pytest.mark.skipif(not CASES, reason="the vectors are in the repository only")
def test_every_operation_has_a_vector() -> None:
    assert [name for name in OPERATIONS if not vectors(name)] == []


def test_errors_of_the_vectors_have_the_class_of_their_code() -> None:
    from critpath.errors import class_of

    for param in CASES:
        (vector,) = param.values
        if "error" in vector["expect"]:
            code = vector["expect"]["error"]["code"]
            try:
                OPERATIONS[vector["op"]](vector)
            except CritpathError as error:
                assert type(error) is class_of(code)
            except (TypeError, AttributeError):
                assert code == "option.invalid"

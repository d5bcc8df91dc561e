"""Types: the stub is as generated, the package and its use are sound, stub and module agree."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from types import FunctionType
from typing import Literal, get_origin

import pytest
import typed_usage
from conftest import ROOT

import critpath
import critpath._drawn
import critpath._model

HERE = Path(__file__).parent
PACKAGE = HERE.parent


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=PACKAGE, capture_output=True, text=True, check=False)


def mypy(*arguments: str) -> subprocess.CompletedProcess[str]:
    pytest.importorskip("mypy")
    cache = ROOT / "target" / "mypy"
    return run(sys.executable, "-m", "mypy", "--strict", f"--cache-dir={cache}", *arguments)


def test_the_package_and_its_use_are_sound() -> None:
    checked = mypy("critpath", "tests/typed_usage.py")
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_wrong_use_is_seen(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.py"
    lines = {
        "plan.schedule('2026-12-07')": "call-arg",
        "plan.schedule(start=3)": "arg-type",
        "plan['build'].duration.upper()": "union-attr",
        "plan['build'].nothing": "attr-defined",
        "critpath.Edit(edit='fly')": "arg-type",
        "plan['build'].name = 'Other'": "misc",
        "critpath.Nothing": "attr-defined",
    }
    head = "import critpath\nplan = critpath.Plan.from_markdown('')\n"
    wrong.write_text(head + "\n".join(lines))
    checked = mypy("--hide-error-context", str(wrong))
    found = [line.rpartition("[")[2].rstrip("]") for line in checked.stdout.splitlines() if "error:" in line]
    assert found == list(lines.values()), checked.stdout


def test_the_typed_program_runs() -> None:
    *_, last = typed_usage.main()
    assert last.startswith("Release Build 2026-12-09 17:00:00 0")


def excused() -> list[str]:
    """What stubtest says without cause, as the patterns of its list of exceptions."""
    modules = (critpath, critpath._model, critpath._drawn)
    # It takes an alias of a Literal of several words for a Union.
    words = ((module.__name__, name) for module in modules for name, value in vars(module).items() if _is_words(value))
    # mypy is told to skip these libraries, and then takes their names for variables.
    skipped = [(f"critpath.{module}", library) for module in ("frames", "schedule") for library in LIBRARIES]
    skipped.append(("critpath.distributed", "distributed"))
    # It does not add lists of names up; test_import looks at the sum.
    return [re.escape(f"{module}.{name}") for module, name in [*words, *skipped, ("critpath", "__all__")]]


def _is_words(value: object) -> bool:
    return get_origin(value) is Literal


LIBRARIES = ("pandas", "polars", "pyarrow")


def test_stubs_and_modules_agree(tmp_path: Path) -> None:
    pytest.importorskip("mypy")
    (tmp_path / "excused").write_text("\n".join(excused()))
    options = ("--mypy-config-file", "pyproject.toml", "--ignore-unused-allowlist", "--allowlist", f"{tmp_path}/excused")
    checked = run(sys.executable, "-m", "mypy.stubtest", "critpath", *options)
    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.skipif(not (PACKAGE / "pyproject.toml").exists(), reason="needs the repository")
def test_the_stub_is_as_generated(tmp_path: Path) -> None:
    maturin = Path(sys.executable).with_name("maturin")
    if not maturin.exists() or which("cargo") is None:
        pytest.skip("maturin and cargo generate the stub")
    target = ROOT / "target" / "py"
    made = run(str(maturin), "generate-stubs", "--quiet", "--target-dir", str(target), "--out", str(tmp_path))
    assert made.returncode == 0, made.stderr
    generated = (tmp_path / "critpath" / "_native.pyi").read_text(encoding="utf-8")
    committed = (PACKAGE / "critpath" / "_native.pyi").read_text(encoding="utf-8")
    assert committed == generated, "run `maturin generate-stubs --target-dir ../target/py --out .` in python/"


def test_every_public_name_is_documented() -> None:
    for name in critpath.__all__:
        value = getattr(critpath, name)
        if isinstance(value, (type, FunctionType)):
            assert value.__doc__, name
    for kind in (critpath.Plan, critpath.PlanBuilder, critpath.Schedule, critpath.Forecast, critpath.Findings):
        for name, value in vars(kind).items():
            if not name.startswith("_"):
                assert value.__doc__, f"{kind.__name__}.{name}"
    assert find_spec("critpath") and (PACKAGE / "critpath" / "py.typed").exists()

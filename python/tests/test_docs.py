"""The pages of the documentation run: their files are written to a folder, their sessions typed into one Python."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1]
PAGES = [page for page in (PACKAGE / "README.md", *sorted((PACKAGE / "docs").glob("*.md"))) if page.exists()]
FILE = re.compile(r"`(?P<name>[\w/.-]+)`:\n\n```\w+\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
SESSION = re.compile(r"^```pycon\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_pages_run(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("numpy")
    text = page.read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for file in FILE.finditer(text):
        target = tmp_path / file["name"]
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(file["text"], encoding="utf-8")
    sessions = SESSION.findall(text)
    assert sessions
    script = doctest.DocTestParser().get_doctest("\n".join(sessions), {}, page.name, str(page), 0)
    report: list[str] = []
    result = doctest.DocTestRunner().run(script, out=report.append)
    assert result.attempted > 5 and not result.failed, "".join(report)


def test_no_session_is_left_out() -> None:
    for page in PAGES:
        prompts = re.findall(r"^>>> ", page.read_text(encoding="utf-8"), re.MULTILINE)
        inside = re.findall(r"^>>> ", "".join(SESSION.findall(page.read_text(encoding="utf-8"))), re.MULTILINE)
        assert len(prompts) == len(inside)

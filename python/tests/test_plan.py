"""Plans: read in every way, asked, edited, kept."""

from __future__ import annotations

import copy
import dataclasses
import json
import pickle
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from conftest import GUIDE

import critpath
from critpath import Document, Edit, Plan, Task
from critpath._text import canonical


def test_every_way_to_read_gives_the_same_plan(plan: Plan, tmp_path: Path) -> None:
    file = tmp_path / "release.md"
    file.write_bytes(b"\xef\xbb\xbf" + GUIDE.encode())
    assert Plan.from_file(file).to_dict()["tasks"] == plan.to_dict()["tasks"]
    assert Plan.from_json(plan.to_json()) == plan
    assert Plan.from_dict(plan.to_dict()) == plan
    assert Plan.from_document(plan.document) == plan
    assert Plan.read([("release.md", GUIDE)]) == plan == Plan.read({"release.md": GUIDE})
    assert Document.from_dict(plan.to_dict()).to_json() == canonical(plan.to_dict())


def test_several_files_make_one_plan(tmp_path: Path) -> None:
    parts = {"a.json": {"id": "WBS-1", "name": "Design", "subtasks": [{"id": "WBS-1.1", "name": "Draw"}]}}
    parts["b.json"] = {"id": "WBS-2", "name": "Build", "subtasks": [{"id": "WBS-2.1", "name": "Weld"}]}
    for name, part in parts.items():
        (tmp_path / name).write_text(json.dumps(part))
    plan = Plan.from_file(*sorted(tmp_path.iterdir()))
    assert [task.name for task in plan] == ["Draw", "Weld"]


PROJECT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Project xmlns="http://schemas.microsoft.com/project"><Name>Move</Name><StartDate>2026-12-07T08:00:00</StartDate><Tasks>
<Task><UID>1</UID><ID>1</ID><Name>Pack</Name><OutlineLevel>1</OutlineLevel><Duration>PT16H0M0S</Duration></Task>
<Task><UID>2</UID><ID>2</ID><Name>Drive</Name><OutlineLevel>1</OutlineLevel><Duration>PT8H0M0S</Duration>
<PredecessorLink><PredecessorUID>1</PredecessorUID><Type>1</Type></PredecessorLink></Task>
</Tasks></Project>
"""


def test_a_project_of_microsoft_project_is_read() -> None:
    plan = Plan.from_xml(PROJECT)
    assert [(task.id, task.name) for task in plan] == [("1", "Pack"), ("2", "Drive")]
    assert plan.schedule().finish == datetime(2026, 12, 9, 17)


EXPORT = """ERMHDR\t23.12
%T\tPROJECT
%F\tproj_id\tproj_short_name\tplan_start_date
%R\t1\tNORTH\t2026-12-07 08:00
%R\t2\tSOUTH\t2026-12-07 08:00
%T\tTASK
%F\ttask_id\tproj_id\ttask_code\ttask_name\ttarget_drtn_hr_cnt
%R\t1\t1\tN1\tPack\t16
%R\t2\t1\tN2\tDrive\t8
%R\t3\t2\tS1\tUnpack\t8
%T\tTASKPRED
%F\ttask_id\tpred_task_id\tpred_type
%R\t2\t1\tPR_FS
%E
"""


def test_a_project_of_primavera_is_read() -> None:
    plan = Plan.from_xer(EXPORT)
    assert [(task.id, task.name) for task in plan] == [("N1", "Pack"), ("N2", "Drive")]
    assert plan.schedule().finish == datetime(2026, 12, 9, 17)
    assert [finding.code for finding in plan.check()] == ["xer.projects"]
    assert [task.id for task in Plan.from_xer(EXPORT, name="plan.xer#SOUTH")] == ["S1"]


def test_a_plan_is_a_collection_of_tasks(plan: Plan) -> None:
    assert len(plan) == 5 and plan
    assert [task.id for task in plan] == ["build", "notes", "migrate", "switch", "live"]
    assert isinstance(plan["build"], Task) and plan["build"].owner == "dev"
    assert "build" in plan and "biuld" not in plan
    assert plan.phase("prepare").name == "Prepare"
    assert repr(plan) == "<Plan 'Release 2.4': 5 tasks, 2 phases>"
    assert not len(Plan.from_markdown("")) and Plan.from_markdown("")


def test_plans_are_equal_by_what_they_say(plan: Plan) -> None:
    same, other = Plan.from_markdown(GUIDE, name="release.md"), Plan.from_markdown("# Other\n")
    assert plan == same and hash(plan) == hash(same) and len({plan, same, other}) == 2
    assert plan != other and plan != GUIDE


def test_plans_are_pickled_with_their_texts_and_edits(plan: Plan) -> None:
    edited, _ = plan.apply(Edit(edit="set_duration", id="build", duration="3d"))
    for kept in (plan, edited, Plan.from_markdown("# Release\n\n- Build {#a 1d after=b}\n", name="x.md")):
        again = pickle.loads(pickle.dumps(kept))
        assert again == kept
        assert again.check() == kept.check()


def test_records_are_dataclasses_that_can_be_copied_and_kept(plan: Plan) -> None:
    document = plan.document
    assert pickle.loads(pickle.dumps(document)) == document == copy.deepcopy(document)
    renamed = dataclasses.replace(plan["build"], name="Build it all")
    assert (renamed.name, renamed.id, plan["build"].name) == ("Build it all", "build", "Build the package")
    odd = Plan.from_dict({"tasks": [{"id": "a", "name": "A", "colour": "red"}]})
    assert odd["a"].extensions == {"colour": "red"} and Plan.from_document(odd.document)["a"] == odd["a"]
    assert repr(Edit(edit="set_duration", id="a", duration="2d")) == "Edit(edit='set_duration', id='a', duration='2d')"
    said = Edit(edit="set_start", date="2026-12-07")
    assert said == Edit(edit="set_start", date="2026-12-07") != Edit(edit="set_start", date="2026-12-08") and said != 1
    answer = plan.schedule().result
    assert len({*answer.tasks, *plan.schedule().tasks}) == len(answer.tasks)
    assert pickle.loads(pickle.dumps(answer)) == answer and "build" in repr(answer)


def test_a_dictionary_is_read_as_its_text_is() -> None:
    for data in (
        {"name": "R", "tasks": [{"id": "a", "title": "A", "duration": 2}]},
        {"name": "R", "tasks": [{"id": "a", "name": "A", "progress": {"percent": 50}}]},
        {"format": "critpath/1", "name": "R", "tasks": [{"id": "a", "name": "A", "duration": "2d"}]},
    ):
        read, text = Plan.from_dict(data), Plan.from_json(json.dumps(data))
        assert read.to_dict()["tasks"][0]["name"] == text["a"].name == "A"
        assert read.check().codes == text.check().codes


def test_starts_are_text_dates_and_times(plan: Plan) -> None:
    numpy, pandas = pytest.importorskip("numpy"), pytest.importorskip("pandas")
    monday = datetime(2026, 12, 14, 8)
    starts = ["2026-12-14", date(2026, 12, 14), monday, pandas.Timestamp(monday), numpy.datetime64("2026-12-14")]
    assert {plan.schedule(start=start).start for start in starts} == {monday}


def test_a_time_without_a_zone_is_local_in_a_plan_with_one() -> None:
    plan = Plan.from_dict({"time_zone": "Europe/Berlin", "tasks": [{"id": "a", "name": "A", "duration": "1h"}]})
    berlin = timezone(timedelta(hours=1))
    local = plan.schedule(start=datetime(2026, 12, 7, 9))
    assert local.start == datetime(2026, 12, 7, 9, tzinfo=berlin)
    assert local == plan.schedule(start=datetime(2026, 12, 7, 8, tzinfo=timezone.utc))


def test_findings_say_where_in_every_format() -> None:
    plan = Plan.from_markdown("# Release\n\n- 😀 {#a 1d after=b}\n- B {#b 1d after=a}\n", name="release.md")
    found = plan.check()
    assert not found.ok and len(found) == len(list(found)) >= 1
    assert "graph.cycle" in found.codes and found.errors[0].line == 4
    assert found.result.summary == found.summary and found.summary.errors == len(found.errors)
    assert json.loads(found.to_json()) == found.to_dict()
    assert found.to_json() == found.result.to_json()
    assert found.to_github().startswith("::error file=release.md,line=4,")
    assert json.loads(found.to_sarif())["version"] == "2.1.0"
    assert repr(found).startswith("<Findings: 1 errors")
    assert found == plan.check() and tuple(found) == plan.diagnostics
    sound = Plan.from_markdown("# Release {start=2026-12-07}\n\n- Build {1d}\n").check()
    assert sound.ok and not sound.errors and sound


def test_edits_give_a_new_plan_and_the_changes(plan: Plan) -> None:
    longer, changes = plan.apply([{"edit": "set_duration", "id": "migrate", "duration": "2d"}])
    assert (plan["migrate"].duration, longer["migrate"].duration) == ("3h", "2d")
    assert [(change.id, change.field) for change in changes.changed] == [("migrate", "duration")]
    moved = plan.diff(longer)
    assert moved.finish_shift_s and moved.finish_shift_s > 0
    assert {task.id for task in moved.tasks} == {"migrate", "switch", "live"}
    same, nothing = plan.apply([])
    assert same == plan and not nothing.changed


def test_explanations_lead_from_the_start_to_the_task(plan: Plan) -> None:
    chain = plan.explain("live").chain
    assert chain[-1].task == "live" and chain[0].start <= chain[-1].start
    assert plan.explain("live") == plan.schedule().explain("live")


def test_a_notebook_shows_the_chart(plan: Plan) -> None:
    html = plan._repr_html_()
    assert html and html.startswith("<svg") and html == plan.schedule()._repr_html_()
    assert Plan.from_markdown("# Release\n\n- Build {1d}\n")._repr_html_() is None


def test_the_engine_is_asked_about_itself() -> None:
    assert critpath.__version__.count(".") == 2
    assert critpath.schema("results")["$defs"]["TaskResult"]
    codes = {entry["code"] for entry in critpath.codes()}
    assert codes == {value for name, value in vars(critpath.Codes).items() if name.isupper()}
    assert all(check.passed for case in critpath.selftest() for check in case.checks)

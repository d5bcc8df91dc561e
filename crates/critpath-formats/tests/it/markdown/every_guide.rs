//! The other guides of AutoProjectManagement: what a careful reader counts in each, and that none is left without a word.

use critpath::diagnostic::Code;
use critpath::model::{Document, TaskKind};
use critpath_formats::Read;

use super::guides;

/// Phases, tasks, milestones among them, done tasks among them, steps, risks, checklist items, criteria.
type Counts = [usize; 8];

fn counts(document: &Document) -> Counts {
    let done =
        |task: &&critpath::model::Task| task.progress.as_ref().is_some_and(|p| p.percent == Some(100.0));
    [
        document.phases.len(),
        document.tasks.len(),
        document.tasks.iter().filter(|task| task.kind == TaskKind::Milestone).count(),
        document.tasks.iter().filter(done).count(),
        document.strategy.len(),
        document.risks.len(),
        document.checklists.iter().map(|list| list.items.len()).sum(),
        document.criteria.len(),
    ]
}

const COUNTS: &[(&str, Counts)] = &[
    // Two charts of one kind or another, and steps in a list.
    ("Docs/Code_Structure/Root_README.md", [2, 11, 0, 0, 1, 0, 0, 5]),
    // `#### 3.1 …` with `- **Actions**:` and the tasks inside.
    ("Docs/Deployment/Deployment_Execution.md", [0, 20, 0, 0, 5, 0, 0, 0]),
    // A chart with `after`; response times that are no schedule.
    ("Docs/Deployment/Post_Deployment_Support.md", [4, 8, 0, 0, 0, 0, 0, 0]),
    // A roadmap by quarters in an architecture document.
    ("Docs/Design/Architectural_Design.md", [3, 9, 0, 0, 0, 0, 0, 0]),
    // Steps named by their `**Tasks**:`, phases with bold leads.
    ("Docs/Prototypes/Prototype_Development.md", [3, 38, 0, 0, 5, 0, 0, 0]),
    // Charts, a table of milestones, a table of risks with a category first.
    ("Docs/Prototypes/Prototype_Planning.md", [3, 11, 5, 0, 0, 5, 0, 13]),
    ("Docs/Prototypes/Prototype_Testing.md", [0, 5, 0, 0, 0, 0, 0, 0]),
    ("Docs/SystemDesign/Verification_Checklist.md", [0, 0, 0, 0, 0, 0, 17, 0]),
    // `Remaining Models for Phase 3:` is one, `Current Status - Phase 2 Complete` is none.
    ("Docs/auth_models_test_progress_updated.md", [2, 12, 0, 3, 0, 0, 0, 0]),
    // A deployment checklist as a table, and what is done daily, weekly, monthly.
    ("Docs/entire_project/System_Requirements.md", [0, 0, 0, 0, 0, 0, 19, 4]),
    // Phases twice, as prose and as a list to tick; weeks and priorities inside; code that looks like lists.
    ("Docs/testing/Comprehensive_Testing_Strategy.md", [12, 25, 0, 5, 0, 0, 0, 12]),
    // `### Week 1: …` with `#### Task 1: …`; risks with their mitigation inside.
    ("PLAN_SCOPE_QUALITY_AUTOMATION.md", [13, 40, 0, 0, 0, 3, 0, 11]),
    ("Plans/TODO_GIT_FIX.md", [0, 8, 0, 8, 4, 0, 0, 0]),
    ("TASK_DEPENDENCY_IMPLEMENTATION_PLAN.md", [10, 24, 0, 0, 0, 0, 0, 0]),
    ("TODO_WBS_ENHANCEMENT.md", [3, 13, 0, 7, 0, 0, 0, 0]),
    // Weeks inside priorities inside days; a risk table that rates in the wrong column.
    ("tests/code_tests/01_UnitTests/COMPREHENSIVE_UNIT_TESTING_STRATEGY.md", [8, 18, 0, 0, 0, 4, 0, 0]),
    ("tests/code_tests/01_UnitTests/DETAILED_UnitTEST_PLAN.md", [11, 68, 0, 0, 0, 0, 0, 0]),
    ("tests/code_tests/02_IntegrationTests/DETAILED_TEST_PLAN.md", [0, 10, 0, 0, 1, 0, 0, 0]),
    ("tests/test_docs/GeneralTestDocs/01_Master_Testing_Document_ENHANCED.md", [4, 8, 0, 0, 0, 0, 0, 0]),
    // Bold headers and bold cells.
    (
        "tests/test_docs/GeneralTestDocs/04_Comprehensive_Testing_Process_and_Plan_ENHANCED.md",
        [0, 0, 0, 0, 0, 5, 10, 6],
    ),
    // A chart of times of day.
    ("tests/test_docs/GeneralTestDocs/06_test_execution_plan_ENHANCED.md", [6, 6, 0, 0, 0, 0, 5, 0]),
    ("tests/test_docs/TypeTestDocs/08_ENHANCED_Acceptance_Testing.md", [0, 0, 0, 0, 0, 0, 11, 9]),
];

/// Documents about software, processes and formats, however much they talk of tasks, phases and risks.
const NO_PLAN: &[&str] = &[
    "Docs/Design/Coding_Enhanced.md",
    "Docs/Design/Component_Design_Implementation_Based.md",
    "Docs/Design/Document_Analysis.md",
    "Docs/Software_Engineering/Software_Requirements_Specification.md",
    "Docs/SystemDesign/ProjectPlanning/Installation_and_Setup.md",
    "Docs/SystemDesign/ProjectPlanning/change_management_and_versioning_plan.md",
    "Docs/SystemDesign/ProjectPlanning/requirements_specification_document.md",
    "Docs/SystemDesign/ProjectPlanning/system_design_document.md",
    "Docs/SystemDesign/Reports/project_management_package_scenarios.md",
    "Docs/Workflow/auto_commit_process.md",
    "Docs/Workflow/commit_task_database.md",
    "Docs/Workflow/json_input_files_usage.md",
    "Docs/autoprojectmanagement/main_modules/communication_risk/risk_management.md",
    "Docs/entire_project/System_Overview.md",
    "Docs/implemented-project-management-processes.md",
    "Docs/json_inputs_standard/JSON_File_Relationships.md",
    "Docs/testing/GitHub_Automation_Testing.md",
    "Docs/testing/Test_Implementation_Guide.md",
    "Docs/testing/Unit_Testing_Strategy.md",
];

fn read(path: &str) -> Option<Read> {
    guides::text(path).map(|text| critpath_formats::markdown::read(path, &text))
}

#[test]
fn every_guide_has_the_nouns_that_a_careful_reader_counts() {
    let mut wrong = Vec::new();
    for (path, expected) in COUNTS {
        let Some(read) = read(path) else { return };
        let found = counts(&read.document);
        if found != *expected {
            wrong.push(format!("{path}: {found:?}, expected {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn documents_without_a_plan_are_told_apart() {
    for path in NO_PLAN {
        let Some(read) = read(path) else { return };
        let no_plan = read.diagnostics.iter().any(|d| d.code == Code::TextNoPlan);
        assert!(no_plan, "{path}: {:?}", counts(&read.document));
        assert_eq!(read.document.tasks.len() + read.document.phases.len(), 0, "{path}");
        assert!(!read.document.unplaced.is_empty(), "{path} is lost");
    }
}

#[test]
fn every_file_gives_a_plan_or_says_that_there_is_none() {
    for (path, text) in guides::all("md") {
        let read = critpath_formats::markdown::read(&path, &text);
        let document = &read.document;
        let says = read.diagnostics.iter().any(|d| matches!(d.code, Code::TextNoPlan | Code::TextEmpty));
        let has = document.tasks.len()
            + document.phases.len()
            + document.strategy.len()
            + document.checklists.len()
            + document.rollback_procedures.len()
            + document.gates.len();
        assert!(says == (has == 0), "{path}");
        assert!(read.diagnostics.iter().all(|d| !d.is_error()), "{path}: {:#?}", read.diagnostics);
        check_spans(&path, &text, &read);
        check_ids(&path, document);
    }
}

/// Spans lie in the text, on whole characters.
fn check_spans(path: &str, text: &str, read: &Read) {
    let spans = (read.diagnostics.iter().filter_map(|d| d.span))
        .chain(read.document.tasks.iter().filter_map(|task| task.span))
        .chain(read.document.phases.iter().filter_map(|phase| phase.span))
        .chain(read.document.risks.iter().filter_map(|risk| risk.span))
        .chain(read.document.unplaced.iter().filter_map(|fragment| fragment.span));
    for span in spans {
        assert!(text.get(span.range()).is_some(), "{path}: {span:?}");
    }
    for task in &read.document.tasks {
        let source = &text[task.span.unwrap().range()];
        let word = task.name.split_whitespace().next().unwrap();
        assert!(source.contains(word) || task.name.contains('('), "{path}: {} at {source:?}", task.name);
    }
}

/// References lead somewhere.
fn check_ids(path: &str, document: &Document) {
    use std::collections::BTreeSet;
    let phases: BTreeSet<_> = document.phases.iter().map(|phase| &phase.id).collect();
    let tasks: BTreeSet<_> = document.tasks.iter().map(|task| &task.id).collect();
    assert_eq!(phases.len() + tasks.len(), document.phases.len() + document.tasks.len(), "{path}: ids twice");
    for task in &document.tasks {
        assert!(task.phase.as_ref().is_none_or(|phase| phases.contains(phase)), "{path}: {task:?}");
        for dependency in &task.after {
            let known = tasks.contains(&dependency.predecessor) || phases.contains(&dependency.predecessor);
            assert!(known, "{path}: {task:?}");
        }
    }
}

#[test]
fn the_odd_tables_are_read_as_they_are_meant() {
    let path = "tests/code_tests/01_UnitTests/COMPREHENSIVE_UNIT_TESTING_STRATEGY.md";
    let Some(swapped) = read(path) else { return };
    let risk = &swapped.document.risks[0];
    assert_eq!(risk.name, "Code changes break functionality");
    assert_eq!(risk.impact.as_ref().unwrap().text, "High");
    assert_eq!(risk.probability.as_ref().unwrap().text, "Very High");
    assert_eq!(risk.probability.as_ref().unwrap().level, Some(critpath::model::Level::VeryHigh));

    let bold = read("tests/test_docs/GeneralTestDocs/04_Comprehensive_Testing_Process_and_Plan_ENHANCED.md")
        .unwrap();
    assert_eq!(bold.document.risks[0].name, "Flaky Tests");
    assert_eq!(bold.document.risks[0].category.as_deref(), Some("Testing"));

    let milestones = read("Docs/Prototypes/Prototype_Planning.md").unwrap();
    let alpha = milestones.document.tasks.iter().find(|task| task.name == "M3 - Alpha Build").unwrap();
    assert_eq!(alpha.window.as_ref().unwrap().first, Some(5));
    assert_eq!(alpha.after[0].predecessor, "m2-design-approved");
    assert_eq!(milestones.document.risks[0].category.as_deref(), Some("Technical"));

    // Rows that a line break tore in two, in English and in Persian.
    let torn = read("Docs/entire_project/Documentation_Master_Checklist_Detailed.md").unwrap();
    let items: Vec<_> = torn.document.checklists.iter().flat_map(|list| &list.items).collect();
    let leveling = items.iter().find(|item| item.text == "Resource Leveling").unwrap();
    assert_eq!((leveling.done, leveling.owner.as_deref()), (true, Some("GravityWavesDB")));
    assert!(leveling.evidence.as_deref().unwrap().ends_with("resource_leveling.md"));
    let persian = read("Docs/entire_project/Documentation_Master_Checklist_Detailed_fa.md").unwrap();
    let first = &persian.document.checklists[0];
    assert_eq!((first.name.as_str(), first.items.len()), ("نمای کلی سیستم و معماری", 5));
    assert!(first.items[0].done && first.items[0].owner.as_deref() == Some("shakour-Data"));
}

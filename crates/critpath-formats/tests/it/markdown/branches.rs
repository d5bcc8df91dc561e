//! Ways that the plan may go, as guides write them.

use critpath::check::{CheckOptions, check};
use critpath::diagnostic::Code;
use critpath::model::Document;
use critpath_formats::Read;

fn read(section: &str) -> Read {
    let plan = "# Release {start=2026-12-07}\n\n- Rehearse {#rehearse 1d}\n- Mend it {#mend 2d after=rehearse}\n\
        - Rehearse again {#again 1d after=mend}\n- Go live {#live 1d after=rehearse,again}\n\n";
    critpath_formats::markdown::read("guide.md", &format!("{plan}{section}"))
}

/// The branches, a line each: id, name, and the options with their probabilities and tasks.
fn shown(document: &Document) -> Vec<String> {
    let option = |option: &critpath::model::BranchOption| {
        let likely = option.probability.map_or("rest".to_owned(), |likely| likely.to_string());
        format!("{} {likely} [{}]", option.name, option.tasks.join(","))
    };
    let line = |branch: &critpath::model::Branch| {
        let options: Vec<_> = branch.options.iter().map(option).collect();
        format!("{}={}: {}", branch.id, branch.name, options.join("; "))
    };
    document.branches.iter().map(line).collect()
}

#[test]
fn branches_stand_in_lists_in_sections_and_in_tables() {
    let expected = ["rehearsal=The rehearsal: Passes 0.7 []; Fails rest [mend,again]"];
    for section in [
        "## Branches\n\n- The rehearsal {#rehearsal}\n  - Passes {probability=70%}\n  - Fails {tasks=mend,again}\n",
        "## Probabilistic branches\n\n- **The rehearsal**: {#rehearsal}\n  - Passes: 70%\n  - Fails {tasks=mend tasks=again}\n",
        "## Branches\n\n### The rehearsal {#rehearsal}\n\n- Passes (70 %)\n- Fails {tasks=\"Mend it,Rehearse again\"}\n",
        "## The rehearsal: alternative paths {#x}\n\nProse.\n\n### The rehearsal {#rehearsal}\n\n- Passes: 0.7\n- Fails {tasks=mend,again}\n",
        "## Alternatives\n\n| Decision | Way | Probability | Tasks |\n|-|-|-|-|\n| The rehearsal {#rehearsal} | Passes | 70% | |\n| | Fails | | Mend it and again |\n",
        "## Alternatives\n\n| Branch | Outcome | Tasks |\n|-|-|-|\n| The rehearsal {#rehearsal} | Passes: 70% | |\n| The rehearsal | Fails | mend, again |\n",
    ] {
        let read = read(section);
        assert_eq!(shown(&read.document), expected, "{section}");
        assert!(read.diagnostics.is_empty(), "{section}: {:?}", read.diagnostics);
        assert_eq!(read.document.tasks.len(), 4, "{section}");
        let checked = check(read.document, &CheckOptions::default());
        assert!(checked.plan.is_some(), "{section}: {:?}", checked.diagnostics);
    }
}

#[test]
fn a_list_of_options_is_a_branch_named_by_its_heading() {
    let read = read("## Alternatives\n\n- Passes: 70%\n- Fails {tasks=mend}\n");
    assert_eq!(shown(&read.document), ["alternatives=Alternatives: Passes 0.7 []; Fails rest [mend]"]);
}

#[test]
fn branches_of_other_things_are_no_branches() {
    let read = read("## Branches\n\n- main: what is live\n- develop: what comes next\n");
    assert!(read.document.branches.is_empty());
    assert!(read.document.unplaced.iter().any(|kept| kept.text.contains("develop")));
}

#[test]
fn what_is_wrong_with_a_branch_is_told() {
    for (section, code, message) in [
        ("- R\n  - A: 180%\n  - B\n", Code::NumberInvalid, "`180%` is no number from 0 to 100"),
        ("- R\n  - A: 1e999\n  - B: 10%\n", Code::NumberInvalid, "`1e999` is no number from 0 to 1"),
        ("- R\n  - A (-3%)\n  - B: 10%\n", Code::NumberInvalid, "`-3%` is no number from 0 to 100"),
        ("- R\n  - A {probability=2}\n", Code::AttributeInvalid, "`probability`: `2` cannot be read"),
        (
            "- R\n  - A {probabilty=2}\n  - B: 1%",
            Code::AttributeUnknown,
            "a branch option has no attribute `probabilty`",
        ),
        ("- R {#r 3d}\n  - A: 20%\n", Code::AttributeUnknown, "a branch has no attribute `duration`"),
        (
            "- R\n  - A {probability=20%\n  - B: 1%\n",
            Code::AttributeInvalid,
            "the brace before `probability=20%` is not closed, so no attribute is read",
        ),
    ] {
        let read = read(&format!("## Branches\n\n{section}"));
        let found: Vec<_> = read.diagnostics.iter().map(|it| (it.code, it.message.as_str())).collect();
        assert_eq!(found, [(code, message)], "{section}");
    }
    let checked = check(
        read("## Branches\n\n- R\n  - A {probability=20% tasks=nowhere}\n  - B: 30%\n").document,
        &CheckOptions::default(),
    );
    let codes: Vec<_> = checked.diagnostics.iter().map(|it| it.code).collect();
    assert!(codes.contains(&Code::BranchInvalid) && codes.contains(&Code::IdUnknown), "{codes:?}");
}

//! Environments with what must hold before each, as guides write them.

use critpath::diagnostic::Code;
use critpath::model::Environment;
use critpath_formats::Read;

fn read(section: &str) -> Read {
    let text = format!(
        "# Release\n\n- Ship {{#ship 1h}}\n\n## Environments\n\n{section}\n## Change windows\n\n- Monday: 22:00-24:00\n\n\
         ## Gates\n\n- Go-live gate {{#go}}\n"
    );
    critpath_formats::markdown::read("guide.md", &text)
}

fn shown(environment: &Environment) -> String {
    let soak = environment.soak.map_or("-".to_owned(), |soak| soak.to_string());
    let word = |word: &Option<String>| word.clone().unwrap_or("-".to_owned());
    format!(
        "{}: {} {soak} {} {} ({})",
        environment.id,
        environment.promoted_from.join("+"),
        word(&environment.gate),
        word(&environment.calendar),
        word(&environment.description)
    )
}

#[test]
fn a_table_of_environments_says_what_braces_say() {
    let expected = [
        "test:  - - - (No users)",
        "qa:  - - - (-)",
        "production: test+qa 24h go change-windows (Customers)",
    ];
    for section in [
        "- Test: No users\n- QA\n- **Production**: Customers {promoted-from=test,qa soak=24h gate=go calendar=change-windows}\n",
        "| Environment | Promoted from | Soak | Gate | Calendar | Purpose |\n|-|-|-|-|-|-|\n| Test | - | none | n/a | | No users |\n\
         | QA | \u{2014} | | | | |\n| Production | Test and QA | 24 hours | Go-live gate | Change windows | Customers |\n",
        "| Env | After | Soak time (hours) | Approval gate | Calendar | Notes |\n|-|-|-|-|-|-|\n| Test | | | | | No users |\n| QA | | | | | |\n\
         | Production {promoted-from=qa} | Test | 24h | go | change-windows | Customers |\n",
    ] {
        let read = read(section);
        let found: Vec<_> = read.document.environments.iter().map(shown).collect();
        assert_eq!(found, expected, "{section}");
        assert!(read.diagnostics.is_empty(), "{section}: {:?}", read.diagnostics);
    }
}

#[test]
fn a_soak_that_is_no_time_is_told() {
    let read = read("| Environment | Soak |\n|-|-|\n| Test | a while |\n");
    let found: Vec<_> = read.diagnostics.iter().map(|it| (it.code, it.message.as_str())).collect();
    assert_eq!(found, [(Code::DurationInvalid, "`a while` is no duration")]);
}

#[test]
fn a_table_of_tasks_says_which_columns_are_none_of_its_own() {
    let text = "# Plan\n\n| Task | Duration | Soak | Mitigation |\n|-|-|-|-|\n| Ship | 1h | 2h | ask |\n";
    let read = critpath_formats::markdown::read("guide.md", text);
    let found: Vec<_> = read.diagnostics.iter().map(|it| it.message.as_str()).collect();
    assert_eq!(
        found,
        [
            "the column `Soak` has no meaning for tasks; its cells are kept as they stand",
            "the column `Mitigation` has no meaning for tasks; its cells are kept as they stand",
        ]
    );
    assert_eq!(read.document.tasks[0].extensions["columns"]["soak"], "2h");
}

//! The examples of `docs/calendars.md`.

use super::*;
use critpath::calendar::dates;
use critpath::model::Recurrence;

const PAGE: &str = include_str!("../../../../../docs/calendars.md");

#[test]
fn documented_calendars_work() {
    let blocks: Vec<&str> =
        PAGE.split("```json\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
    assert!(blocks.len() > 2);
    for block in blocks {
        let calendar: Calendar = serde_json::from_str(block).unwrap();
        assert!(calendar.extensions.is_empty(), "{:?}", calendar.extensions);
        assert!(calendar.windows.iter().all(|window| window.extensions.is_empty()));
        let (_, found) = compile(&document(vec![calendar]), Axis::new(Some("Europe/Berlin")).unwrap());
        assert_eq!(found, [], "{block}");
    }
}

#[test]
fn documented_recurrences_have_dates() {
    let rows: Vec<&str> = PAGE.lines().filter(|line| line.contains("| `{ \"every\"")).collect();
    assert!(rows.len() > 3);
    let first: Vec<_> = rows
        .iter()
        .map(|row| {
            let repeat: Recurrence = serde_json::from_str(row.split('`').nth(1).unwrap()).unwrap();
            assert!(repeat.extensions.is_empty(), "{row}");
            dates(Date::parse("2026-01-01").unwrap(), &repeat).nth(1).unwrap().to_string()
        })
        .collect();
    assert_eq!(first, ["2026-01-16", "2026-02-15", "2026-04-27", "2027-12-24", "2027-05-03"]);
}

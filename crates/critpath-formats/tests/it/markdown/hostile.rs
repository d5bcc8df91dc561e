//! Input that nobody means well with: every text is read, nothing panics, and time stays in proportion to length.

use std::time::Duration;

use critpath::diagnostic::Code;
use critpath_formats::Read;

use super::guides;
use crate::clock::time;

fn read(text: &str) -> Read {
    critpath_formats::markdown::read("guide.md", text)
}

/// Small numbers from a seed (xorshift64*), so that every run makes the same mutations.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % below.max(1)
    }
}

/// Pieces that the readers look for, and that break what is around them.
const PIECES: &[&str] = &[
    "#",
    "## ",
    "### Phase 1: ",
    "**",
    "**Tasks**:",
    "**Depends on**: ",
    "- ",
    "  - ",
    "- [ ] ",
    "- [x] ",
    "1. ",
    "\n",
    "\n\n",
    "\r\n",
    "|",
    "| a | b |\n|--|--|\n",
    "| Task | Duration | Depends on |\n|--|--|--|\n| a | 3d | b |\n",
    "{",
    "}",
    "{#a 3d after=b,c:FS+1d}",
    "{probability=20% tasks=a,b}",
    "{target=99.9 period=30d}",
    "{long-window=1h burn-rate=14.4}",
    "## Branches\n\n- R\n  - A: 80%\n  - B {tasks=a}\n",
    "## SLOs\n\n- A: 99.9% over 30d\n  - Total: `x{a=\"b\"}`\n",
    "| Branch | Way | Probability | Tasks |\n|--|--|--|--|\n| a | b | 3% | c |\n",
    "| SLO | Target | Period |\n|--|--|--|\n| a | 99.9% | 7d |\n",
    "| Long window | Burn rate |\n|--|--|\n| 1h | 2x |\n",
    "## Environments\n\n| Environment | Promoted from | Soak | Gate |\n|--|--|--|--|\n| a | b | 3d | c |\n",
    "{start=2026-12-07}",
    "(",
    ")",
    "(Week 1-2)",
    "(3 days)",
    "[",
    "]",
    "[x]",
    "`",
    "```",
    "```mermaid\ngantt\n a :a1, 2024-01-01, 3d\n b :after a1, 2d\n```\n",
    "~~~",
    "<thinking>",
    "</thinking>",
    "<",
    ">",
    "<!--",
    "-->",
    "<br>",
    "<<<<<<< SEARCH\n",
    ">>>>>>> REPLACE\n",
    "{\"a\": ",
    "---\n",
    "+++\n",
    ":",
    " - ",
    "–",
    "\u{200c}",
    "\u{200f}",
    "\u{feff}",
    "\0",
    "\u{fffd}",
    "é",
    "فاز ۱: ",
    "هفته ۱-۲",
    "۳ روز",
    "🎯",
    "✅",
    "⏳",
    "@kim",
    "99999999999999999999",
    "-1 days",
    "0 weeks",
    "Week 0",
    "Week 9-1",
    "2026-02-30",
    "2026-12-07 to 2026-01-01",
    "1e999",
    "NaN%",
    "< 5%",
    "every 0 seconds",
    "within",
    "&amp;",
    "&#0;",
    "\\",
    "*",
    "_",
    "=\n===\n",
    "> ",
    "    ",
    "\t",
    "[a]: b\n",
    "[^1]",
    "$x$",
];

/// Texts of a few lines: those of this file, and pieces of the real guides where they are there.
fn corpus() -> Vec<String> {
    let mut texts: Vec<String> = [
        "# Plan {start=2026-12-07}\n## Phase 1: Build (Week 1-2)\n- Provision (3 days)\n  - Owner: Kim\n- [x] Test {#t 2d/3d/6d after=provision}\n**Deliverables**:\n- app\n",
        "## Tasks\n| ID | Task | Estimate | Depends on |\n|--|--|--|--|\n| T1 | Set up | 2-4 hours | |\n| T2 | Ship | 1d | T1:SS+2h |\n",
        "## Risks\n| Risk | Impact | Probability | Mitigation |\n|--|--|--|--|\n| Loss | High | 0.3 | Backups, drills |\n### Other\n- **Risk:** Delay\n  - **Mitigation:** Buffer\n",
        "## Calendar\n- Working hours: 08:00-12:00\n- Holidays: 2026-12-25\n## Rollback\n1. **Immediate Rollback**: within 5 minutes\n## Success Criteria\n- **Latency**: p95 < 200 ms at 100 requests/s\n",
        "---\ntitle: A\nstart: 2026-12-07\n---\n# A\n## Timeline\n- Week 1: a\n  - b\n- 2026-12-20: c\n```mermaid\ngantt\ndateFormat YYYY-MM-DD\nsection S\na :a1, 2026-12-07, 3d\nb :after a1, 2d\n```\n",
        "### Business Metrics<thinking>\nhm\n</thinking>\n## Deployment Checklist\n### Pre-Deployment\n- [ ] All tests passing\n## فاز ۱: آماده‌سازی (هفته ۱-۲)\n- کار\n",
    ]
    .map(str::to_owned)
    .to_vec();
    for (_, text) in guides::all("md") {
        let lines: Vec<&str> = text.lines().collect();
        texts.extend(
            lines.chunks(14).step_by(5).map(|chunk| chunk.join("\n")).filter(|text| text.len() < 900),
        );
    }
    texts
}

fn mutate(text: &str, corpus: &[String], dice: &mut Dice) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..=dice.roll(4) {
        let at = dice.roll(bytes.len() + 1);
        let end = (at + dice.roll(40)).min(bytes.len());
        match dice.roll(8) {
            0 => drop(bytes.drain(at..end)),
            1 => drop(bytes.splice(at..at, bytes[at..end].to_vec())),
            2 if at < bytes.len() => bytes[at] = dice.roll(256) as u8,
            3 => {
                let other = corpus[dice.roll(corpus.len())].as_bytes();
                let from = dice.roll(other.len() + 1);
                drop(bytes.splice(at..end, other[from..].iter().copied().take(200)));
            }
            4 => {
                let mut lines: Vec<Vec<u8>> = bytes.split(|b| *b == b'\n').map(<[u8]>::to_vec).collect();
                let (a, b) = (dice.roll(lines.len()), dice.roll(lines.len()));
                lines.swap(a, b);
                bytes = lines.join(&b'\n');
            }
            5 => drop(bytes.drain(at..)),
            _ => drop(bytes.splice(at..at, PIECES[dice.roll(PIECES.len())].bytes())),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn check(text: &str, read: &Read) {
    let document = &read.document;
    let spans = (read.diagnostics.iter().filter_map(|d| d.span))
        .chain(read.diagnostics.iter().flat_map(|d| d.labels.iter().map(|label| label.span)))
        .chain(document.phases.iter().filter_map(|phase| phase.span))
        .chain(document.tasks.iter().filter_map(|task| task.span))
        .chain(document.tasks.iter().flat_map(|task| task.after.iter().filter_map(|d| d.span)))
        .chain(document.checklists.iter().flat_map(|list| list.items.iter().filter_map(|item| item.span)))
        .chain(document.criteria.iter().filter_map(|criterion| criterion.span))
        .chain(document.unplaced.iter().filter_map(|fragment| fragment.span));
    for span in spans {
        assert!(text.get(span.range()).is_some(), "{span:?} is not in\n{text}");
    }
    for task in &document.tasks {
        assert!(!task.id.is_empty(), "{task:?} in\n{text}");
    }
    for phase in &document.phases {
        assert!(!phase.id.is_empty() && phase.parent.as_deref() != Some(&phase.id), "{phase:?} in\n{text}");
    }
}

#[test]
fn ten_thousand_mutations_are_read() {
    let corpus = corpus();
    let mut dice = Dice(0x5EED);
    for round in 0..10_500 {
        let text = mutate(&corpus[round % corpus.len()], &corpus, &mut dice);
        let read = read(&text);
        check(&text, &read);
        if round % 100 == 0 {
            let again = critpath_formats::markdown::read("guide.md", &text);
            assert_eq!((read.document, read.diagnostics), (again.document, again.diagnostics));
        }
    }
}

#[test]
fn whole_guides_cut_anywhere_are_read() {
    let mut dice = Dice(0xC07);
    for (_, text) in guides::all("md").into_iter().filter(|(_, text)| text.len() < 9_000) {
        let mut cut = dice.roll(text.len() + 1);
        while !text.is_char_boundary(cut) {
            cut -= 1;
        }
        for half in [&text[..cut], &text[cut..]] {
            check(half, &read(half));
        }
    }
}

/// How long it takes to read this, at best of two.
fn time_of(text: &str) -> Duration {
    time(2, || drop(read(text)))
}

#[test]
fn deep_nesting_neither_overflows_nor_takes_long() {
    for text in [
        "- ".repeat(100_000) + "x",
        "> ".repeat(100_000) + "x",
        "## Phase 1: A\n".to_owned() + &"- ".repeat(100_000) + "x",
        "## Phase 1: A\n".to_owned() + &(0..300).map(|n| " ".repeat(2 * n) + "- [ ] a\n").collect::<String>(),
        "1. ".repeat(50_000) + "x",
        "[".repeat(100_000),
        "*".repeat(100_000) + "a",
        "(".repeat(100_000),
        "# ".to_owned() + &"(".repeat(50_000) + &")".repeat(50_000),
        "- a ".to_owned() + &"{".repeat(50_000) + &"}".repeat(50_000),
        "<details>\n".repeat(20_000),
    ] {
        let taken = time(1, || drop(read(&text)));
        assert!(taken < Duration::from_secs(20), "{}: {taken:?}", &text[..20]);
    }
}

#[test]
fn time_is_in_proportion_to_length() {
    let table = |n: usize| {
        let rows = (1..n).map(|i| format!("| T{i} | Task {i} | 3d | T{} |\n", i - 1));
        "| ID | Task | Duration | Depends on |\n|--|--|--|--|\n| T0 | Task | 3d | |\n".to_owned()
            + &rows.collect::<String>()
    };
    let phases =
        |n: usize| (0..n).map(|i| format!("## Phase {i}: A\n- a\n- b (2 days)\n")).collect::<String>();
    let same = |n: usize| "## Phase 1: A (Week 1)\n- a\n".repeat(n);
    let line = |n: usize| "# Plan\n## Phase 1: x\n- ".to_owned() + &"word, 3 days and 12% ".repeat(n);
    let list = |n: usize| "# Plan\n**Depends on**: ".to_owned() + &"a, ".repeat(n);
    let tags = |n: usize| "\n# h\n<thinking>\n{\"a\n<<<<<<< \n".repeat(n);
    let rest = |n: usize| "# P\n## a\ntext\n- b\n".repeat(n);
    let makers: [(&str, &dyn Fn(usize) -> String); 7] = [
        ("table", &table),
        ("phases", &phases),
        ("same phases", &same),
        ("line", &line),
        ("list", &list),
        ("tags", &tags),
        ("rest", &rest),
    ];
    for (name, make) in makers {
        let (short, long) = (time_of(&make(250)), time_of(&make(4_000)));
        // Sixteen times the text; four times as much again for a busy machine. Quadratic time would be 256 times.
        assert!(long < short * 64 + Duration::from_millis(80), "{name}: {short:?}, then {long:?}");
    }
}

#[test]
fn a_table_of_a_megabyte_is_read() {
    let row = "| task with a name | 3 days | someone | 2026-12-07 |\n";
    let text =
        "| Task | Duration | Owner | Due |\n|--|--|--|--|\n".to_owned() + &row.repeat(1_000_000 / row.len());
    let read = read(&text);
    assert_eq!(read.document.tasks.len(), 1_000_000 / row.len());
}

#[test]
fn odd_bytes_and_line_ends_change_nothing() {
    let plain =
        "# Plan\n## Phase 1: A (Week 1)\n- [x] b (2 days)\n\n| Task | Duration |\n|--|--|\n| c | 3d |\n";
    let names = |text: &str| {
        let document = read(text).document;
        let tasks =
            document.tasks.iter().map(|task| (task.name.clone(), task.duration.map(|d| d.to_string())));
        (tasks.collect::<Vec<_>>(), document.phases.len())
    };
    let expected = names(plain);
    assert_eq!(expected.0.len(), 2);
    assert_eq!(names(&plain.replace('\n', "\r\n")), expected);
    assert_eq!(names(&format!("\u{feff}{plain}")), expected);
    assert_eq!(names(&format!("{plain}\n\0\n")), expected);
    assert_eq!(names(plain.trim_end()), expected);
    let crlf = plain.replace('\n', "\r\n");
    check(&crlf, &read(&crlf));
    for text in ["\0", "\u{feff}", "\r\r\r", "\u{202e}# x", "\u{200f}## فاز", "#\0#", "| \0 |\n|--|\n"] {
        check(text, &read(text));
    }
}

#[test]
fn an_empty_file_is_told_from_one_without_a_plan() {
    let code = |text: &str| read(text).diagnostics.iter().map(|d| d.code).collect::<Vec<_>>();
    assert_eq!(code(""), [Code::TextEmpty]);
    assert_eq!(code(" \n\n\u{feff}"), [Code::TextNoPlan]);
    assert_eq!(code("\n \n"), [Code::TextEmpty]);
    assert_eq!(code("Just a sentence."), [Code::TextNoPlan]);
}

//! Sections, blocks and their places.

use super::*;

fn describe(text: &str) -> Vec<String> {
    let outline = Outline::read(text);
    let mut lines = Vec::new();
    for section in &outline.sections {
        lines.push(format!("{} {}", section.level, section.heading.slice().str()));
        for block in &outline.blocks[section.blocks.clone()] {
            lines.push(match &block.kind {
                Kind::Paragraph(text) => format!("p {}", text.slice().clean()),
                Kind::Item(item) => format!("i {:?} {}", item.checked, item.text.slice().clean()),
                Kind::Table(table) => format!("t {}x{}", table.header.len(), table.rows.len()),
                Kind::Code(code) => format!("c {} {}", code.language, code.text.trim()),
                Kind::Html => "h".into(),
            });
        }
    }
    lines
}

#[test]
fn reads_sections_and_blocks() {
    let text = "intro\n# A\n- [x] one\n  1. two\n\n     more\n- three\n## B\n| a | b |\n|---|---|\n| 1 | 2 |\n```sh\n# no heading\n```\n# C\n";
    assert_eq!(
        describe(text),
        [
            "0 ",
            "p intro",
            "1 A",
            "i Some(true) one",
            "i None two",
            "p more",
            "i None three",
            "2 B",
            "t 2x1",
            "c sh # no heading",
            "1 C",
        ]
    );
    let outline = Outline::read(text);
    assert_eq!(
        outline.sections.iter().map(|s| (s.parent, s.last)).collect::<Vec<_>>(),
        [(None, 1), (None, 3), (Some(1), 3), (None, 4),]
    );
    let tops: Vec<_> = outline.top_level(outline.sections[1].blocks.clone()).map(|(i, _)| i).collect();
    assert_eq!(tops, [1, 4]);
}

#[test]
fn texts_know_their_place() {
    let text = "# A **b**\n\n- [ ] **Name**: `code` and *more*\n";
    let outline = Outline::read(text);
    assert_eq!(&text[outline.sections[1].heading_source.clone()], "# A **b**\n");
    let Kind::Item(item) = &outline.blocks[0].kind else { panic!("an item") };
    let all = item.text.slice();
    assert_eq!(all.str(), "Name: code and more");
    assert_eq!(&text[all.source()], "**Name**: `code` and *more*");
    assert_eq!(&text[all.sub(6..10).source()], "code");
}

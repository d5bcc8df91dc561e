//! The name and the beginning of a text into its format.

use critpath::diagnostic::{Code, Diagnostic};
use critpath::model::{Document, Source, Span};

use crate::{Read, json, mspdi, xer};

/// A format that a plan can be in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Markdown,
    Json,
    Mspdi,
    Xer,
    /// One that is known to be another.
    Unknown,
}

/// Endings of names. Any other ending leaves it to the content.
const ENDINGS: &[(Format, &[&str])] = &[
    (Format::Markdown, &["md", "markdown", "mdown", "mkd"]),
    (Format::Json, &["json", "jsonc"]),
    (Format::Mspdi, &["xml"]),
    (Format::Xer, &["xer"]),
    (
        Format::Unknown,
        &["mpp", "mpt", "mpx", "csv", "tsv", "xls", "xlsx", "ods", "yaml", "yml", "toml", "html", "pdf"],
    ),
];

/// The format of a text: by the ending of its name, else by how it begins.
pub(crate) fn of(name: &str, text: &str) -> Format {
    let ending = ending(name).to_lowercase();
    let known = ENDINGS.iter().find(|(_, endings)| endings.contains(&ending.as_str()));
    if let Some((format, _)) = known {
        return *format;
    }
    let start = text.trim_start_matches('\u{feff}').trim_start();
    if mspdi::is_mspdi(start) {
        Format::Mspdi
    } else if xer::is_xer(start) {
        Format::Xer
    } else if start.starts_with("<?xml") {
        Format::Unknown
    } else if json::is_json(start) {
        Format::Json
    } else {
        Format::Markdown
    }
}

/// What is read of a text in a format that is none of ours: nothing, and a word about it.
pub(crate) fn unknown(name: &str) -> Read {
    let message = match ending(name) {
        "" => "the text is in a format that is not read".to_owned(),
        ending => format!("files that end in `.{ending}` are in a format that is not read"),
    };
    let diagnostic = Diagnostic::new(Code::FormatUnknown, message)
        .at(Span::new(0, 0))
        .help("give a plan as Markdown (`.md`), JSON (`.json`), MS Project XML (`.xml`) or an export of Primavera P6 (`.xer`)");
    let source = Source { name: name.to_owned(), ..Source::default() };
    Read {
        document: Document { sources: vec![source], ..Document::default() },
        diagnostics: vec![diagnostic],
    }
}

fn ending(name: &str) -> &str {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    file.rsplit_once('.').map_or("", |(_, ending)| ending)
}

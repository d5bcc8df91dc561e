//! Colours, width and messages: what the terminal is told beside the answer.

use std::io::{self, IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};
use clap::ValueEnum;

/// When output is coloured.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// Where the output is a terminal and NO_COLOR is not set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// What a piece of a message is, and so its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Something that is wrong.
    Error,
    /// Something worth knowing.
    Note,
    /// What to do.
    Help,
}

/// The two streams, and how they may be written to.
#[derive(Debug, Clone)]
pub struct Console {
    /// Whether the answer is coloured.
    pub color_output: bool,
    /// Whether messages are coloured.
    pub color_errors: bool,
    /// Whether a person sees the answer as it is written.
    pub is_terminal: bool,
    /// Columns that answers may take.
    pub width: usize,
}

/// The width of texts that no terminal limits.
const PLAIN_WIDTH: usize = 100;

impl Console {
    /// The console of this process.
    pub fn new(color: Color) -> Self {
        let choice = match color {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        };
        choice.write_global();
        let colored = |choice: ColorChoice| choice != ColorChoice::Never;
        let is_terminal = io::stdout().is_terminal();
        let size = if is_terminal { terminal_size::terminal_size() } else { None };
        Console {
            color_output: colored(AutoStream::choice(&io::stdout())),
            color_errors: colored(AutoStream::choice(&io::stderr())),
            is_terminal,
            width: size.map_or(PLAIN_WIDTH, |(width, _)| usize::from(width.0).max(40)),
        }
    }

    /// Writes a message, which ends with a line break, to standard error.
    pub fn message(&self, text: &str) {
        // Where standard error is closed, nobody is there to be told.
        let _ = io::stderr().lock().write_all(text.as_bytes());
    }

    /// Writes `note: text`.
    pub fn note(&self, text: &str) {
        self.message(&format!("{}: {text}\n", self.paint_error(Tone::Note, "note")));
    }

    /// A piece of a message in the colour of its tone.
    pub fn paint_error(&self, tone: Tone, text: &str) -> String {
        if !self.color_errors {
            return text.into();
        }
        let color = match tone {
            Tone::Error => AnsiColor::BrightRed,
            Tone::Note => AnsiColor::BrightBlue,
            Tone::Help => AnsiColor::BrightCyan,
        };
        let style = Style::new().bold().fg_color(Some(color.into()));
        format!("{style}{text}{style:#}")
    }
}

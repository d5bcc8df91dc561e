//! Why a command could not run, into a message; and what the exit status says.

use critpath::diagnostic::Code;
use critpath::model::result::Verdict;
use critpath_store::StoreError;

use crate::console::{Console, Tone};

/// What the exit status says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Status {
    /// All is well.
    Fine = 0,
    /// The plan has errors or warnings.
    Findings = 1,
    /// The command could not do what was asked.
    Failed = 2,
    /// It ran, and there is no answer.
    Inconclusive = 3,
}

impl From<Verdict> for Status {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Go => Status::Fine,
            Verdict::NoGo => Status::Findings,
            Verdict::Inconclusive => Status::Inconclusive,
        }
    }
}

/// Why a command could not run.
#[derive(Debug)]
pub struct Failure {
    /// The code, the same in every language.
    pub code: Code,
    /// What is the case.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// Findings that belong to it, already rendered.
    pub details: String,
}

impl Failure {
    /// A failure that is said in one sentence.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Failure { code, message: message.into(), help: None, details: String::new() }
    }

    /// What to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The message as it stands on the terminal.
    pub fn render(&self, console: &Console) -> String {
        let head = console.paint_error(Tone::Error, &format!("error[{}]", self.code));
        let mut text = format!("{}{head}: {}\n", self.details, self.message);
        if let Some(help) = &self.help {
            text.push_str(&format!("{}: {help}\n", console.paint_error(Tone::Help, "help")));
        }
        text
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Failure { help: error.help(), ..Failure::new(error.code(), error.to_string()) }
    }
}

impl From<critpath::Error> for Failure {
    fn from(error: critpath::Error) -> Self {
        let failure = Failure::new(error.code(), error.to_string());
        match error {
            critpath::Error::NoStart => Failure::new(error.code(), "the plan states no start date").help(
                "give one with `--start 2026-12-07`, or state it in the title: `# Guide {start=2026-12-07}`",
            ),
            _ => failure,
        }
    }
}

/// A panic is a fault of critpath: it is said in one line, without the trace of the calls.
pub fn no_backtraces(console: Console) {
    std::panic::set_hook(Box::new(move |panic| {
        let payload = panic.payload();
        let what =
            payload.downcast_ref::<&str>().copied().or(payload.downcast_ref::<String>().map(String::as_str));
        let place = panic.location().map(|at| format!(" ({}:{})", at.file(), at.line())).unwrap_or_default();
        let failure = Failure::new(Code::Internal, format!("{}{place}", what.unwrap_or("unknown fault")))
            .help("this is a fault in critpath; please report it with the input that caused it");
        console.message(&failure.render(&console));
    }));
}

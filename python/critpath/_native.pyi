"""
The engine behind `critpath`. Use the package itself: this module may change at any time.
"""

from _typeshed import SupportsGetItem
from typing import Any, final

__all__ = ["NativeForecast", "NativePlan", "NativeSchedule", "NativeWhatIf", "codes", "operations", "schema", "selftest", "statistics", "version"]

@final
class NativeForecast:
    """
    A plan with runs of it.
    """
    def finishes(self, /) -> bytes:
        """
        Give when each run finished, as the bytes of 64-bit integers in the machine's order.
        """
    def merge(self, /, others: SupportsGetItem[int, NativeForecast]) -> NativeForecast:
        """
        Give the runs of this forecast and of others of the same plan.
        """
    def probability_of(self, /, moment: str) -> float:
        """
        Give the share of the runs that are finished by a date or time.
        """
    def render(self, /, format: str, options: str) -> str:
        """
        Draw or write the forecast in a format; options are JSON text.
        """
    def result(self, /) -> str:
        """
        Give how sure the dates are, as JSON text. Signals stop it.
        """
    def runs(self, /) -> int:
        """
        Give how many runs there are.
        """
    def to_bytes(self, /) -> bytes:
        """
        Give the runs as bytes.
        """

@final
class NativePlan:
    """
    Texts that were read and checked.
    """
    def apply(self, /, edits: str) -> tuple[NativePlan, str]:
        """
        Apply edits given as JSON text: the new plan, and what changed as JSON text.
        """
    def check(self, /, format: str, options: str) -> str:
        """
        Check the document; options are JSON text, the answer is text in a format: json, github or sarif.
        """
    def document_json(self, /) -> str:
        """
        Give the document as canonical JSON text.
        """
    def files(self, /) -> list[tuple[str, str]]:
        """
        Give the files that were read, as pairs of name and content.
        """
    def forecast_of(self, /, options: str, data: bytes) -> NativeForecast:
        """
        Take up runs that were made elsewhere with the same options, given as bytes.
        """
    def gate(self, /, format: str, measurements: SupportsGetItem[int, tuple[str, str]], options: str, progress: Any | None = None) -> str:
        """
        Judge a gate by measurements given as pairs of name and content; options are JSON text, the answer is text in a
        format: json, text, markdown, github, svg or html. Progress is called with the runs that are done and all of them.
        """
    def pert(self, /, options: str) -> str:
        """
        Tell how sure the date is by PERT, as JSON text; options are JSON text.
        """
    def promotion(self, /, format: str, measurements: SupportsGetItem[int, tuple[str, str]], options: str, progress: Any | None = None) -> str:
        """
        Give the promotion by measurements given as pairs of name and content; options are JSON text, the answer is text in a
        format: json, text or markdown. Progress is called with what is done and all that there is to do.
        """
    @staticmethod
    def read(files: SupportsGetItem[int, tuple[str, str]]) -> NativePlan:
        """
        Read files given as pairs of name and content.
        """
    def risks(self, /, format: str, options: str) -> str:
        """
        Give the risk register; options are JSON text, the answer is text in a format: json, svg, html, csv, markdown, table.
        """
    def rollout(self, /, format: str, measurements: SupportsGetItem[int, tuple[str, str]], options: str) -> str:
        """
        Give the rollouts, with measurements given as pairs of name and content; options are JSON text, the answer is text in
        a format: json, text, markdown, plan, prometheus, openslo, argo or flagger.
        """
    def schedule(self, /, options: str, progress: Any | None = None) -> NativeSchedule:
        """
        Schedule the plan; options are JSON text, progress is called with what is done and all that there is to do.
        """
    def simulate(self, /, options: str, progress: Any | None = None) -> NativeForecast:
        """
        Make runs of the plan; options are JSON text, progress is called with the runs that are done and all of them.
        """
    def validate(self, /) -> None:
        """
        Raise what keeps the document from being a plan, if anything does.
        """
    def what_if(self, /, options: str) -> NativeWhatIf:
        """
        Schedule the plan for edits that are tried out; options are JSON text.
        """

@final
class NativeSchedule:
    """
    A plan with its dates.
    """
    def column(self, /, name: str) -> bytes:
        """
        Give a column as the bytes of 64-bit integers in the machine's order.
        """
    def critical(self, /) -> bytes:
        """
        Give whether each task is critical, as bytes of 0 and 1.
        """
    def diff(self, /, later: NativeSchedule, options: str) -> str:
        """
        Give what moved from this schedule to a later one, and why, as JSON text; options are JSON text.
        """
    def explain(self, /, task: str) -> str:
        """
        Explain the dates of a task, as JSON text.
        """
    def floats(self, /, options: str) -> str:
        """
        Give how much room there is, as JSON text: floats, drag, bands and paths; options are JSON text.
        """
    def render(self, /, format: str, options: str) -> str:
        """
        Draw or write the schedule in a format; options are JSON text.
        """
    def result(self, /) -> str:
        """
        Give all dates as JSON text.
        """
    def rollback(self, /, options: str, progress: Any | None = None) -> str:
        """
        Tell how long the way back is at each instant, as JSON text; options are JSON text, progress is called with the runs
        that are done and all of them.
        """
    def rollback_plan(self, /, options: str) -> str:
        """
        Give the plan of the rollback from a failure, as JSON text of a document; options are JSON text.
        """
    def summary(self, /) -> str:
        """
        Give title, start, finish, time zone and number of tasks as JSON text.
        """
    def words(self, /) -> list[tuple[str, list[str | None]]]:
        """
        Give the columns of text by name.
        """

@final
class NativeWhatIf:
    """
    A plan that follows edits, with its schedule.
    """
    def apply(self, /, edits: str) -> str:
        """
        Apply edits given as JSON text: what they changed and what moved, as JSON text.
        """
    def plan(self, /) -> NativePlan:
        """
        Give the plan as it is now.
        """
    def schedule(self, /) -> NativeSchedule:
        """
        Give the schedule as it is now.
        """
    def undo(self, /) -> bool:
        """
        Take back the last edits; false if there are none.
        """

def codes() -> str:
    """
    Every code with its severity and summary, as JSON text.
    """

def operations() -> list[str]:
    """
    Every operation that the engine offers to all languages.
    """

def schema(name: str) -> str:
    """
    The JSON Schema with this name, as JSON text.
    """

def selftest() -> str:
    """
    The published worked examples, recomputed, as JSON text.
    """

def statistics(name: str, arguments: str) -> str:
    """
    The answer to a question of statistics; arguments and answer are JSON text.
    """

def version() -> str:
    """
    The version of the engine.
    """

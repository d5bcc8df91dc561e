"""
The engine behind `critpath`. Use the package itself: this module may change at any time.
"""

from _typeshed import SupportsGetItem
from typing import Any, final

__all__ = ["NativePlan", "NativeSchedule", "codes", "operations", "schema", "selftest", "statistics", "version"]

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
    def gate(self, /, format: str, measurements: SupportsGetItem[int, tuple[str, str]], options: str) -> str:
        """
        Judge a gate by measurements given as pairs of name and content; options are JSON text, the answer is text in a
        format: json, text, markdown, github, svg or html.
        """
    @staticmethod
    def read(files: SupportsGetItem[int, tuple[str, str]]) -> NativePlan:
        """
        Read files given as pairs of name and content.
        """
    def schedule(self, /, options: str, progress: Any | None = None) -> NativeSchedule:
        """
        Schedule the plan; options are JSON text, progress is called with what is done and all that there is to do.
        """
    def validate(self, /) -> None:
        """
        Raise what keeps the document from being a plan, if anything does.
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
    def diff(self, /, later: NativeSchedule) -> str:
        """
        Give what moved from this schedule to a later one, as JSON text.
        """
    def explain(self, /, task: str) -> str:
        """
        Explain the dates of a task, as JSON text.
        """
    def render(self, /, format: str, options: str) -> str:
        """
        Draw or write the schedule in a format; options are JSON text.
        """
    def result(self, /) -> str:
        """
        Give all dates as JSON text.
        """
    def rollback(self, /) -> str:
        """
        Tell how long the way back is at each instant, as JSON text.
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

def version() -> str:
    """
    The version of the engine.
    """

"""What nobody expected to go wrong inside of one report, as an error of ours: one file never loses the others."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from reportmine.errors import FaultError, ReportmineError
from reportmine.messages.message import Message

# Of a recursion the first calls and the last ones tell all.
_MOST_CALLS = 40


@contextmanager
def faults_told(place: str | Message | None = None) -> Iterator[None]:
    """Whatever goes wrong in the block, and is no error of ours, becomes a FaultError about `place`.

    >>> with faults_told("年报.txt"):
    ...     [].pop()
    Traceback (most recent call last):
    reportmine.errors.FaultError: 年报.txt: something in it leads to a fault of reportmine (IndexError); \
it can be reported with what --debug prints.
    """
    try:
        yield
    except ReportmineError:
        raise
    except Exception as error:
        fault = fault_of(error)
        raise (fault if place is None else fault.about(place)) from error


def fault_of(error: Exception) -> FaultError:
    """What is to be said of an error that nobody expected, without a name.

    >>> print(fault_of(MemoryError()))
    takes more memory than there is; split it.
    """
    if isinstance(error, MemoryError):
        fault = FaultError("takes more memory than there is; split it.")
    elif isinstance(error, RecursionError):
        fault = FaultError("is nested more deeply than any report is; open it in its program and save it anew.")
    else:
        fault = FaultError(
            "something in it leads to a fault of reportmine ({cause}); it can be reported with what --debug prints.",
            cause=type(error).__name__,
        )
    fault.cause, fault.said = type(error).__name__, str(error)
    fault.calls = calls_of(error)
    return fault


def reason_of(error: Exception) -> Message:
    """What any error says of the report at which it was raised.

    >>> str(reason_of(ReportmineError("is empty."))), str(reason_of(MemoryError()))
    ('is empty.', 'takes more memory than there is; split it.')
    """
    return (error if isinstance(error, ReportmineError) else fault_of(error)).message


def calls_of(error: BaseException) -> str:
    """The calls that led to an error, as a traceback shows them, without what was said in the end."""
    import traceback  # which takes 10 ms, and is hardly ever wanted

    lines = traceback.format_tb(error.__traceback__)
    if len(lines) > _MOST_CALLS:
        half = _MOST_CALLS // 2
        lines = [*lines[:half], f"  … {len(lines) - _MOST_CALLS} more …\n", *lines[-half:]]
    return "".join(lines)

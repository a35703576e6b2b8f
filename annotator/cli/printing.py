"""Lines for people, where text that runs the other way is isolated, and objects for programs."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Sequence

from annotator.model.faults import Fault

_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"
_CONTROLS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069]"
)
_RIGHT_TO_LEFT = ("R", "AL")


def use_utf8() -> None:
    """Let the output carry any script, whatever the console's own encoding is."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def isolated(line: str) -> str:
    """Return a line in which what runs right to left cannot reorder the rest (UAX #9, isolates)."""
    if line.isascii() and line.isprintable():
        return line
    line = _CONTROLS.sub(lambda match: f"\\u{ord(match[0]):04X}", line)
    pieces: list[str] = []
    done = 0
    for start, end in _right_to_left_runs(line):
        pieces += [line[done:start], _FIRST_STRONG_ISOLATE, line[start:end], _POP_ISOLATE]
        done = end
    return "".join([*pieces, line[done:]])


def _right_to_left_runs(line: str) -> list[tuple[int, int]]:
    """Return the stretches from one right-to-left letter to the last before a left-to-right one."""
    runs: list[tuple[int, int]] = []
    joined = False
    for index, char in enumerate(line):
        bidi_class = unicodedata.bidirectional(char)
        if bidi_class in _RIGHT_TO_LEFT:
            runs.append((runs.pop()[0] if joined else index, index + 1))
            joined = True
        elif bidi_class in ("NSM", "BN") and runs and runs[-1][1] == index:
            runs.append((runs.pop()[0], index + 1))
        elif bidi_class in ("L", "B"):
            joined = False
    return runs


def say(message: str) -> None:
    """Print progress or a message to standard error."""
    print(isolated(message), file=sys.stderr)


def print_report(lines: Sequence[str]) -> None:
    """Print a report for people to standard output."""
    for line in lines:
        print(isolated(line))


def print_json(value: object) -> None:
    """Print one JSON object for programs, every script as itself."""
    import json  # noqa: PLC0415 - the window starts without

    print(json.dumps(value, ensure_ascii=False, indent=2))


def fault_object(path: str, fault: Fault) -> dict[str, object]:
    """Return a fault for a program."""
    return {
        "file": path,
        "line": fault.line,
        "place": fault.place,
        "message": fault.message,
        "code": fault.code or "form",
    }


def fault_line(path: str, fault: Fault) -> str:
    """Return a fault for people, with its file and place."""
    return f"{path}: {'warning: ' if fault.warning else ''}{fault}"


def print_faults(faults: Sequence[tuple[str, Fault]], *, as_json: bool) -> None:
    """Print the faults that kept a command from doing its work."""
    if as_json:
        print_json(
            {
                "faults": [fault_object(path, fault) for path, fault in faults if not fault.warning],
                "warnings": [fault_object(path, fault) for path, fault in faults if fault.warning],
            }
        )
    for path, fault in faults:
        say(fault_line(path, fault))


def count(number: int, noun: str) -> str:
    """Return a number with its noun: ``1 article``, ``1,204 spans``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return rows as lines with aligned columns: the first to the left, the others to the right."""
    widths = [max(width(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines: list[str] = []
    for row in rows:
        first = row[0] + " " * (widths[0] - width(row[0]))
        rest = [" " * (room - width(cell)) + cell for cell, room in zip(row[1:], widths[1:], strict=True)]
        lines.append("  ".join([first, *rest]).rstrip())
    return lines


def width(text: str) -> int:
    """Return the cells that a terminal gives to text, as far as can be known."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return wide + sum(unicodedata.category(char) not in ("Mn", "Me", "Cf", "Cc") for char in text)

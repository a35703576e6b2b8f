"""Tables for a terminal whose cells may run right to left: each is isolated, so that none moves another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from annotator.cli.printing import isolated, width


def aligned(rows: Sequence[Sequence[str]], indent: str = "  ") -> list[str]:
    """Return rows as lines, ready to be printed: the first column to the left, the others to the right."""
    widths = [max(width(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines: list[str] = []
    for row in rows:
        cells = [isolated(cell) for cell in row]
        gaps = [" " * (room - width(cell)) for cell, room in zip(row, widths, strict=True)]
        right = (gap + cell for gap, cell in zip(gaps[1:], cells[1:], strict=True))
        lines.append((indent + "  ".join([cells[0] + gaps[0], *right])).rstrip())
    return lines


def print_lines(lines: Iterable[str]) -> None:
    """Print lines in which everything that needs it is isolated already."""
    for line in lines:
        print(line)

"""The table of formats in words: for the command line, and for the documentation, which a test compares."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.exchange.format import Format
from annotator.text.units import Unit

_PLURAL = {"is left out": "are left out"}


def offsets(row: Format) -> str:
    """Return what offsets count in a format."""
    if row.unit is None:
        return "told by tests"
    return {Unit.CODE_POINTS: "code points", Unit.UTF16: "UTF-16", Unit.BYTES: "bytes"}.get(
        row.unit, str(row.unit)
    )


def losses(row: Format) -> str:
    """Return what a format cannot hold and what becomes of it, as a sentence without a stop."""
    if not row.writer:
        return "is not written"
    if row.lossless:
        return "nothing"
    fates: dict[str, list[str]] = {}
    for feature, fate in row.lacks.items():
        fates.setdefault(_PLURAL.get(fate, fate), []).append(str(feature))
    return "; ".join(f"{_listed(features)} {fate}" for fate, features in fates.items())


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def holds(row: Format) -> str:
    """Return what a target is: a file or a folder, of one annotator or of several."""
    what = "a file" if row.one_file else "a folder"
    return f"{what} of several annotators" if row.many else f"{what} for each annotator"


def markdown(rows: Iterable[Format]) -> list[str]:
    """Return the table of the documentation."""
    lines = [
        "| format | what it is | files | offsets | needs | what is lost |",
        "|---|---|---|---|---|---|",
    ]
    for row in rows:
        needs = f"`pip install 'annotator[{row.extra}]'`" if row.extra else ""
        ways = " ".join(word for word, module in (("read", row.reader), ("written", row.writer)) if module)
        title = row.title if ways == "read written" else f"{row.title} (only {ways})"
        cells = [f"`{row.name}`", title, f"`{row.suffix}`, {holds(row)}", offsets(row), needs, losses(row)]
        lines.append(f"| {' | '.join(cells)} |".replace("|  |", "| |"))
    return lines

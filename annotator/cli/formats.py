"""annotator formats: the table of formats, read from the one that everything else reads."""

from __future__ import annotations

from argparse import Namespace

from annotator.cli.aligned import print_lines
from annotator.cli.commands import DONE
from annotator.cli.printing import print_json, print_report, table
from annotator.exchange.format import Format
from annotator.exchange.format_table import holds, losses, markdown, offsets
from annotator.exchange.formats import FORMATS


def formats(options: Namespace) -> int:
    """Print the formats and what each of them loses."""
    if options.markdown:
        print_lines(markdown(FORMATS.values()))
        return DONE
    if options.json:
        print_json({"formats": [_as_object(row) for row in FORMATS.values()]})
        return DONE
    head = ["name", "reads", "writes", "offsets", "files"]
    rows = [
        [row.name, "yes" if row.reader else "no", "yes" if row.writer else "no", offsets(row), holds(row)]
        for row in FORMATS.values()
    ]
    print_report(table([head, *rows]))
    for row in FORMATS.values():
        print_report(["", f"{row.name}: {row.title}", f"  lost: {losses(row)}", *_more(row)])
    return DONE


def _more(row: Format) -> list[str]:
    lines: list[str] = []
    if row.extra:
        there = "" if not row.missing() else ", which is not installed"
        lines.append(f"  needs {', '.join(row.packages)}{there} (pip install 'annotator[{row.extra}]')")
    for option in row.options:
        values = ", ".join(option.values) or "any text"
        lines.append(f"  --option {option.name}=…: {option.title} ({values})")
    return lines


def _as_object(row: Format) -> dict[str, object]:
    return {
        "name": row.name,
        "title": row.title,
        "suffix": row.suffix,
        "reads": bool(row.reader),
        "writes": bool(row.writer),
        "unit": row.unit.value if row.unit else None,
        "one_file": row.one_file,
        "several_annotators": row.many,
        "lossless": row.lossless,
        "lacks": {str(feature): fate for feature, fate in row.lacks.items()},
        "extra": row.extra,
        "missing": row.missing(),
        "options": {option.name: list(option.values) for option in row.options},
    }

"""annotator import: takes another tool's files into a corpus, and tells what is not in order."""

from __future__ import annotations

import csv
import io
import sys
from argparse import Namespace
from pathlib import Path

from annotator.cli.commands import DONE, FAULTS, WrongCommandLine
from annotator.cli.export import given_options
from annotator.cli.opening import open_corpus
from annotator.cli.places import annotator_in
from annotator.cli.printing import count, fault_line, fault_object, print_json, print_report, say
from annotator.cli.progress import CLEAR, progress
from annotator.exchange.format import Format
from annotator.exchange.formats import format_called
from annotator.exchange.incoming import FileFault
from annotator.exchange.tabular.cells import cell
from annotator.model.faults import AnnotatorError
from annotator.session.importing import import_source
from annotator.session.importing_names import Renames
from annotator.session.importing_request import Imported, ImportRequest
from annotator.session.importing_source import format_of
from annotator.store.corpus import Corpus
from annotator.store.disk import reason, write_atomically
from annotator.text.units import Unit

AUTO = "auto"
UNITS = {unit.name.lower().replace("_", "-"): unit for unit in Unit}
_TOLD = 1_000
"""Faults that are kept for a program."""


def import_files(options: Namespace) -> int:
    """Import, telling each fault; 1 where there is one that is no warning."""
    corpus = open_corpus(options)
    row = _format(options)
    request = _request(options, row)
    found: list[FileFault] = []

    def tell(fault: FileFault) -> None:
        if options.json:
            found.extend([fault] if len(found) < _TOLD else [])
            return
        if sys.stderr.isatty():
            print(CLEAR, end="", file=sys.stderr, flush=True)
        say(fault_line(fault.file, fault.fault))

    with progress("importing") as watch:
        done = import_source(corpus, request, watch, tell)
    if options.added:
        _write_added(options.added, done)
    if options.json:
        print_json(_as_object(corpus, request, done, found))
    else:
        print_report(_lines(corpus, request, done))
    return FAULTS if done.faults else DONE


def _format(options: Namespace) -> Format:
    """Return the format that is meant; the guessed one is told."""
    name = options.format or AUTO
    if name == AUTO:
        name = format_of(options.source)
        say(f"{options.source}: taken for {name}")
    try:
        return format_called(name)
    except AnnotatorError as error:
        raise WrongCommandLine(str(error)) from error


def _request(options: Namespace, row: Format) -> ImportRequest:
    annotator = annotator_in(options) or ""
    if annotator and options.annotator_folders:
        raise WrongCommandLine("--annotator and --annotator-folders: take one of them")
    try:
        row.settled(given := given_options(options.option))
        renames = Renames.of(options.map)
    except AnnotatorError as error:
        raise WrongCommandLine(str(error)) from error
    return ImportRequest(
        row,
        options.source,
        annotator,
        options.annotator_folders,
        given,
        UNITS.get(options.unit),
        options.layer or "",
        renames,
        options.strict,
        options.replace,
        options.partial,
        options.dry_run,
    )


def _write_added(path: Path, done: Imported) -> None:
    """Write what labels.yaml got as CSV for spreadsheets."""
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(["kind", "of", "name", "count", "first in", "line"])
    for added in done.added:
        words = (added.kind, added.of, added.name, str(added.count), added.place.file)
        rows.writerow([*map(cell, words), added.place.line or ""])
    try:
        write_atomically(path, out.getvalue().encode("utf-8-sig"))
    except OSError as error:
        raise AnnotatorError(f"{path} could not be written: {reason(error)}") from error


def _lines(corpus: Corpus, request: ImportRequest, done: Imported) -> list[str]:
    lines: list[str] = []
    labels = corpus.shown(corpus.labels_path)
    would = "would be" if request.dry else "was"
    for added in done.added:
        of = f" of {added.of}" if added.of else ""
        lines.append(
            f"{labels}: the {added.kind} {added.name}{of} {would} added (met {count(added.count, 'time')})"
        )
    lines += [f"{old} is called {new} here" for old, new in done.named.items()]
    lines += _unit_lines(done)
    kinds = ", ".join(f"{number:,} {kind}" for kind, number in done.articles.most_common())
    lines.append(f"articles: {kinds or 'none'}")
    kinds = ", ".join(f"{number:,} {kind}" for kind, number in done.sets.most_common())
    lines.append(f"annotation sets: {kinds or 'none'}")
    what = f"{count(done.spans, 'span')}, {count(done.relations, 'relation')}"
    tail = ": nothing was written" if request.dry else ""
    lines.append(f"{what}; {count(done.faults, 'fault')}, {count(done.warnings, 'warning')}{tail}")
    if done.backup:
        name = done.backup.folder.name
        lines.append(f"annotator restore {name!r} brings back what stood there before")
    return lines


def _unit_lines(done: Imported) -> list[str]:
    if not done.units:
        return []
    ways = "; ".join(f"{way} ({count(number, 'article')})" for way, number in done.units.items())
    if done.is_certain:
        return [f"offsets count {ways}"]
    return [f"offsets are taken to count {ways}: no quoted text says so; --unit says it otherwise"]


def _as_object(
    corpus: Corpus, request: ImportRequest, done: Imported, found: list[FileFault]
) -> dict[str, object]:
    return {
        "corpus": corpus.name,
        "format": request.format.name,
        "dry_run": request.dry,
        "articles": dict(done.articles),
        "sets": dict(done.sets),
        "spans": done.spans,
        "relations": done.relations,
        "units": done.units,
        "units_certain": done.is_certain,
        "added": [
            {"kind": one.kind, "of": one.of, "name": one.name, "count": one.count, "file": one.place.file}
            for one in done.added
        ],
        "named": done.named,
        "faults": [fault_object(one.file, one.fault) for one in found if not one.fault.warning],
        "warnings": [fault_object(one.file, one.fault) for one in found if one.fault.warning],
        "backup": corpus.shown(done.backup.folder) if done.backup else "",
    }

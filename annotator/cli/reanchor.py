"""annotator reanchor: places annotations again after articles changed, and tells where each of them went."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence

from annotator.cli.commands import DONE, FAULTS, WrongCommandLine
from annotator.cli.opening import open_corpus
from annotator.cli.printing import count, fault_line, fault_object, print_json, print_report, say
from annotator.model.annotations import Piece, Span
from annotator.store.corpus import Corpus
from annotator.store.reanchored_files import ReanchoredFile, Reanchoring, find_changed, write_changed
from annotator.store.reanchoring import Lost, Moved

_SHOWN = 60
"""Characters of a quote in a line for people."""


def reanchor(options: Namespace) -> int:
    """Print what became of each span; 1 where a file cannot be read or was left as it is."""
    corpus = open_corpus(options)
    found = find_changed(corpus, _annotators(corpus, options.annotators))
    if not options.dry_run:
        found = write_changed(corpus, found)
    if options.json:
        print_json(_as_object(corpus, found, dry_run=options.dry_run))
    else:
        print_report(list(_lines(corpus, found, dry_run=options.dry_run)))
        for path, fault in found.faults:
            say(fault_line(path, fault))
    return FAULTS if found.faults or any(file.left for file in found.files) else DONE


def _annotators(corpus: Corpus, wanted: Sequence[str]) -> list[str]:
    known = corpus.annotators()
    for name in wanted:
        if name not in known:
            raise WrongCommandLine(f"{name} has annotated nothing; there are: {', '.join(known) or 'none'}")
    return [*dict.fromkeys(wanted)] or known


def _lines(corpus: Corpus, found: Reanchoring, *, dry_run: bool) -> Iterator[str]:
    for file in found.files:
        yield from _file_lines(corpus, file)
    if not found.files:
        yield "no article has changed since it was annotated"
    elif dry_run:
        yield f"{count(len(found.files), 'file')}: nothing was written"
    elif found.backup:
        yield (
            f"the old files are in {corpus.shown(found.backup.folder)}; "
            f"annotator restore {found.backup.folder.name!r} brings them back"
        )


def _file_lines(corpus: Corpus, file: ReanchoredFile) -> Iterator[str]:
    outcome = file.reset.found
    counts = f"{len(outcome.unchanged)} unchanged, {len(outcome.moved)} moved, {len(outcome.lost)} lost"
    yield f"{corpus.shown(file.path)}: {counts}"
    for name, moved in outcome.moved.items():
        now = file.reset.annotations.span(name)
        way = f"from {_ranges(_stood(file, name))} to {_ranges(moved.pieces)}"
        yield ", ".join((f"  moved {_said(file, now)} {way}", *_doubts(moved, now.exact(file.document.text))))
    for item in _lost_spans(file):
        lost = outcome.lost[item.id]
        places = "; ".join(_ranges(pieces) for pieces in lost.candidates)
        could_be = f"could be at {places}" if places else "its words are not to be found"
        yield f"  lost {_said(file, item)} from {_ranges(_stood(file, item.id))}: {could_be}"
    if file.left:
        yield f"  this file was left as it is: {file.left}"


def _doubts(moved: Moved, now: str) -> Iterator[str]:
    if moved.quote_changed:
        yield f"now “{_short(now)}”"
    if moved.context_changed:
        yield "between other words"
    if moved.out_of_order:
        yield "out of its order"


def _said(file: ReanchoredFile, span: Span) -> str:
    return f"{span.id} {span.label} “{_short(file.reset.anchors[span.id].exact)}”"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def _ranges(pieces: Iterable[Piece]) -> str:
    return "+".join(f"{start}-{end}" for start, end in pieces)


def _stood(file: ReanchoredFile, name: str) -> list[Piece]:
    return [(start, end) for start, end, _ in file.reset.anchors[name].pieces]


def _lost_spans(file: ReanchoredFile) -> list[Span]:
    return [item.span for item in file.reset.lost if item.span.id in file.reset.found.lost]


def _as_object(corpus: Corpus, found: Reanchoring, *, dry_run: bool) -> dict[str, object]:
    return {
        "corpus": corpus.name,
        "folder": str(corpus.folder),
        "dry_run": dry_run,
        "files": [_file_object(corpus, file) for file in found.files],
        "faults": [fault_object(path, fault) for path, fault in found.faults],
        "backup": corpus.shown(found.backup.folder) if found.backup else "",
    }


def _file_object(corpus: Corpus, file: ReanchoredFile) -> dict[str, object]:
    outcome = file.reset.found
    return {
        "path": corpus.shown(file.path),
        "article": file.document.path,
        "annotator": file.before.annotator,
        "unchanged": list(outcome.unchanged),
        "moved": [_moved_object(file, name, moved) for name, moved in outcome.moved.items()],
        "lost": [_lost_object(file, span, outcome.lost[span.id]) for span in _lost_spans(file)],
        "left": file.left,
    }


def _moved_object(file: ReanchoredFile, name: str, moved: Moved) -> dict[str, object]:
    now = file.reset.annotations.span(name)
    return {
        **_span_object(file, now),
        "to": [list(piece) for piece in moved.pieces],
        "now": now.exact(file.document.text),
        "quote_changed": moved.quote_changed,
        "context_changed": moved.context_changed,
        "out_of_order": moved.out_of_order,
    }


def _lost_object(file: ReanchoredFile, span: Span, lost: Lost) -> dict[str, object]:
    candidates = [[list(piece) for piece in pieces] for pieces in lost.candidates]
    return {**_span_object(file, span), "candidates": candidates, "near": lost.near}


def _span_object(file: ReanchoredFile, span: Span) -> dict[str, object]:
    anchor = file.reset.anchors[span.id]
    stood = [list(piece) for piece in _stood(file, span.id)]
    return {"id": span.id, "layer": span.layer, "label": span.label, "from": stood, "exact": anchor.exact}

"""annotator export: writes what is chosen of a corpus in another tool's format, and tells what that loses."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Iterable

from annotator.cli.commands import DONE, FAULTS, WrongCommandLine
from annotator.cli.opening import open_corpus
from annotator.cli.printing import count, fault_line, fault_object, isolated, say
from annotator.cli.progress import CLEAR, progress
from annotator.exchange.formats import format_called
from annotator.exchange.outgoing import Loss
from annotator.model.faults import AnnotatorError
from annotator.session.exporting import Exported, ExportRequest, export
from annotator.session.exporting_selection import Selection

_SHOWN = 60


def export_corpus(options: Namespace) -> int:
    """Export, telling each loss; 1 where files of the corpus cannot be read, or strict finds a loss."""
    corpus = open_corpus(options)
    try:
        row = format_called(options.format)
        row.settled(given := given_options(options.option))
        selection = _selection(options)
        selection.check(corpus)
    except AnnotatorError as error:
        raise WrongCommandLine(str(error)) from error
    request = ExportRequest(
        row, options.out, selection, given, options.strict, options.replace, options.dry_run
    )
    teller = _JsonTeller() if options.json else _Teller()
    with progress("exporting") as watch:
        try:
            done = export(corpus, request, watch, teller.tell)
        except BaseException:
            teller.give_up()
            raise
    teller.finish(done, request)
    for path, fault in done.faults:
        say(fault_line(path, fault))
    return FAULTS if done.faults else DONE


def given_options(pairs: Iterable[str]) -> dict[str, str]:
    """Return NAME=VALUE words as a mapping. Raises WrongCommandLine."""
    found: dict[str, str] = {}
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not sign:
            raise WrongCommandLine(f"--option {pair}: write it as NAME=VALUE")
        found[name] = value
    return found


def _selection(options: Namespace) -> Selection:
    return Selection(
        tuple(options.annotators),
        tuple(options.layer),
        tuple(options.label),
        tuple(options.article),
        options.done,
        options.adjudicated,
        options.all_articles,
    )


class _Teller:
    """Tells a person."""

    def tell(self, loss: Loss) -> None:
        """Print a loss as soon as it is met."""
        if sys.stderr.isatty():
            print(CLEAR, end="", file=sys.stderr, flush=True)
        print(isolated(_line(loss)))

    def give_up(self) -> None:
        """End without a result."""

    def finish(self, done: Exported, request: ExportRequest) -> None:
        """Print what was done."""
        for line in _summary(done, request):
            print(isolated(line))


def _line(loss: Loss) -> str:
    whose = f" ({loss.annotator})" if loss.annotator else ""
    where = ", ".join(f"{start}-{end}" for start, end in loss.pieces)
    words = [f"{loss.article}{whose}:", loss.item, where and f"at {where}", _quote(loss.exact)]
    said = " ".join(word for word in words if word)
    return f"{said}: {loss.message}" if loss.item or loss.exact else f"{said} {loss.message}"


def _quote(text: str) -> str:
    text = " ".join(text.split())
    return f"“{text if len(text) <= _SHOWN else f'{text[: _SHOWN - 1]}…'}”" if text else ""


def _summary(done: Exported, request: ExportRequest) -> list[str]:
    what = (
        f"{count(done.articles, 'article')}, {count(done.sets, 'annotation set')}, "
        f"{count(done.spans, 'span')}, {count(done.relations, 'relation')}"
    )
    lines: list[str] = []
    if done.losses:
        kinds = ", ".join(f"{kind}: {number:,}" for kind, number in done.losses.most_common())
        lines.append(f"{request.format.name} cannot hold {count(done.losses.total(), 'thing')} ({kinds})")
    if request.dry:
        return [*lines, f"{what}: nothing was written"]
    where = (
        f"{request.target}"
        if len(done.files) < 2
        else f"{count(len(done.files), 'file')} in {request.target}"
    )
    return [*lines, f"{what}: wrote {where}"]


class _JsonTeller:
    """Tells a program: one object, of which the losses come first, as they are met."""

    def __init__(self) -> None:
        self._count = 0

    def tell(self, loss: Loss) -> None:
        """Print a loss."""
        said = {
            "article": loss.article,
            "annotator": loss.annotator,
            "item": loss.item,
            "kind": loss.what,
            "message": loss.message,
            "pieces": [list(piece) for piece in loss.pieces],
            "exact": loss.exact,
        }
        print(",\n  " if self._count else '{"losses": [\n  ', end="")
        print(json.dumps(said, ensure_ascii=False), end="")
        self._count += 1

    def give_up(self) -> None:
        """Close the object."""
        print('\n], "written": false}' if self._count else '{"losses": [], "written": false}')

    def finish(self, done: Exported, request: ExportRequest) -> None:
        """Print the rest of the object."""
        rest = {
            "format": request.format.name,
            "target": str(request.target),
            "written": not request.dry,
            "articles": done.articles,
            "sets": done.sets,
            "spans": done.spans,
            "relations": done.relations,
            "annotators": done.annotators,
            "files": done.files,
            "lost": dict(done.losses.most_common()),
            "faults": [fault_object(path, fault) for path, fault in done.faults],
        }
        head = "\n], " if self._count else '{"losses": [], '
        print(head + json.dumps(rest, ensure_ascii=False)[1:])

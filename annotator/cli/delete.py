"""annotator delete: deletes all spans of a label, after asking, and after the old files were kept."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence

from annotator.cli.commands import DONE, FAULTS, WrongCommandLine
from annotator.cli.opening import articles_in, open_corpus
from annotator.cli.printing import count, fault_line, fault_object, isolated, print_json, print_report, say
from annotator.session.corpus import CorpusSession
from annotator.session.label_deletion import Deletion, LabelDeletion, delete_everywhere
from annotator.store.backups import Backup
from annotator.store.corpus import Corpus


def delete(options: Namespace) -> int:
    """Print what goes from each file; 1 where a file cannot be read or was left as it is."""
    corpus = open_corpus(options)
    layer = _layer(corpus, options.label, options.layer)
    articles = articles_in(corpus, options.article)
    sessions = [CorpusSession(corpus, name) for name in _annotators(corpus, options.annotators)]
    deletions = [LabelDeletion(session, layer, options.label) for session in sessions]
    backup: Backup | None = None
    try:
        for deletion in deletions:
            deletion.look(articles)
        is_done = not options.dry_run and _may_delete(deletions, options)
        if is_done:
            backup = delete_everywhere(deletions, f"all spans of {options.label} were deleted")
    finally:
        for session in sessions:
            session.close()
    if options.json:
        print_json(_as_object(corpus, options, deletions, backup))
    else:
        print_report([*_lines(corpus, deletions), *_last_lines(corpus, deletions, backup, is_done=is_done)])
        for path, fault in (told for deletion in deletions for told in deletion.faults):
            say(fault_line(path, fault))
    return FAULTS if any(one.faults for one in deletions) or any(d.left for d in _all(deletions)) else DONE


def _layer(corpus: Corpus, label: str, layer: str | None) -> str:
    """Return the layer that is meant. Raises WrongCommandLine where none has the label, or several have."""
    known = [one.name for one in corpus.scheme.layers if one.label(label)]
    if layer is not None and layer in known:
        return layer
    if not known:
        labels = ", ".join(label.name for one in corpus.scheme.layers for label in one.labels)
        raise WrongCommandLine(f"{label}: there is no such label; there are: {labels}")
    if layer is not None:
        raise WrongCommandLine(f"--layer {layer}: has no label {label}; that is in: {', '.join(known)}")
    if len(known) > 1:
        raise WrongCommandLine(f"{label}: several layers have it; add --layer, one of: {', '.join(known)}")
    return known[0]


def _annotators(corpus: Corpus, wanted: Sequence[str]) -> list[str]:
    known = corpus.annotators()
    for name in wanted:
        if name not in known:
            there = ", ".join(known) or "none"
            raise WrongCommandLine(f"--annotator {name}: has annotated nothing; there are: {there}")
    if not wanted and len(known) > 1:
        raise WrongCommandLine(f"say whose spans go, with --annotator; there are: {', '.join(known)}")
    return [*dict.fromkeys(wanted)] or known


def _all(deletions: Sequence[LabelDeletion]) -> list[Deletion]:
    return [one for deletion in deletions for one in deletion.found.values()]


def _may_delete(deletions: Sequence[LabelDeletion], options: Namespace) -> bool:
    """Ask, unless there is nothing to ask, or the answer was given."""
    found = _all(deletions)
    if not found or options.yes:
        return bool(found)
    if not sys.stdin.isatty():
        raise WrongCommandLine("add --yes to delete without being asked, or --dry-run to see what would go")
    what = (
        f"{count(sum(one.spans for one in found), 'span')} of {options.label} in {count(len(found), 'file')}"
    )
    print(isolated(f"Delete {what}? [y/N] "), end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _lines(corpus: Corpus, deletions: Sequence[LabelDeletion]) -> Iterator[str]:
    for one in _all(deletions):
        what = count(one.spans, "span")
        if one.relations:
            what += f", {count(one.relations, 'relation')}"
        left = f"; left as it is: {one.left}" if one.left else ""
        yield f"{corpus.shown(corpus.annotation_path(one.annotator, one.article))}: {what}{left}"


def _last_lines(
    corpus: Corpus, deletions: Sequence[LabelDeletion], backup: Backup | None, *, is_done: bool
) -> Iterator[str]:
    found = _all(deletions)
    spans = count(sum(one.spans for one in found if not one.left), "span")
    if not found:
        yield "there are no such spans"
    elif backup:
        yield f"{spans} deleted; the old files are in {corpus.shown(backup.folder)}"
        yield f"annotator restore {backup.folder.name!r} brings them back; undo in the window does so too"
    elif not is_done:
        yield f"{count(len(found), 'file')}: nothing was deleted"


def _as_object(
    corpus: Corpus, options: Namespace, deletions: Sequence[LabelDeletion], backup: Backup | None
) -> dict[str, object]:
    return {
        "corpus": corpus.name,
        "folder": str(corpus.folder),
        "label": options.label,
        "dry_run": options.dry_run,
        "files": [
            {
                "path": corpus.shown(corpus.annotation_path(one.annotator, one.article)),
                "article": one.article,
                "annotator": one.annotator,
                "spans": one.spans,
                "relations": one.relations,
                "left": one.left,
            }
            for one in _all(deletions)
        ],
        "faults": [fault_object(path, fault) for one in deletions for path, fault in one.faults],
        "backup": corpus.shown(backup.folder) if backup else "",
    }

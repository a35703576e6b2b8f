"""annotator adjudicate: begins or continues an adjudicated set, and tells what is open in it."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from annotator.cli.adjudicate_text import counts_lines, taken_lines, taken_object
from annotator.cli.commands import DONE, FAULTS, WrongCommandLine
from annotator.cli.opening import articles_in, open_corpus
from annotator.cli.printing import count, fault_line, print_json, print_report, say
from annotator.model.faults import AnnotatorError
from annotator.session.adjudicated_sets import OwnWork
from annotator.session.adjudicating import AdjudicationSession, Rule, TakenOver
from annotator.session.case_list import Counts
from annotator.session.fate_files import write_csv, write_json
from annotator.session.fate_page import write_page
from annotator.session.news import SaveState
from annotator.store.corpus import Corpus
from annotator.store.disk import reason, write_atomically
from annotator.store.paths import annotator_name, folder_of


def adjudicate(options: Namespace) -> int:
    """Print how far the adjudication is; 1 where something is open, or a file has faults."""
    rule = _rule(options)
    corpus = open_corpus(options)
    review = _open(corpus, options)
    try:
        _load(review, articles_in(corpus, options.article))
        taken = _work(review, rule, dry_run=options.dry_run)
        if options.report:
            _report(review, options.report)
    finally:
        review.close()
    counts = review.counts()
    if options.json:
        print_json(_as_object(counts, taken, dry_run=options.dry_run))
    else:
        told = taken_lines(review, taken, dry_run=options.dry_run) if rule else ()
        print_report([*told, *counts_lines(review, counts)])
    for path, fault in review.faults:
        say(fault_line(path, fault))
    return FAULTS if counts.open or review.faults else DONE


def session_for_window(options: Namespace) -> AdjudicationSession:
    """Return the adjudication that the window shall show; nothing is read yet. Raises WrongCommandLine."""
    for option, given in (
        ("--auto", options.auto),
        ("--dry-run", options.dry_run),
        ("--report", options.report),
        ("--json", options.json),
        ("--article", options.article),
    ):
        if given:
            raise WrongCommandLine(
                f"{option} is for the command line alone: leave it out, or leave out --window"
            )
    return _open(open_corpus(options), options)


def _rule(options: Namespace) -> Rule | None:
    """Return what is taken over without a person; None for nothing."""
    if options.auto:
        least = options.at_least
        if least is not None and not 2 <= least <= len({*options.annotators}):
            raise WrongCommandLine("--at-least: must be two or more, and no more than there are annotators")
        return Rule(least, not options.ignore_attributes)
    for option, given in (
        ("--at-least", options.at_least),
        ("--ignore-attributes", options.ignore_attributes),
    ):
        if given:
            raise WrongCommandLine(f"{option} says what --auto takes over: add --auto")
    return None


def _open(corpus: Corpus, options: Namespace) -> AdjudicationSession:
    report: Path | None = options.report
    if report and options.dry_run:
        raise WrongCommandLine("--report writes files, --dry-run writes none: leave out one of them")
    if report and report.exists() and not report.is_dir():
        raise WrongCommandLine(f"--report {report}: there is a file of that name; name a folder")
    names: list[str] = []
    for option, given in (
        ("--as", options.adjudicator),
        *(("--annotators", one) for one in options.annotators),
    ):
        try:
            names.append(annotator_name(given))
        except AnnotatorError as error:
            raise WrongCommandLine(f"{option}: {error}") from error
    adjudicator, *annotators = names
    try:
        return AdjudicationSession(corpus, annotators, adjudicator, done=options.done, blind=options.blind)
    except AnnotatorError as error:
        raise WrongCommandLine(str(error)) from error


def _load(review: AdjudicationSession, articles: Sequence[str]) -> None:
    """Read everything before anything is written."""
    try:
        found = [*review.load(articles)]
    except OwnWork as error:
        raise WrongCommandLine(str(error)) from error
    if not found and not review.faults:
        say(f"no article was annotated by two of {', '.join(map(review.shown, review.annotators))}")


def _work(review: AdjudicationSession, rule: Rule | None, *, dry_run: bool) -> list[TakenOver]:
    """Begin or continue the set, and return what was taken over, or would be. Raises AnnotatorError."""
    if dry_run:
        return review.plan(rule) if rule else []
    for article in review.articles:
        review.article(article).check_editable()
    review.begin()
    taken = review.merge(rule) if rule else []
    for session in review.work.unsaved():
        if session.save() is not SaveState.SAVED:
            raise AnnotatorError(session.save_message)
    return taken


def _report(review: AdjudicationSession, folder: Path) -> None:
    """Write what became of each annotator's spans. Raises AnnotatorError."""
    writers = {".html": write_page, ".csv": write_csv, ".json": write_json}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in review.annotators:
            report = review.report_for(name)
            for suffix, write in writers.items():
                write_atomically(folder / f"{folder_of(name)}{suffix}", write(report).encode())
    except OSError as error:
        raise AnnotatorError(f"{folder} could not be written: {reason(error)}") from error
    say(f"wrote what became of the spans of {count(len(review.annotators), 'annotator')} to {folder}")


def _as_object(counts: Counts, taken: Sequence[TakenOver], *, dry_run: bool) -> dict[str, object]:
    found: dict[str, object] = {
        "articles": counts.articles,
        "agreed": counts.agreed,
        "decided": counts.decided,
        "open": counts.open,
        "kinds": {str(kind): number for kind, number in counts.kinds.items()},
    }
    return found | {"would_take_over": [taken_object(one) for one in taken]} if dry_run else found

"""annotator agreement: how far annotators agree, as text, JSON, CSV or a page."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

from annotator.agreement.bootstrap import Sampling
from annotator.agreement.report import Options, Watch, make_report
from annotator.agreement.report_files import WRITERS, Writer
from annotator.agreement.report_json import report_object
from annotator.agreement.selection import AnnotatedArticle
from annotator.cli.agreement_text import report_lines
from annotator.cli.aligned import print_lines
from annotator.cli.commands import DONE, FAULTS, WrongCommandLine
from annotator.cli.opening import articles_in, open_corpus
from annotator.cli.printing import fault_line, print_json, say
from annotator.model.faults import AnnotatorError
from annotator.session.agreement.questions import Question
from annotator.session.agreement.reading import AgreementReader, adjudicators, who_annotated
from annotator.store.corpus import Corpus
from annotator.store.disk import reason, write_atomically
from annotator.store.paths import annotator_name

_CLEAR = "\r\x1b[K"
"""Empties the present line of a terminal."""


def agreement(options: Namespace) -> int:
    """Print or write the report; files with faults are told and left out, and make the status 1."""
    write = _writer(options.out)
    corpus = open_corpus(options)
    annotators = _annotators(corpus, options.annotators)
    wanted = _options(corpus, options)
    watch = _progress()
    reading = AgreementReader(corpus).read(articles_in(corpus, options.article), annotators, watch)
    annotators = _without_adjudicators(annotators, reading.articles, options.annotators)
    wanted = replace(wanted, excluded=tuple(reading.excluded))
    report = make_report(reading.articles, annotators, corpus.scheme, wanted, watch)
    if sys.stderr.isatty():
        print(_CLEAR, end="", file=sys.stderr)
    if options.out and write:
        _write(options.out, write(report))
    if options.json:
        print_json(report_object(report))
    elif not options.out:
        print_lines(report_lines(report))
    for path, fault in reading.faults:
        say(fault_line(path, fault))
    return FAULTS if reading.faults else DONE


def window_question(options: Namespace) -> Question:
    """Return what the agreement window is asked for. Raises WrongCommandLine for what it cannot show."""
    if options.json or options.out:
        raise WrongCommandLine("--window: the window shows the figures; leave out --json and --out")
    for option in ("layer", "label", "article"):
        if len(getattr(options, option)) > 1:
            raise WrongCommandLine(f"--window: choose one --{option}, or none")
    corpus = open_corpus(options)
    annotators = _annotators(corpus, options.annotators) if options.annotators else []
    wanted = _options(corpus, options)
    articles_in(corpus, options.article)
    return Question(
        annotators=tuple(annotators),
        layer="".join(wanted.layers) or _layer_of(corpus, wanted.labels),
        label="".join(wanted.labels),
        articles="".join(options.article),
        done=options.done,
        measure="gamma" if options.gamma else Question().measure,
    )


def _layer_of(corpus: Corpus, labels: Sequence[str]) -> str:
    """Return the layer that has a label; empty where any will do."""
    layers = (layer.name for layer in corpus.scheme.layers for label in layer.labels if label.name in labels)
    return next(layers, "")


def _writer(out: Path | None) -> Writer | None:
    if out is None:
        return None
    if out.suffix.lower() not in WRITERS:
        raise WrongCommandLine(f"--out {out}: the name must end in {', '.join(WRITERS)}")
    # Said before anything is computed, which may take long.
    folder = next(one for one in out.absolute().parents if one.exists())
    if out.is_dir() or not folder.is_dir():
        why = "it is a folder" if out.is_dir() else f"{folder} is no folder"
        raise AnnotatorError(f"{out} could not be written: {why}")
    if not os.access(folder, os.W_OK):
        raise AnnotatorError(f"{out} could not be written: permission denied in {folder}")
    return WRITERS[out.suffix.lower()]


def _write(out: Path, text: str) -> None:
    try:
        write_atomically(out, text.encode())
    except OSError as error:
        raise AnnotatorError(f"{out} could not be written: {reason(error)}") from error
    say(f"wrote {out}")


def _annotators(corpus: Corpus, wanted: Sequence[str]) -> list[str]:
    """Return those who are compared, everyone where nobody is named."""
    known = corpus.annotators()
    wanted = [annotator_name(name) for name in wanted]
    _check("--annotators", wanted, known)
    names = list(dict.fromkeys(wanted or who_annotated(corpus)))
    if len(names) < 2:
        there = f"there is {names[0]} only" if names else "nobody has annotated it"
        if wanted:
            raise WrongCommandLine(f"--annotators: agreement is between two or more; {there}")
        raise AnnotatorError(f"{corpus.name}: agreement is between two or more annotators; {there}")
    return names


def _without_adjudicators(
    names: list[str], articles: Sequence[AnnotatedArticle], wanted: Sequence[str]
) -> list[str]:
    """Leave out whose sets were decided from the others', unless they are named; say so."""
    left_out = [] if wanted else sorted(adjudicators(articles))
    if left_out:
        told = ", ".join(left_out)
        say(f"left out: {told}: decided from the others' annotations; name them with --annotators to compare")
    left = [name for name in names if name not in left_out]
    if len(left) < 2:
        raise AnnotatorError(f"agreement is between two or more annotators; there is {', '.join(left)} only")
    return left


def _options(corpus: Corpus, options: Namespace) -> Options:
    _check("--layer", options.layer, [layer.name for layer in corpus.scheme.layers])
    layers = [layer for layer in corpus.scheme.layers if layer.name in (options.layer or (layer.name,))]
    _check("--label", options.label, [label.name for layer in layers for label in layer.labels])
    if options.samples < 0:
        raise WrongCommandLine("--samples: the number must not be below 0")
    sampling = Sampling(options.samples, options.seed)
    return Options(tuple(options.layer), tuple(options.label), options.done, sampling, options.gamma)


def _check(option: str, wanted: Iterable[str], known: Sequence[str]) -> None:
    for name in wanted:
        if name not in known:
            there = ", ".join(dict.fromkeys(known)) or "none"
            near = next(iter(get_close_matches(name.casefold(), [one.casefold() for one in known])), None)
            meant = next((f"; did you mean {one}?" for one in known if one.casefold() == near), "")
            raise WrongCommandLine(f"{option} {name}: there are: {there}{meant}")


def _progress() -> Watch | None:
    """Return what tells a person at a terminal how far the work is; nobody else."""
    if not sys.stderr.isatty():
        return None
    told = ""

    def watch(what: str, done: int, of: int) -> None:
        nonlocal told
        line = f"{what} {done * 100 // max(of, 1)} %"
        if line != told:
            told = line
            print(f"{_CLEAR}{line}", end="", file=sys.stderr, flush=True)

    return watch

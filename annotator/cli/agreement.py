"""annotator agreement: how far annotators agree, as text, JSON, CSV or a page."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from annotator.agreement.bootstrap import Sampling
from annotator.agreement.report import Options, Watch, make_report
from annotator.agreement.report_files import WRITERS, Writer
from annotator.agreement.report_json import report_object
from annotator.cli.agreement_text import report_lines
from annotator.cli.aligned import print_lines
from annotator.cli.commands import DONE, FAULTS, WrongCommandLine
from annotator.cli.opening import articles_in, open_corpus
from annotator.cli.printing import fault_line, print_json, say
from annotator.model.faults import AnnotatorError
from annotator.session.agreement.reading import AgreementReader
from annotator.store.corpus import Corpus
from annotator.store.disk import reason, write_atomically

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


def _writer(out: Path | None) -> Writer | None:
    if out is None:
        return None
    if out.suffix.lower() not in WRITERS:
        raise WrongCommandLine(f"--out {out}: the name must end in {', '.join(WRITERS)}")
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
    for name in wanted:
        if name not in known:
            raise WrongCommandLine(f"--annotators {name}: there are: {', '.join(known) or 'none'}")
    names = list(dict.fromkeys(wanted or known))
    if len(names) < 2:
        there = f"there is {names[0]} only" if names else "nobody has annotated it"
        if wanted:
            raise WrongCommandLine(f"--annotators: agreement is between two or more; {there}")
        raise AnnotatorError(f"{corpus.name}: agreement is between two or more annotators; {there}")
    return names


def _options(corpus: Corpus, options: Namespace) -> Options:
    layers = [layer.name for layer in corpus.scheme.layers]
    labels = [label.name for layer in corpus.scheme.layers for label in layer.labels]
    _check("--layer", options.layer, layers)
    _check("--label", options.label, labels)
    if options.samples < 0:
        raise WrongCommandLine("--samples: the number must not be below 0")
    sampling = Sampling(options.samples, options.seed)
    return Options(tuple(options.layer), tuple(options.label), options.done, sampling, options.gamma)


def _check(option: str, wanted: Iterable[str], known: Sequence[str]) -> None:
    for name in wanted:
        if name not in known:
            raise WrongCommandLine(f"{option} {name}: there are: {', '.join(dict.fromkeys(known))}")


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

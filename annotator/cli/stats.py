"""annotator stats: how large the corpus is and how far each annotator has come."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from dataclasses import dataclass, field

from annotator.cli.commands import DONE, FAULTS
from annotator.cli.opening import open_corpus
from annotator.cli.printing import count, fault_line, fault_object, print_json, print_report, say, table
from annotator.model.annotations import AnnotationSet
from annotator.model.document import Document
from annotator.model.faults import Fault, FaultyFile
from annotator.store.corpus import Corpus
from annotator.text.segments import word_spans


@dataclass
class _Progress:
    articles: int = 0
    done: int = 0
    spans: int = 0
    relations: int = 0
    labels: Counter[tuple[str, str]] = field(default_factory=Counter[tuple[str, str]])

    def add(self, annotations: AnnotationSet) -> None:
        self.articles += 1
        self.done += annotations.status == "done"
        self.spans += len(annotations.spans)
        self.relations += len(annotations.relations)
        self.labels.update((span.layer, span.label) for span in annotations)


@dataclass
class _Stats:
    articles: int = 0
    characters: int = 0
    words: int = 0
    annotators: dict[str, _Progress] = field(default_factory=dict[str, _Progress])
    faults: list[tuple[str, Fault]] = field(default_factory=list[tuple[str, Fault]])


def stats(options: Namespace) -> int:
    """Print the figures; files with faults are told and left out, and make the status 1."""
    corpus = open_corpus(options)
    figures = _count(corpus)
    if options.json:
        print_json(_as_object(corpus, figures))
    else:
        print_report(_as_lines(corpus, figures))
        for path, fault in figures.faults:
            say(fault_line(path, fault))
    return FAULTS if figures.faults else DONE


def _count(corpus: Corpus) -> _Stats:
    figures = _Stats(annotators={name: _Progress() for name in corpus.annotators()})
    articles, left_out = corpus.listing()
    sources = corpus.shown(corpus.sources)
    figures.faults += [
        (f"{sources}/{path}".rstrip("/"), fault) for path, fault in left_out if not fault.warning
    ]
    for article in articles:
        try:
            document = corpus.document(article)
        except FaultyFile as error:
            figures.faults.extend((error.path, fault) for fault in error.faults)
            continue
        figures.articles += 1
        figures.characters += len(document.text)
        figures.words += len(word_spans(document.text))
        for name in figures.annotators:
            _count_annotations(corpus, name, document, figures)
    return figures


def _count_annotations(corpus: Corpus, name: str, document: Document, figures: _Stats) -> None:
    try:
        stored = corpus.read_annotations(name, document)
    except FaultyFile as error:
        figures.faults.extend((error.path, fault) for fault in error.faults if not fault.warning)
        return
    if stored.are_there:
        figures.annotators[name].add(stored.annotations)


def _labels(corpus: Corpus, progress: _Progress) -> dict[str, dict[str, int]]:
    """Return how often each label was given, in the order of the label file."""
    return {
        layer.name: {
            label.name: progress.labels[layer.name, label.name]
            for label in layer.labels
            if progress.labels[layer.name, label.name]
        }
        for layer in corpus.scheme.layers
    }


def _as_object(corpus: Corpus, figures: _Stats) -> dict[str, object]:
    return {
        "corpus": corpus.name,
        "folder": str(corpus.folder),
        "articles": figures.articles,
        "code_points": figures.characters,
        "words": figures.words,
        "annotators": [
            {
                "name": name,
                "articles": progress.articles,
                "done": progress.done,
                "spans": progress.spans,
                "relations": progress.relations,
                "labels": _labels(corpus, progress),
            }
            for name, progress in figures.annotators.items()
        ],
        "faults": [fault_object(path, fault) for path, fault in figures.faults],
    }


def _as_lines(corpus: Corpus, figures: _Stats) -> list[str]:
    words, characters = count(figures.words, "word"), count(figures.characters, "code point")
    lines = [f"{corpus.name}: {count(figures.articles, 'article')}, {words}, {characters}"]
    if not figures.annotators:
        return [*lines, "nobody has annotated it yet"]
    rows = [("annotator", "articles", "done", "spans", "relations")]
    for name, p in figures.annotators.items():
        rows.append(
            (name, f"{p.articles} of {figures.articles}", str(p.done), str(p.spans), str(p.relations))
        )
    lines += ["", *table(rows)]
    for name, progress in figures.annotators.items():
        lines += _label_lines(corpus, name, progress)
    return lines


def _label_lines(corpus: Corpus, name: str, progress: _Progress) -> list[str]:
    lines = ["", name] if progress.spans else []
    for layer, labels in _labels(corpus, progress).items():
        if labels:
            lines.append(f"  {layer}: " + ", ".join(f"{label} {times}" for label, times in labels.items()))
    return lines

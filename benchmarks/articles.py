"""Makes what is measured: the sample corpus and two long articles made of its sentences, all annotated.

The two long articles differ in their line feeds only: one has many paragraphs, the other is one single
paragraph. The same arguments always make the same bytes.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from annotator.model.annotations import AnnotationSet, Piece, Span
from annotator.model.document import Document
from annotator.model.labels import LabelScheme
from annotator.session.corpus import CorpusSession
from annotator.store.corpus import Corpus
from annotator.text.direction import strong_counts
from annotator.text.segments import sentence_spans, word_spans

ROOT = Path(__file__).parent.parent
ANNOTATOR = "aisha"
MANY = "long_many_paragraphs.txt"
SINGLE = "long_single_paragraph.txt"

_SHARES = {"arabic": 60, "devanagari": 25, "latin": 15}
"""How often a sentence is of which script."""
_PARAGRAPH = (2, 6)
"""Sentences of a paragraph, least and most."""

_FORMS = {"entity": 62, "around": 12, "crossing": 12, "claim": 12, "long claim": 2}
"""How often a span is of which form: around an earlier entity or across its end, or on its own."""
_WORDS = {"entity": (1, 3), "claim": (6, 25), "long claim": (60, 250)}


@dataclass(frozen=True)
class Article:
    """An article of the made corpus as it is named in the figures."""

    case: str
    path: str


def copy_samples(folder: Path) -> None:
    """Copy the sample corpus to a folder that is not there yet."""
    folder.mkdir()
    shutil.copyfile(ROOT / "annotator.yaml", folder / "annotator.yaml")
    for name in ("seeds", "annotations", "resources"):
        shutil.copytree(ROOT / name, folder / name)


def make_corpus(folder: Path, size: int, spans: int) -> None:
    """Make a folder with the sample corpus and the two long articles of size bytes with their spans."""
    copy_samples(folder)
    sentences = list(_sentences(Corpus.open(folder), size))
    for name, separator in ((MANY, "\n"), (SINGLE, " ")):
        text = _joined(sentences, separator)
        (folder / "seeds" / name).write_text(text, encoding="utf-8", newline="\n")
    corpus = Corpus.open(folder)
    for name in (MANY, SINGLE):
        document = corpus.document(name)
        corpus.write_annotations(annotated(document, corpus.scheme, spans), document, None)


def articles(folder: Path) -> list[Article]:
    """Return all articles of a made corpus, the samples first."""
    samples = [path for path in Corpus.open(folder).article_paths() if path not in (MANY, SINGLE)]
    size = (folder / "seeds" / MANY).stat().st_size
    named = f"{size / 1e6:.0f} MB" if size > 500_000 else f"{size / 1e3:.0f} kB"
    return [
        *(Article(f"sample {path[:3]}", path) for path in samples),
        Article(f"{named}, many paragraphs", MANY),
        Article(f"{named}, single paragraph", SINGLE),
    ]


def chief_articles(folder: Path) -> list[Article]:
    """Return the first sample and the two long articles."""
    every = articles(folder)
    return [every[0], *every[-2:]]


def session_in(folder: Path) -> CorpusSession:
    """Return the corpus as the annotator of the samples opens it."""
    return CorpusSession(Corpus.open(folder), ANNOTATOR)


def _sentences(corpus: Corpus, size: int) -> Iterator[str]:
    """Yield sentences of the samples, in a random order by script, up to a size in bytes."""
    by_script: dict[str, list[str]] = {script: [] for script in _SHARES}
    for path in corpus.article_paths():
        text = corpus.document(path).text
        for start, end in sentence_spans(text):
            by_script[_script(text[start:end])].append(text[start:end])
    random = Random(20260205)
    made = 0
    while made < size:
        script = random.choices(list(_SHARES), list(_SHARES.values()))[0]
        sentence = random.choice(by_script[script])
        made += len(sentence.encode()) + 1
        yield sentence


def _script(sentence: str) -> str:
    left, right = strong_counts(sentence)
    if right > left:
        return "arabic"
    return "devanagari" if any("\u0900" <= char <= "\u097f" for char in sentence) else "latin"


def _joined(sentences: list[str], separator: str) -> str:
    random = Random(0)
    paragraphs: list[str] = []
    place = 0
    while place < len(sentences):
        count = random.randint(*_PARAGRAPH)
        paragraphs.append(" ".join(sentences[place : place + count]))
        place += count
    return separator.join(paragraphs)


def annotated(document: Document, scheme: LabelScheme, count: int) -> AnnotationSet:
    """Return a set of count spans: entities, some nested, some crossing, and claims, a few of them long."""
    random = Random(10_000)
    words = word_spans(document.text)
    entities: list[Piece] = []
    found: dict[tuple[str, str, int, int], Span] = {}
    while len(found) < count:
        form = random.choices(list(_FORMS), list(_FORMS.values()))[0]
        first, last = _words_of(form, random, entities, len(words))
        if form == "entity":
            entities.append((first, last))
        layer = scheme.layers[1 if "claim" in form else 0]
        label = random.choice(layer.labels)
        key = (layer.name, label.name, words[first][0], words[last][1])
        found.setdefault(key, Span(f"s{len(found) + 1}", *key))
    return AnnotationSet(
        document.path, ANNOTATOR, document.sha256, len(document.text), spans=tuple(found.values())
    )


def _words_of(form: str, random: Random, entities: list[Piece], words: int) -> Piece:
    """Return the first and the last word of a span, by number."""
    if form in ("around", "crossing") and entities:
        first, last = random.choice(entities)
        if form == "around":
            return max(0, first - random.randint(0, 2)), min(words - 1, last + random.randint(1, 3))
        return last, min(words - 1, last + random.randint(1, 3))
    first = random.randrange(words)
    length = random.randint(*_WORDS.get(form, _WORDS["entity"]))
    return first, min(words - 1, first + length - 1)

"""Articles with spans to be found again: the samples as they are annotated, and texts made of them that make
it hard, with equal lines, equal rows and equal paragraphs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from random import Random

from annotator.model.anchors import Anchor
from annotator.model.annotations import Piece
from annotator.store.annotation_writer import quote_context
from annotator.store.corpus import Corpus
from annotator.text.segments import paragraph_spans, sentence_spans, snap, word_spans
from benchmarks.articles import ANNOTATOR, ROOT

Pieces = tuple[Piece, ...]

_SPANS = 40
"""Spans of a made article."""
_FEW = (1, 1, 2, 3, 5)
FEW = "few spans"
_CITIES = ("لاہور", "کراچی", "اسلام آباد", "الماتی", "آستانہ", "दिल्ली", "मुंबई", "Tashkent", "London", "Doha")
_TEAMS = ("پاکستان", "بھارت", "قازقستان", "ایران", "افغانستان", "भारत", "नेपाल", "England", "Qatar")
_PLAYERS = ("بابر", "رضوان", "فخر", "شاہین", "حارث", "विराट", "रोहित", "Root", "Brook", "Khan", "Ali")
_FATES = ("b Khan", "c Root b Ali", "not out", "run out", "c & b Brook", "did not bat", "lbw b شاہین")
_BOILERPLATE = (
    "مزید پڑھیں: تازہ ترین خبروں کے لیے ہمارا واٹس ایپ چینل جوائن کریں۔",
    "यह भी पढ़ें: ताज़ा ख़बरों के लिए हमारे चैनल से जुड़ें।",
    "Follow us on WhatsApp, Facebook and X. © All rights reserved.",
)


@dataclass(frozen=True)
class Anchored:
    """A text and its spans, each as its pieces in code points."""

    kind: str
    text: str
    spans: tuple[Pieces, ...]

    def anchors(self) -> dict[str, Anchor]:
        """Return what the file of these spans tells, by made ids."""
        return {f"s{number}": _anchor(self.text, pieces) for number, pieces in enumerate(self.spans)}


def _anchor(text: str, pieces: Pieces) -> Anchor:
    start, end = pieces[0][0], pieces[-1][1]
    parts = tuple((first, last, text[first:last]) for first, last in pieces) if len(pieces) > 1 else ()
    exact = " ".join(text[first:last] for first, last in pieces)
    return Anchor(start, end, exact, *quote_context(text, start, end), parts)


def annotated_article(folder: Path, path: str) -> Anchored:
    """Return an article of a made corpus with the spans of its annotation file."""
    corpus = Corpus.open(folder)
    document = corpus.document(path)
    spans = corpus.read_annotations(ANNOTATOR, document).annotations.spans
    return Anchored(path, document.text, tuple(span.pieces for span in spans))


class Sources:
    """Makes anchored articles of the sample corpus, the same from the same chance."""

    def __init__(self) -> None:
        corpus = Corpus.open(ROOT)
        self._annotated: list[Anchored] = []
        self.texts: list[str] = []
        for path in corpus.article_paths():
            document = corpus.document(path)
            self.texts.append(document.text)
            for name in corpus.annotators():
                spans = corpus.read_annotations(name, document).annotations.spans
                pieces = tuple(span.pieces for span in spans)
                self._annotated.append(Anchored("sample", document.text, pieces))
        paragraphs = [text[start:end] for text in self.texts for start, end in paragraph_spans(text)]
        self.paragraphs = [paragraph for paragraph in paragraphs if len(paragraph) > 40]

    def each(self, chance: Random) -> Iterator[Anchored]:
        """Yield one article of each kind, and each with few spans, from which little is known of its text."""
        whole = [chance.choice(self._annotated)]
        for kind, make in _MADE.items():
            text = make(self, chance)
            whole.append(Anchored(kind, text, made_spans(text, _SPANS, chance)))
        for article in whole:
            yield article
            few = min(len(article.spans), chance.choice(_FEW))
            yield Anchored(FEW, article.text, tuple(chance.sample(article.spans, few)))

    def joined(self, chance: Random) -> str:
        """Return several articles as one, their paragraphs mixed."""
        return "\n".join(chance.sample(self.paragraphs, min(24, len(self.paragraphs))))

    def listed(self, chance: Random) -> str:
        """Return lines that hardly differ, as a newspaper's list of matches has them."""
        head, tail = chance.sample(self.paragraphs, 2)
        lines = [
            f"{chance.choice(_CITIES)}: {chance.choice(_TEAMS)} بمقابلہ {chance.choice(_TEAMS)}، شام "
            f"{chance.randrange(4, 9)} بجے۔"
            for _ in range(chance.randrange(10, 40))
        ]
        return "\n".join((head, *lines, tail))

    def scores(self, chance: Random) -> str:
        """Return tables of cricket scores, in which rows are equal now and then."""
        rows: list[str] = [chance.choice(self.paragraphs)]
        for _ in range(chance.randrange(1, 4)):
            rows.append(f"{chance.choice(_TEAMS)} innings")
            for player in chance.sample(_PLAYERS, chance.randrange(6, 11)):
                runs = chance.choice((0, 0, 1, 4, chance.randrange(120)))
                rows.append(f"{player}\t{chance.choice(_FATES)}\t{runs}\t{runs // 8}\t0")
            rows += ["Extras\t4", f"Total\t{chance.randrange(90, 400)}", ""]
        return "\n".join(rows)

    def boilerplate(self, chance: Random) -> str:
        """Return an article with the same paragraph after each of its own."""
        text, between = chance.choice(self.texts), chance.choice(_BOILERPLATE)
        return "\n".join(f"{text[start:end]}\n{between}" for start, end in paragraph_spans(text.rstrip("\n")))

    def doubled(self, chance: Random) -> str:
        """Return an article some of whose paragraphs stand in it twice, one after the other or apart."""
        paragraphs = chance.sample(self.paragraphs, 8)
        for paragraph in chance.sample(paragraphs, 3):
            paragraphs.insert(chance.randrange(len(paragraphs) + 1), paragraph)
        at = chance.randrange(len(paragraphs))
        return "\n".join((*paragraphs[:at], paragraphs[at], *paragraphs[at:]))


_MADE: dict[str, Callable[[Sources, Random], str]] = {
    "joined": Sources.joined,
    "list": Sources.listed,
    "scores": Sources.scores,
    "boilerplate": Sources.boilerplate,
    "doubled": Sources.doubled,
}
KINDS = ("sample", *_MADE, FEW)


def made_spans(text: str, count: int, chance: Random) -> tuple[Pieces, ...]:
    """Return spans of all kinds: words, phrases, sentences, single letters, several pieces, the text's first
    and last word, and the whole text."""
    words, sentences = word_spans(text), sentence_spans(text)
    found: dict[Pieces, None] = dict.fromkeys(((words[0],), (words[-1],), ((0, len(text.rstrip("\n"))),)))
    while len(found) < count:
        pieces = _made(text, words, sentences, chance)
        if all(left[1] < right[0] for left, right in pairwise(pieces)):
            found[pieces] = None
    return tuple(found)


def _made(text: str, words: Sequence[Piece], sentences: Sequence[Piece], chance: Random) -> Pieces:
    form = chance.random()
    first = chance.randrange(len(words))
    last = min(len(words) - 1, first + chance.choice((0, 0, 0, 1, 1, 2, 5, 12)))
    if form < 0.7:
        return ((words[first][0], words[last][1]),)
    if form < 0.85:
        return (chance.choice(sentences),)
    if form < 0.9:
        return (snap(text, words[first][0], words[first][0] + 1),)
    second = min(len(words) - 1, last + 2)
    return (words[first][0], words[last][1]), words[second]

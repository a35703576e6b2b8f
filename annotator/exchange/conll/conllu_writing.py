"""Articles as CoNLL-U: words and sentences, and in the last column white space, offsets and spans."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from annotator.exchange.conll.choosing import Chooser
from annotator.exchange.conll.conllu_misc import (
    NAME,
    RANGE,
    SPACE,
    SPACES_AFTER,
    SPACES_BEFORE,
    SPANS,
    written_misc,
    written_spaces,
    written_spans,
)
from annotator.exchange.conll.schemes import OUTSIDE, Chunk, tags
from annotator.exchange.conll.writing import label_in_tag, layers_of
from annotator.exchange.outgoing import Export, OutgoingArticle
from annotator.exchange.spelling import spelled
from annotator.exchange.tokens import sentences_of
from annotator.model.annotations import AnnotationSet, Piece, Span

_ALLOWED = re.compile(r"[^\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_EMPTY = "_"


def write(articles: Iterable[OutgoingArticle], export: Export) -> None:
    """Write all articles into one file."""
    layer = layers_of(export, one=True)
    with export.output.open() as file:
        for number, article in enumerate(articles, 1):
            for line in _lines(article, number, layer):
                file.write(line.encode("utf-8"))
                file.write(b"\n")


def _lines(article: OutgoingArticle, number: int, layer: Sequence[str]) -> Iterator[str]:
    text, said = article.document.text, article.sets[0]
    yield f"# newdoc id = {_name(article.document.path)}"
    yield f"# annotator = {_name(said.annotator)}"
    sentences = sentences_of(text) or [[(0, 0)]]
    miscs = _miscs(text, sentences, said, [span for span in said.spans if span.layer in layer])
    for place, sentence in enumerate(sentences, 1):
        yield f"# sent_id = {number}-{place}"
        yield f"# text = {_shown(text, sentence)}"
        for index, (start, end) in enumerate(sentence, 1):
            misc = written_misc(next(miscs))
            yield "\t".join([str(index), text[start:end] or _EMPTY, *[_EMPTY] * 7, misc])
        yield ""


def _name(name: str) -> str:
    return spelled(name, _ALLOWED)


def _shown(text: str, sentence: Sequence[Piece]) -> str:
    """Return the text of a sentence with one space for all white space between two tokens."""
    parts: list[str] = []
    end = sentence[0][0]
    for start, stop in sentence:
        parts += (" " if start > end else "", text[start:stop])
        end = stop
    return "".join(parts) or _EMPTY


def _miscs(
    text: str, sentences: Sequence[Sequence[Piece]], said: AnnotationSet, named: Sequence[Span]
) -> Iterator[dict[str, str]]:
    """Yield what is said of each token; of the last one of a sentence, always what white space follows."""
    tokens = [token for sentence in sentences for token in sentence]
    spans = _by_token(tokens, said.spans)
    last = {number - 1 for number in accumulate(map(len, sentences))}
    for number, name in enumerate(_names(text, sentences, named)):
        start, end = tokens[number]
        following = tokens[number + 1][0] if number + 1 < len(tokens) else len(text)
        misc = {RANGE: f"{start}:{end}"}
        if not number and start:
            misc[SPACES_BEFORE] = written_spaces(text[:start])
        if following == end:
            misc[SPACE] = "No"
        elif text[end:following] != " " or number in last:
            misc[SPACES_AFTER] = written_spaces(text[end:following])
        if number in spans:
            misc[SPANS] = written_spans(spans[number])
        if name != OUTSIDE:
            misc[NAME] = name
        yield misc


def _by_token(tokens: Sequence[Piece], spans: Iterable[Span]) -> dict[int, list[Span]]:
    """Return spans by the first token that they reach; those of white space alone by the one after it."""
    found: dict[int, list[Span]] = {}
    number = 0
    for span in spans:  # in their order, which is that of their starts
        while number + 1 < len(tokens) and tokens[number][1] <= span.start:
            number += 1
        found.setdefault(number, []).append(span)
    return found


def _names(text: str, sentences: Sequence[Sequence[Piece]], spans: Sequence[Span]) -> Iterator[str]:
    """Yield a tag for each token, for readers that know no more; of spans in each other, the outer one's."""
    tokens = [token for sentence in sentences for token in sentence]
    chosen = Chooser(text, tokens, _keep_quiet, inner=False).chosen(spans)
    starts, ends = [it.first for it in chosen], [it.after for it in chosen]
    first = 0
    for sentence in sentences:
        after = first + len(sentence)
        chunks = [
            Chunk(max(it.first, first) - first, min(it.after, after) - first, label_in_tag(it.span.label))
            for it in chosen[bisect_right(ends, first) : bisect_left(starts, after)]
        ]
        yield from (tag.replace("|", "_x7C_") for tag in tags(len(sentence), chunks, "IOB2"))
        first = after


def _keep_quiet(_span: Span, _what: str, _message: str) -> None:
    """Tell no loss: all spans stand beside the tags, whole."""

"""Which spans a column of tags can hold: whole tokens, none twice. What becomes of the others is told."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from annotator.exchange.conll.schemes import Chunk
from annotator.exchange.format import Feature
from annotator.model.annotations import Piece, Span

Tell = Callable[[Span, str, str], None]
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Chosen:
    """A span that a column holds, as tokens of the article, half open."""

    first: int
    after: int
    span: Span


class Chooser:
    """Chooses for one article after another what each column holds.

    tokens: of the article, in order. inner: of spans in each other, whether the inner one is kept.
    """

    def __init__(self, text: str, tokens: Sequence[Piece], tell: Tell, *, inner: bool) -> None:
        self._text, self._tokens, self._tell, self._inner = text, tokens, tell, inner
        self._starts = [start for start, _ in tokens]
        self._ends = [end for _, end in tokens]

    def chosen(self, spans: Iterable[Span]) -> list[Chosen]:
        """Return the spans that one column holds, in order."""
        found = [one for span in spans if (one := self._on_tokens(span))]
        found.sort(key=self._rank)
        taken: list[Chosen | None] = [None] * len(self._tokens)
        kept: list[Chosen] = []
        for one in found:
            other = next((it for it in taken[one.first : one.after] if it), None)
            if other:
                quote = " ".join(other.span.exact(self._text).split())[:_SHOWN]
                message = (
                    f"shares tokens with {other.span.label} “{quote}”, and a token has one tag: left out"
                )
                self._tell(one.span, Feature.OVERLAPS, message)
            else:
                taken[one.first : one.after] = [one] * (one.after - one.first)
                kept.append(one)
                self._tell_edges(one)
        return sorted(kept, key=lambda one: one.first)

    def _rank(self, one: Chosen) -> tuple[int, int, str]:
        size = one.after - one.first
        return (size if self._inner else -size, one.first, one.span.id)

    def _on_tokens(self, span: Span) -> Chosen | None:
        first, after = bisect_right(self._ends, span.start), bisect_left(self._starts, span.end)
        if first >= after:
            self._tell(span, Feature.EDGES, "white space alone is in no token: left out")
            return None
        return Chosen(first, after, span)

    def _tell_edges(self, one: Chosen) -> None:
        span = one.span
        start, end = self._starts[one.first], self._ends[one.after - 1]
        if start < span.start or end > span.end:
            message = f"has edges inside tokens: widened to “{self._text[start:end]}”"
            self._tell(span, Feature.EDGES, message)
        elif (start, end) != (span.start, span.end):
            self._tell(span, Feature.EDGES, "white space at an edge is left out")


def chunks(chosen: Iterable[Chosen], first: int, name: Callable[[str], str]) -> list[Chunk]:
    """Return what is chosen as chunks of a sentence that begins with a token. name: spells labels."""
    return [Chunk(one.first - first, one.after - first, name(one.span.label)) for one in chosen]

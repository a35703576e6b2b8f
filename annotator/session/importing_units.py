"""How the offsets of foreign files are counted: what their quotes say, of each article and on the whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain

from annotator.exchange.counting import Counting, ForeignText, countings, edges
from annotator.exchange.incoming import IncomingArticle, IncomingSpan
from annotator.model.annotations import Piece
from annotator.session.importing_sets import quote_fits
from annotator.text.units import Unit

_LOOKED_AT = 5_000
"""Spans of an article without quotes whose edges are looked at."""


@dataclass
class Units:
    """Looks at all articles first; says then for each how it is counted.

    declared: the unit of the format, None where it has none of its own. forced: the only one that is taken.
    fitted: how many articles each way of counting fits by its quotes; likely: of those without quotes, how
    many edges of spans fall where words end. told: ways that were chosen, and for how many articles.
    """

    declared: Unit | None
    forced: Unit | None = None
    fitted: Counter[Counting] = field(default_factory=Counter[Counting])
    likely: Counter[Counting] = field(default_factory=Counter[Counting])
    impossible: Counter[Counting] = field(default_factory=Counter[Counting])
    told: Counter[Counting] = field(default_factory=Counter[Counting])

    def look(self, text: str, incoming: IncomingArticle) -> None:
        """Take note of an article. text: what its offsets count."""
        placed = _placed(incoming)
        if not placed:
            return
        quoted = [span for span in placed if span.exact]
        if quoted:
            way = self._fitting(text, quoted, incoming.unit)
            if way:
                self.fitted[way] += 1
            return
        ways = list(self._ways(text, incoming.unit))
        if len(ways) > 1 and incoming.unit is None:
            for way in ways:
                self._look_at_edges(ForeignText(text, way), placed[:_LOOKED_AT])

    def _look_at_edges(self, foreign: ForeignText, spans: Iterable[IncomingSpan]) -> None:
        for span in spans:
            pieces = _places(foreign, span)
            if pieces is None:
                self.impossible[foreign.counting] += 1
            else:
                self.likely[foreign.counting] += sum(edges(foreign.text, pieces))

    def choose(self, text: str, incoming: IncomingArticle) -> ForeignText:
        """Return an article's text with the way of counting that fits: by its own quotes, else by those of
        the others, else by where its spans end; at last the declared one."""
        placed = _placed(incoming)
        quoted = [span for span in placed if span.exact]
        way = self._fitting(text, quoted, incoming.unit) if quoted else None
        foreign = ForeignText(text, way or self._usual(text, incoming.unit))
        if placed:
            self.told[foreign.counting] += 1
        return foreign

    def _ways(self, text: str, said: Unit | None) -> Iterable[Counting]:
        ways = countings(text, self.forced or said or self.declared)
        return (way for way in ways if self.forced in (None, way.unit))

    def _fitting(self, text: str, quoted: list[IncomingSpan], said: Unit | None) -> Counting | None:
        """Return the first way that all quotes fit; those that fitted elsewhere are tried first."""
        before = () if said else (way for way, _ in self.fitted.most_common())
        ways = chain(before, self._ways(text, said))
        return next((way for way in ways if _all_fit(ForeignText(text, way), quoted)), None)

    def _usual(self, text: str, said: Unit | None) -> Counting:
        ways = list(self._ways(text, said))
        first = ways[0]
        if said or self.forced:
            return first
        if self.fitted:
            return max(ways, key=lambda way: self.fitted[way])
        if self.declared and not self.impossible[first]:
            return first
        # Ways in which some span has no place at all come last, then those that end in the midst of words.
        return max(ways, key=lambda way: (-self.impossible[way], self.likely[way]))

    @property
    def is_certain(self) -> bool:
        """Whether quotes or the files themselves have said it, or there was nothing to choose."""
        return bool(self.fitted or self.forced or not self.likely)


def _placed(incoming: IncomingArticle) -> list[IncomingSpan]:
    return [span for said in incoming.sets for span in said.spans if span.pieces]


def _all_fit(foreign: ForeignText, quoted: list[IncomingSpan]) -> bool:
    for span in quoted:
        pieces = _places(foreign, span)
        if pieces is None or not quote_fits(foreign.text, pieces, span):
            return False
    return True


def _places(foreign: ForeignText, span: IncomingSpan) -> tuple[Piece, ...] | None:
    try:
        return foreign.pieces(span.pieces)
    except ValueError:
        return None

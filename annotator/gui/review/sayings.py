"""What each annotator says of a conflict, as it stands on the cards; who has which letters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from annotator.agreement.adjudication import Case, Item, Voice
from annotator.agreement.adjudication_ledger import Standing
from annotator.gui.quoting import quote
from annotator.gui.review.case_words import (
    arrow,
    attribute_of,
    relations_in_words,
    said_shortly,
    sign_of,
    values_in_words,
)
from annotator.gui.review.letters import Edge, edges
from annotator.gui.review.letters_strip import Speaker
from annotator.gui.review.voice_card import Saying
from annotator.gui.theme import LabelColors, Theme
from annotator.gui.translation import isolated, tr
from annotator.gui.wording import label_title, relation_title, title_of, value_title
from annotator.model.adjudication import Origin
from annotator.model.annotations import AnnotationSet, Relation, Span

if TYPE_CHECKING:
    from annotator.session.adjudicating import AdjudicationSession


class Sayings:
    """Reads what stands on the cards out of an adjudication."""

    def __init__(self, review: AdjudicationSession, theme: Theme) -> None:
        self._review = review
        self._theme = theme

    def of(self, case: Case) -> list[tuple[int, Saying]]:
        """Return (number of an annotator from 1, what they say) for all who have the article.

        Those who say the very same stand together, under the number of the first.
        """
        standing = self._review.standing(case.id)
        numbers = {name: number for number, name in enumerate(self._review.annotators, 1)}
        found: dict[object, tuple[int, list[Saying]]] = {}
        for voice in case.voices:
            saying = self._saying(case, voice, standing)
            same = (saying.label, saying.words, saying.more, saying.changed)
            found.setdefault(same, (numbers[voice.annotator], []))[1].append(saying)
        return [(number, _together(sayings)) for number, sayings in found.values()]

    def letters(self, case: Case) -> tuple[list[Edge], dict[str, Speaker]]:
        """Return the places at which the spans differ, and the speakers of their rows."""
        spans = dict(case.spans)
        if len({span.pieces for span in spans.values()}) < 2:
            return [], {}
        text = self._review.cases_of(case.article).text
        speakers = {
            name: Speaker(sign_of(self._review, name), self._review.shown(name), self._colors(span))
            for name, span in spans.items()
        }
        return edges(text, {name: span.pieces for name, span in spans.items()}), speakers

    def _saying(self, case: Case, voice: Voice, standing: Standing) -> Saying:
        item, scheme = voice.item, self._review.corpus.scheme
        layer = scheme.layer(item.layer) if isinstance(item, Span) else None
        article = self._review.cases_of(case.article)
        return Saying(
            (sign_of(self._review, voice.annotator),),
            isolated(self._review.shown(voice.annotator)),
            said_shortly(scheme, case, item) if isinstance(item, Span | Relation) else "",
            self._title(case, item),
            self._colors(item if isinstance(item, Span) else None),
            layer.look if layer else "line",
            self._words(case, voice, article.text),
            self._review.sets_of(case.article).document.direction,
            tuple(self._more(case, voice, article.text)),
            _is_taken(standing, voice),
            bool(voice.source) and voice.source in standing.changed,
        )

    def _colors(self, span: Span | None) -> LabelColors:
        label = self._review.corpus.scheme.label_of(span) if span else None
        return self._theme.label(label.color if label else "")

    def _title(self, case: Case, item: Item | None) -> str:
        scheme = self._review.corpus.scheme
        if isinstance(item, Span):
            return label_title(scheme, item)
        if isinstance(item, Relation):
            return relation_title(scheme, item.label)
        return title_of(attribute_of(scheme, case.name)) if item is not None else ""

    def _words(self, case: Case, voice: Voice, text: str) -> str:
        item = voice.item
        if isinstance(item, Span):
            return item.exact(text)
        if isinstance(item, Relation):
            annotations = self._annotations(case, voice)
            ends = (annotations.span(end).exact(text) for end in (item.source, item.target))
            source, target = (quote(words, 80) for words in ends)
            return f"{source} {arrow(source)} {target}"
        if item is None:
            return ""
        return value_title(attribute_of(self._review.corpus.scheme, case.name), item)

    def _annotations(self, case: Case, voice: Voice) -> AnnotationSet:
        return self._review.sets_of(case.article).sets[voice.annotator]

    def _more(self, case: Case, voice: Voice, text: str) -> list[str]:
        item, scheme = voice.item, self._review.corpus.scheme
        if item is None:
            return [tr("has nothing here")]
        if isinstance(item, Span):
            layer = scheme.layer(item.layer)
            lines = values_in_words(layer.attributes if layer else (), dict(item.attributes))
            lines += relations_in_words(scheme, self._annotations(case, voice), item, text)
        elif isinstance(item, Relation):
            relation = scheme.relation(item.label)
            lines = values_in_words(relation.attributes if relation else (), dict(item.attributes))
        else:
            return []
        return [*lines, *([tr("Note: {note}").format(note=isolated(item.note))] if item.note else [])]


def _together(sayings: Sequence[Saying]) -> Saying:
    """Return what several say as one says it."""
    return sayings[0]._replace(
        signs=tuple(sign for saying in sayings for sign in saying.signs),
        name=", ".join(saying.name for saying in sayings),
        taken=any(saying.taken for saying in sayings),
    )


def _is_taken(standing: Standing, voice: Voice) -> bool:
    if standing.open:
        return False
    return any(
        record.settled.taken == voice.annotator
        or (isinstance(record.settled, Origin) and record.settled.decision == "both" and bool(voice.source))
        for record in standing.records
    )

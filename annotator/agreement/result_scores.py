"""How far each annotator agrees with the adjudicated set: who comes closest to the result."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from annotator.agreement.adjudication import Meanings
from annotator.agreement.scores import Scheme, Score, SpanCounts, count_pair, score
from annotator.agreement.tallies import added
from annotator.model.annotations import AnnotationSet


def result_scores(
    pairs: Iterable[tuple[AnnotationSet, AnnotationSet]], meanings: Meanings
) -> Mapping[Scheme, Score]:
    """Return the scores of an annotator's spans against those of the result, over articles and layers.

    pairs: the result's set of an article and the annotator's. Precision is the share of the annotator's spans
    that stand in the result, recall the share of the result's that the annotator has.
    """
    counts: list[SpanCounts] = []
    for result, said in pairs:
        layers = dict.fromkeys(span.layer for span in (*result, *said))
        for layer in layers:
            stands, here = ([span for span in one if span.layer == layer] for one in (result, said))
            counts.append(count_pair(stands, here, said=meanings.of_span))
    whole = added(SpanCounts, counts)
    return {scheme: score(whole, scheme) for scheme in Scheme}

"""The report as CSV: one figure in a row, for spreadsheets and statistics programs."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from io import StringIO
from typing import NamedTuple

from annotator.agreement.bootstrap import Interval, Name
from annotator.agreement.figures import Figure
from annotator.agreement.layer_report import LayerReport
from annotator.agreement.relation_report import SCHEMES
from annotator.agreement.report import Report
from annotator.agreement.scores import Scheme
from annotator.agreement.summary import Rated, Spread, Summary
from annotator.agreement.unitizing import Unitizing

COLUMNS: tuple[str, ...] = (
    "part",
    "label",
    "article",
    "language",
    "a",
    "b",
    "measure",
    "value",
    "low",
    "high",
    "items",
    "undefined",
)


class _Place(NamedTuple):
    """What a row is about. part: a layer, "relations", or "article" for the articles' attributes."""

    part: str
    label: str = ""
    article: str = ""
    language: str = ""


_Row = dict[str, str | float | int | None]


def write_csv(report: Report) -> str:
    """Return the rows of the whole report, under a heading."""
    text = StringIO()
    writer = csv.DictWriter(text, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    for layer in report.layers.values():
        writer.writerows(_layer(report, layer))
    writer.writerows(_relations(report))
    for name, attribute in report.article_attributes.items():
        writer.writerows(_rated(_Place("article"), (name,), attribute.figures, report.intervals.article))
    return text.getvalue()


def _row(place: _Place, measure: str, figure: Figure, interval: Interval | None = None) -> _Row:
    row: _Row = {**place._asdict(), "measure": measure, "value": figure.value}
    row["undefined"] = figure.undefined
    if interval:
        row |= {"low": interval.low, "high": interval.high}
    return row


def _layer(report: Report, layer: LayerReport) -> Iterator[_Row]:
    place = _Place(layer.name)
    summary = layer.summary()
    yield from _summary(place, summary, report.intervals.layers[layer.name])
    for label, of in summary.by_label.items():
        labelled = place._replace(label=label)
        yield from _counts(labelled, of.units)
        yield from _spread(labelled, of.scores)
        yield _row(labelled, "u", of.unitizing.u)
    for article in report.articles:
        yield from _summary(place._replace(article=article), layer.summary(article=article), {})
    for language in layer.languages:
        yield from _summary(place._replace(language=language), layer.summary(language=language), {})
    for table in summary.confusions:
        a, b = table.scope.annotators
        for row, counts in zip(table.labels, table.counts, strict=True):
            for column, times in zip(table.labels, counts, strict=True):
                yield {
                    **place._asdict(),
                    "a": a,
                    "b": b,
                    "measure": f"confusion {row} {column}",
                    "value": times,
                }
    if layer.name in report.gamma:
        figure, pairs = report.gamma[layer.name]
        yield _row(place, "gamma", figure)
        yield from (_row(place, "gamma", one) | {"a": a, "b": b} for (a, b), one in pairs.items())


def _summary(place: _Place, summary: Summary, intervals: Mapping[Name, Interval]) -> Iterator[_Row]:
    yield from _counts(place, summary.units)
    yield from _spread(place, summary.scores, intervals)
    for scheme, figure in summary.macro.items():
        yield _row(place, f"macro {scheme}", figure)
    yield from _unitizing(place, summary.unitizing, intervals)
    yield from _rated(place, ("label",), summary.label, intervals)
    yield from _rated(place, ("character",), summary.character, intervals)
    for name, rated in summary.attributes.items():
        yield from _rated(place, ("attributes", name), rated, intervals)
    for kind, times in summary.kinds.items():
        yield {**place._asdict(), "measure": f"kind {kind}", "value": times}


def _counts(place: _Place, units: Mapping[str, int]) -> Iterator[_Row]:
    for name, number in units.items():
        yield {**place._asdict(), "a": name, "measure": "spans", "value": number}


def _spread(
    place: _Place,
    spread: Spread,
    intervals: Mapping[Name, Interval] | None = None,
    schemes: Iterable[tuple[str, Scheme]] = tuple((scheme.value, scheme) for scheme in Scheme),
) -> Iterator[_Row]:
    for name, scheme in schemes:
        for pair in spread.pairs:
            a, b = pair.scope.annotators
            score = pair.schemes[scheme]
            for what, figure in (("precision", score.precision), ("recall", score.recall), ("f1", score.f1)):
                yield _row(place, f"{name} {what}", figure) | {"a": a, "b": b}
        yield _row(place, f"{name} f1", spread.mean[scheme], (intervals or {}).get(("mean", name)))


def _unitizing(place: _Place, family: Unitizing, intervals: Mapping[Name, Interval]) -> Iterator[_Row]:
    for name, figure in (("u", family.u), ("u_binary", family.u_binary), ("cu", family.cu)):
        yield _row(place, name, figure, intervals.get(("unitizing", name)))
    for label, figure in family.ku.items():
        yield _row(place._replace(label=label), "ku", figure)


def _rated(place: _Place, of: Name, rated: Rated, intervals: Mapping[Name, Interval]) -> Iterator[_Row]:
    name = " ".join(of)
    for key, figure in rated.figures.items():
        yield _row(place, f"{name} {key}", figure, intervals.get((*of, key))) | {"items": rated.items}
    yield _row(place, f"{name} coverage", rated.coverage)


def _relations(report: Report) -> Iterator[_Row]:
    place = _Place("relations")
    relations = report.relations
    schemes = tuple(SCHEMES.items())
    yield from _counts(place, relations.units)
    yield _row(place, "joinable", relations.joinable)
    yield from _spread(place, relations.scores, report.intervals.relations, schemes)
    for label in relations.labels:
        yield from _spread(place._replace(label=label), relations.of_label(label), None, schemes)
    yield from _rated(place, ("label",), relations.label, {})
    for kind, times in relations.kinds.items():
        yield {**place._asdict(), "measure": f"kind {kind}", "value": times}

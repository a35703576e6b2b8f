"""The report as plain values for JSON: what is undefined is null, with the reason beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from annotator.agreement.advice import Advice
from annotator.agreement.bootstrap import Interval, Name
from annotator.agreement.figures import Figure
from annotator.agreement.layer_report import LayerReport
from annotator.agreement.relation_report import SCHEMES, RelationReport
from annotator.agreement.report import Intervals, Report
from annotator.agreement.scores import Scheme, Score
from annotator.agreement.summary import Confusion, LabelSummary, PairScores, Rated, Spread, Summary
from annotator.agreement.unitizing import Unitizing

Plain = dict[str, Any]
"""A JSON object."""

_SCHEMES: Mapping[str, Scheme] = {scheme.value: scheme for scheme in Scheme}


def report_object(report: Report) -> Plain:
    """Return the whole report."""
    return {
        "annotators": list(report.annotators),
        "articles": list(report.articles),
        "excluded": [
            {"article": one.article, "reason": one.reason}
            | ({"annotator": one.annotator} if one.annotator else {})
            for one in report.excluded
        ],
        "layers": {name: _layer(report, layer) for name, layer in report.layers.items()},
        "relations": _relations(report.relations),
        "article_attributes": {
            name: rated_object(attribute.figures) for name, attribute in report.article_attributes.items()
        },
        "bootstrap": _bootstrap(report.intervals),
        "advice": [_advice(advice) for advice in report.advice],
    }


def with_reasons(figures: Mapping[str, Figure]) -> Plain:
    """Return values by name; "undefined" says why some are null, "note" what is to be known of others."""
    plain: Plain = {name: figure.value for name, figure in figures.items()}
    return plain | reasons(figures)


def reasons(figures: Mapping[str, Figure]) -> Plain:
    """Return why figures are undefined, and their notes, each in one sentence where it holds for all."""
    found: Plain = {}
    undefined = {name: figure.undefined for name, figure in figures.items() if figure.undefined}
    notes = {name: figure.note for name, figure in figures.items() if figure.note}
    for key, said in (("undefined", undefined), ("note", notes)):
        if said:
            one_for_all = len(set(said.values())) == 1 and len(said) == len(figures)
            told = "; ".join(f"{name}: {reason}" for name, reason in said.items())
            found[key] = next(iter(said.values())) if one_for_all else told
    return found


def score_object(score: Score) -> Plain:
    """Return a score with its counts."""
    plain = {"precision": score.precision, "recall": score.recall, "f1": score.f1}
    values: Plain = {name: figure.value for name, figure in plain.items()}
    matched = int(score.matched) if score.matched.is_integer() else score.matched
    return values | {"matched": matched, "a": score.a, "b": score.b} | reasons(plain)


def rated_object(rated: Rated) -> Plain:
    """Return the measures on items with how many these are."""
    plain: Plain = {name: figure.value for name, figure in rated.figures.items()}
    return plain | {"items": rated.items, "coverage": rated.coverage.value} | reasons(rated.figures)


def _pair(pair: PairScores, schemes: Mapping[str, Scheme]) -> Plain:
    a, b = pair.scope.annotators
    return {"a": a, "b": b} | {name: score_object(pair.schemes[scheme]) for name, scheme in schemes.items()}


def _spread(spread: Spread, schemes: Mapping[str, Scheme] = _SCHEMES) -> Plain:
    return {
        "pairs": [_pair(pair, schemes) for pair in spread.pairs],
        "mean": with_reasons({name: spread.mean[scheme] for name, scheme in schemes.items()}),
    }


def _unitizing(family: Unitizing) -> Plain:
    figures = {"u": family.u, "u_binary": family.u_binary, "cu": family.cu}
    plain: Plain = {name: figure.value for name, figure in figures.items()}
    plain["ku"] = {label: figure.value for label, figure in family.ku.items()}
    plain["coverage"] = {label: figure.value for label, figure in family.coverage.items()}
    return plain | reasons(figures | {f"ku.{label}": figure for label, figure in family.ku.items()})


def _confusion(confusion: Confusion) -> Plain:
    return {"labels": list(confusion.labels), "counts": [list(row) for row in confusion.counts]}


def _label(summary: LabelSummary) -> Plain:
    return (
        {"units": dict(summary.units)}
        | _spread(summary.scores)
        | {"unitizing": with_reasons({"u": summary.unitizing.u})}
    )


def _summary(summary: Summary) -> Plain:
    """Return what is said of all articles and of some."""
    return (
        {"units": dict(summary.units)}
        | _spread(summary.scores)
        | {
            "macro": with_reasons({scheme.value: figure for scheme, figure in summary.macro.items()}),
            "unitizing": _unitizing(summary.unitizing),
            "label": rated_object(summary.label),
            "character": rated_object(summary.character),
            "attributes": {name: rated_object(rated) for name, rated in summary.attributes.items()},
            "kinds": {kind.value: times for kind, times in summary.kinds.items()},
        }
    )


def _layer(report: Report, layer: LayerReport) -> Plain:
    summary = layer.summary()
    plain: Plain = _summary(summary) | {
        "confusion": _confusion(summary.confusion),
        "labels": {label: _label(of) for label, of in summary.by_label.items()},
        "articles": {name: _summary(layer.summary(article=name)) for name in report.articles},
        "languages": {name: _summary(layer.summary(language=name)) for name in layer.languages},
    }
    if len(summary.confusions) > 1:
        for pair, confusion in zip(plain["pairs"], summary.confusions, strict=False):
            pair["confusion"] = _confusion(confusion)
    if layer.name in report.gamma:
        figure, pairs = report.gamma[layer.name]
        each = [{"a": a, "b": b, **with_reasons({"gamma": one})} for (a, b), one in pairs.items()]
        plain["gamma"] = with_reasons({"gamma": figure}) | {"pairs": each}
    return plain


def _relations(relations: RelationReport) -> Plain:
    return (
        {"units": relations.units}
        | _spread(relations.scores, SCHEMES)
        | {
            "joinable": relations.joinable.value,
            "label": rated_object(relations.label),
            "kinds": {kind.value: times for kind, times in relations.kinds.items()},
            "labels": {label: _spread(relations.of_label(label), SCHEMES) for label in relations.labels},
        }
    )


def _bootstrap(intervals: Intervals) -> Plain:
    sampling = intervals.sampling
    return {
        "samples": sampling.samples,
        "seed": sampling.seed,
        "level": sampling.level,
        "intervals": {
            "layers": {name: _tree(of.items()) for name, of in intervals.layers.items()},
            "relations": _tree(intervals.relations.items()),
            "article_attributes": _tree(intervals.article.items()),
        },
    }


def _tree(named: Iterable[tuple[Name, Interval]]) -> Plain:
    """Return intervals as objects in objects; one is [low, high], or null with "undefined" beside it."""
    top: Plain = {}
    for name, interval in named:
        inside = top
        for part in name[:-1]:
            inside = inside.setdefault(str(part), {})
        ends = (interval.low, interval.high)
        inside[str(name[-1])] = None if None in ends else list(ends)
        if interval.undefined:
            inside["undefined"] = interval.undefined
    return top


def _advice(advice: Advice) -> Plain:
    return {
        "kind": advice.kind.value,
        "layer": advice.layer,
        "annotators": list(advice.annotators),
        "count": advice.count,
        "of": advice.of,
        "cost": advice.cost,
        "text": advice.sentence,
        "examples": [
            {
                "article": group.article,
                "spans": [
                    {"id": span.id, "start": span.start, "end": span.end, "label": span.label}
                    if span
                    else None
                    for span in group.spans
                ],
            }
            for group in advice.groups
        ],
    }

"""A report on what became of an annotator's spans for programs: as JSON, and as CSV with a row for each."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from io import StringIO
from json import dumps

from annotator.agreement.adjudication import Item
from annotator.agreement.fates import Fate, Outcome, figures, reasons
from annotator.agreement.scores import Score
from annotator.model.annotations import AnnotationSet, Relation, Span, Value
from annotator.session.fate_report import ArticleFates, FateReport, ends

COLUMNS: tuple[str, ...] = (
    "article", "about", "fate", "reason", "layer", "label", "start", "end", "text", "attributes", "note",
    "result_label", "result_start", "result_end", "result_text", "result_attributes", "result_note", "others",
)  # fmt: skip


def write_json(report: FateReport) -> str:
    """Return the report as one object. Offsets are code points, half open."""
    found = {
        "annotator": report.annotator,
        "adjudicator": report.adjudicator,
        "articles": len(report.articles),
        "fates": _named(figures(report.outcomes())),
        "reasons": reasons(report.outcomes()),
        "labels": {label: _named(times) for label, times in report.by_label().items()},
        "result": {
            "articles": report.finished,
            **{str(scheme): _score(score) for scheme, score in report.scores.items()},
        },
        "outcomes": [
            _outcome(report, article, outcome) for article in report.articles for outcome in article.outcomes
        ],
    }
    return dumps(found, ensure_ascii=False, indent=2) + "\n"


def write_csv(report: FateReport) -> str:
    """Return a row for each outcome, under a heading."""
    text = StringIO()
    writer = csv.DictWriter(text, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    for article in report.articles:
        writer.writerows(_row(report, article, outcome) for outcome in article.outcomes)
    return text.getvalue()


def _named(times: Mapping[Fate, int]) -> dict[str, int]:
    return {str(fate): number for fate, number in times.items()}


def _score(score: Score) -> dict[str, object]:
    return {
        "precision": score.precision.value,
        "recall": score.recall.value,
        "f1": score.f1.value,
        "matched": score.matched,
        "result": score.a,
        "annotator": score.b,
    }


def _outcome(report: FateReport, article: ArticleFates, outcome: Outcome) -> dict[str, object]:
    found: dict[str, object] = {
        "article": outcome.article,
        "about": about(outcome),
        "fate": str(outcome.fate),
    }
    if outcome.reason:
        found["reason"] = outcome.reason
    if outcome.name:
        found["name"] = outcome.name
    for key, item, of in (("said", outcome.item, article.said), ("result", outcome.result, article.result)):
        found[key] = None if item is None else _item(article, item, of)
    return found | {"others": sorted(map(report.shown, outcome.others))}


def about(outcome: Outcome) -> str:
    """Return what an outcome is about: a span, a relation or an attribute of the article."""
    item = outcome.result if outcome.item is None else outcome.item
    kinds = ((Span, "span"), (Relation, "relation"))
    return next((name for kind, name in kinds if isinstance(item, kind)), "article attribute")


def _item(article: ArticleFates, item: Item, annotations: AnnotationSet) -> object:
    if isinstance(item, Span):
        found: dict[str, object] = {
            "layer": item.layer,
            "label": item.label,
            "start": item.start,
            "end": item.end,
        }
        if item.parts:
            found["parts"] = [[*piece] for piece in item.parts]
        found["text"] = item.exact(article.document.text)
    elif isinstance(item, Relation):
        joined = ends(annotations, item) or ()
        keys = zip(("from", "to"), joined, strict=True)
        found = {"label": item.label, **{key: _item(article, end, annotations) for key, end in keys}}
    else:
        return item
    found["attributes"] = dict(item.attributes)
    return found | ({"note": item.note} if item.note else {})


def _row(report: FateReport, article: ArticleFates, outcome: Outcome) -> dict[str, str | int]:
    item = outcome.result if outcome.item is None else outcome.item
    row: dict[str, str | int] = {
        "article": outcome.article,
        "about": about(outcome),
        "fate": str(outcome.fate),
        "reason": outcome.reason,
        "layer": item.layer if isinstance(item, Span) else "",
        "others": report.others(outcome),
    }
    row |= _cells(article, outcome.item, article.said, "")
    row |= _cells(article, outcome.result, article.result, "result_")
    return row | ({"label": outcome.name} if outcome.name else {})


def _cells(
    article: ArticleFates, item: Item | None, annotations: AnnotationSet, prefix: str
) -> dict[str, str | int]:
    if item is None:
        return {}
    if isinstance(item, str | bool):
        return {f"{prefix}text": _value(item)}
    text = article.document.text
    found: dict[str, str | int] = {
        "label": item.label,
        "attributes": "; ".join(f"{name}={_value(value)}" for name, value in item.attributes.items()),
        "note": item.note,
    }
    if isinstance(item, Span):
        found |= {"start": item.start, "end": item.end, "text": item.exact(text)}
    else:
        found["text"] = " → ".join(_texts(text, annotations, item))
    return {f"{prefix}{name}": value for name, value in found.items()}


def _texts(text: str, annotations: AnnotationSet, relation: Relation) -> Iterator[str]:
    for span in ends(annotations, relation) or ():
        yield span.exact(text)


def _value(value: Value) -> str:
    return value if isinstance(value, str) else ("true" if value else "false")

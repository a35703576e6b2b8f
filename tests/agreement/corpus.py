"""Annotated articles for the tests of reports, without a folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256

from annotator.agreement.bootstrap import Sampling
from annotator.agreement.report import Options, Report, make_report
from annotator.agreement.selection import AnnotatedArticle
from annotator.model.annotations import AnnotationSet, Relation, Span, Value
from annotator.model.document import Document
from annotator.model.labels import Attribute, Label, LabelScheme, Layer, RelationLabel

SCHEME = LabelScheme(
    layers=(
        Layer(
            "entity",
            tuple(Label(name, "#000000") for name in ("PER", "ORG", "جگہ")),
            (
                Attribute("sure", values=("yes", "no"), default="yes"),
                Attribute("odd", "flag"),
                Attribute("firm", values=("1", "2", "3")),
            ),
        ),
        Layer("claim", (Label("FACT", "#000000"),)),
    ),
    relations=(RelationLabel("about"), RelationLabel("by")),
    article=(Attribute("kind", values=("report", "opinion")), Attribute("debris", "flag")),
)
TEXT = "وزیراعظم شہباز شریف نے قازقستان کے صدر قاسم جومارت توکایوف کا استقبال کیا۔ " * 4


def article(
    name: str = "a.txt", language: str | None = None, status: str = "done", **said: Sequence[Span]
) -> AnnotatedArticle:
    """An article with each annotator's spans."""
    digest = sha256(TEXT.encode()).hexdigest()
    sets = {
        who: AnnotationSet(name, who, digest, len(TEXT), status, spans=tuple(spans))
        for who, spans in said.items()
    }
    return AnnotatedArticle(Document(name, TEXT, digest, language), sets)


def relating(one: AnnotatedArticle, **relations: Sequence[Relation]) -> AnnotatedArticle:
    """The article with each annotator's relations."""
    said = {who: replace(one.sets[who], relations=tuple(some)) for who, some in relations.items()}
    return replace(one, sets={**one.sets, **said})


def describing(one: AnnotatedArticle, **attributes: Mapping[str, Value]) -> AnnotatedArticle:
    """The article with what each annotator said of it as a whole."""
    said = {who: replace(one.sets[who], attributes=some) for who, some in attributes.items()}
    return replace(one, sets={**one.sets, **said})


def span(name: str, start: int, end: int, label: str = "PER", layer: str = "entity", **more: Value) -> Span:
    return Span(name, layer, label, start, end, attributes=more)


def report(*articles: AnnotatedArticle, names: str = "a b", **options: object) -> Report:
    """The report of annotators, with few samples."""
    options.setdefault("sampling", Sampling(50))
    return make_report(articles, names.split(), SCHEME, Options(**options))  # type: ignore[arg-type]

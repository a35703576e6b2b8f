"""The tables of a comparison, each from its own side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from annotator.agreement.alignment import Kind
from annotator.agreement.chosen import Measuring
from annotator.agreement.figures import Figure
from annotator.agreement.groups import Group
from annotator.agreement.measures import MEASURES, RATED, On
from annotator.agreement.phrases import Phrase
from annotator.agreement.relation_report import SCHEMES
from annotator.agreement.summary import Rated, Scope
from annotator.session.agreement.answers import Column, Form, Row, Table, Value
from annotator.session.agreement.comparing import Comparison
from annotator.session.agreement.questions import CHARACTERS, LABELS

CHOSEN, UNITS, ALL, NOTHING = "chosen", "units", "all", ""
"""Keys of columns and rows: the chosen measure; how many spans (units.0, …); all together; no span."""

_NONE = "·"
"""For no span in a table where most cells hold none."""

_ROWS = 200
"""Rows of a long table that are told at once."""

_SIDE = ("strict", "exact", "partial", "type")
"""Measures that are told beside the chosen one."""

_LEVELS = ("alpha_ordinal", "alpha_interval", "alpha_ratio")

KINDS: Mapping[Kind, Phrase] = {
    Kind.SAME: Phrase("same"),
    Kind.ATTRIBUTE: Phrase("attribute"),
    Kind.LABEL: Phrase("label"),
    Kind.BOUNDARY: Phrase("boundary"),
    Kind.BOTH: Phrase("both"),
    Kind.MISSING: Phrase("missing"),
}
"""What annotators did with the same stretch of text, in words."""

Behind = Callable[[tuple[str, ...]], Sequence[Group]]


def first_tables(comparison: Comparison) -> Iterator[Table]:
    """Yield what is looked at first."""
    yield annotators_table(comparison)
    yield labels_table(comparison)
    yield from articles_tables(comparison, "articles")
    yield from articles_tables(comparison, "languages")


def further_tables(comparison: Comparison, behind: Behind) -> Iterator[Table]:
    """Yield the others. behind: the groups of everyone, or of two."""
    yield excluded_table(comparison)
    yield kinds_table(comparison, behind)
    yield from confusion_tables(comparison, behind)
    yield attributes_table(comparison)
    yield relations_table(comparison)
    yield article_attributes_table(comparison)


def figure_value(figure: Figure) -> Value:
    """Return a figure as a cell; what makes it undefined can be looked at, too."""
    return Value(figure.value, why=figure.undefined, note=figure.note, heat=figure.value, opens=True)


def _count(number: int, heat: float | None = None, note: str = "") -> Value:
    return Value(number, heat=heat if number else None, note=note, opens=True)


def _text(text: str) -> Value:
    return Value(text=text)


def title_of(measure: str, of: str = LABELS) -> Phrase:
    """Return what a measure is called, with what it is computed from where that can be chosen."""
    title = Phrase(MEASURES[measure].title)
    if MEASURES[measure].on != On.ITEMS:
        return title
    what = {LABELS: Phrase("labels"), CHARACTERS: Phrase("characters")}.get(of, of)
    return Phrase("{measure} of {what}", measure=title, what=what)


def annotators_table(comparison: Comparison) -> Table:
    """Return annotator by annotator; where both are the same, how many spans there are."""
    names, measuring = comparison.annotators, comparison.measuring
    units = units_of(comparison, comparison.everyone)
    measure = comparison.question.measure

    def cell(a: int, b: int) -> Value:
        if a == b:
            number = units[names[a]]
            return Value(text=f"{number:,}", note=Phrase("spans of this annotator"), opens=True)
        pair = tuple(names[one] for one in sorted((a, b)))
        return figure_value(measuring.figure(replace(comparison.everyone, annotators=pair)))

    places = range(len(names))
    return Table(
        "annotators",
        Phrase("Annotator"),
        tuple(Column(name, name, measure=measure) for name in names),
        tuple(Row(names[a], names[a], tuple(cell(a, b) for b in places)) for a in places),
    )


def units_of(comparison: Comparison, scope: Scope) -> Counter[str]:
    """Return the spans of each annotator in a scope."""
    found: Counter[str] = Counter(dict.fromkeys(comparison.annotators, 0))
    for article in comparison.layer.within(scope):
        for (name, label), times in comparison.layer.counts[article.name].number.items():
            if scope.label in ("", label):
                found[name] += times
    return found


def _sides(comparison: Comparison, more: Iterable[str]) -> list[tuple[str, Measuring]]:
    """Return the chosen measure and those beside it, each with the key of its column."""
    chosen = comparison.question.measure
    others = [(key, comparison.by(key)) for key in (*_SIDE, *more) if key != chosen]
    return [(CHOSEN, comparison.measuring), *others]


def _side_columns(sides: Iterable[tuple[str, Measuring]]) -> tuple[Column, ...]:
    return tuple(
        Column(key, title_of(one.chosen.measure, one.chosen.of), measure=one.chosen.measure)
        for key, one in sides
    )


def labels_table(comparison: Comparison) -> Table:
    """Return each label alone."""
    names, sides = comparison.annotators, _sides(comparison, ("u",))
    rows: list[Row] = []
    for label in comparison.layer.counting.labels:
        scope = replace(comparison.everyone, label=label)
        units = units_of(comparison, scope)
        if units.total():
            figures = (figure_value(one.figure(scope)) for _, one in sides)
            rows.append(Row(label, label, (*(_count(units[name]) for name in names), *figures)))
    counts = tuple(Column(f"{UNITS}.{n}", name, Form.COUNT) for n, name in enumerate(names))
    return Table("labels", Phrase("Label"), (*counts, *_side_columns(sides)), tuple(rows))


def articles_tables(comparison: Comparison, name: str) -> Iterator[Table]:
    """Yield the rows of each article ("articles") or each language ("languages"), some at a time."""
    sides = _sides(comparison, ("alpha",))
    by_language = name == "languages"
    head = [] if by_language else [Column("language", Phrase("Language"), Form.TEXT)]
    columns = (*head, Column(UNITS, Phrase("Spans"), Form.COUNT), *_side_columns(sides))
    keys = comparison.layer.languages if by_language else [one.name for one in comparison.articles]
    what = Phrase("Language") if by_language else Phrase("Article")
    for first in range(0, max(len(keys), 1), _ROWS):
        rows = tuple(_article_row(comparison, key, sides, by_language) for key in keys[first : first + _ROWS])
        yield Table(name, what, columns, rows, first > 0, len(keys))


def _article_row(
    comparison: Comparison, key: str, sides: Sequence[tuple[str, Measuring]], by_language: bool
) -> Row:
    everyone = comparison.everyone
    scope = replace(everyone, language=key) if by_language else replace(everyone, article=key)
    language = "" if by_language else comparison.layer.articles[key].document.language or ""
    head = () if by_language else (_text(language),)
    figures = (figure_value(one.figure(scope)) for _, one in sides)
    return Row(key, key, (*head, _count(units_of(comparison, scope).total()), *figures))


def kinds_table(comparison: Comparison, behind: Behind) -> Table:
    """Return how often annotators did what, all together and each two."""
    names = comparison.annotators
    rows = [_kinds_row(ALL, Phrase("all together"), behind(names))] if len(names) > 2 else []
    for (i, a), (j, b) in combinations(enumerate(names), 2):
        rows.append(_kinds_row(f"{i}.{j}", Phrase("{a} – {b}", a=a, b=b), behind((a, b))))
    columns = tuple(Column(kind.value, words, Form.COUNT) for kind, words in KINDS.items())
    return Table("kinds", Phrase("Annotators"), columns, tuple(rows))


def _kinds_row(key: str, title: Phrase, groups: Sequence[Group]) -> Row:
    counts = Counter(group.kind for group in groups)
    return Row(key, title, tuple(_share(counts[kind], len(groups)) for kind in KINDS))


def _share(number: int, of: int) -> Value:
    heat = number / of if of else None
    note = Phrase("{share} of {of}", share=f"{heat:.0%}", of=of) if heat is not None else ""
    return _count(number, heat, note)


def confusion_tables(comparison: Comparison, behind: Behind) -> Iterator[Table]:
    """Yield which labels stand for which, and for no span, for each two annotators and for all of them."""
    labels = comparison.layer.counting.labels
    every: Counter[tuple[str, str]] = Counter()
    pairs: list[tuple[str, Phrase, Counter[tuple[str, str]]]] = []
    for (i, a), (j, b) in combinations(enumerate(comparison.annotators), 2):
        counts = Counter((one or NOTHING, other or NOTHING) for one, other in _labelled(behind((a, b))))
        pairs.append((f"{i}.{j}", Phrase("{a} in rows, {b} in columns", a=a, b=b), counts))
        every += counts
    used = [label for label in labels if any(label in cell for cell in every)]
    if len(pairs) > 1:
        yield _confusion("confusion", Phrase("all pairs together"), every, used)
    for key, what, counts in pairs:
        yield _confusion("confusion" if len(pairs) == 1 else f"confusion.{key}", what, counts, used)


def _labelled(groups: Iterable[Group]) -> Iterator[tuple[str | None, str | None]]:
    for group in groups:
        one, other = group.labels
        yield one, other


def _confusion(name: str, what: Phrase, counts: Counter[tuple[str, str]], used: Sequence[str]) -> Table:
    heads = [*((label, label) for label in used), (NOTHING, Phrase("nothing"))]
    rows: list[Row] = []
    for row, title in heads:
        numbers = [counts[row, column] for column, _ in heads]
        whole = sum(numbers)
        cells = (_share(number, whole) if number else Value(0, text=_NONE, opens=True) for number in numbers)
        rows.append(Row(row, title, tuple(cells)))
    columns = tuple(Column(key, title, Form.COUNT) for key, title in heads)
    return Table(name, what, columns, tuple(rows))


def _rated_table(name: str, what: Phrase, rated: Mapping[str, Rated]) -> Table:
    """Return the measures on items of several attributes, of numbers those of every level."""
    levels = tuple(key for key in _LEVELS if any(key in of.figures for of in rated.values()))
    keys = (*RATED, *levels)
    nothing = Figure(None, Phrase("not all values are numbers"))
    rows: list[Row] = []
    for attribute, of in rated.items():
        figures = (figure_value(of.figures.get(key, nothing)) for key in keys)
        coverage = figure_value(of.coverage)._replace(heat=None)
        rows.append(Row(attribute, attribute, (*figures, _count(of.items), coverage)))
    columns = (
        *(Column(key, Phrase(MEASURES[key].title), measure=key) for key in keys),
        Column("items", Phrase("Items"), Form.COUNT),
        Column("coverage", Phrase("Coverage"), Form.SHARE),
    )
    return Table(name, what, columns, tuple(rows))


def attributes_table(comparison: Comparison) -> Table:
    """Return what was said of spans that two annotators or more have."""
    return _rated_table("attributes", Phrase("Attribute"), comparison.layer.summary().attributes)


def article_attributes_table(comparison: Comparison) -> Table:
    """Return what was said of the articles."""
    rated = {name: attribute.figures for name, attribute in comparison.article_attributes.items()}
    return _rated_table("article_attributes", Phrase("Attribute"), rated)


def relations_table(comparison: Comparison) -> Table:
    """Return relations between aligned spans: all together and each alone."""
    relations, names = comparison.relations, comparison.annotators
    rows: list[Row] = []
    for label in ("", *relations.labels):
        spread = relations.of_label(label) if label else relations.scores
        units = (_count(relations.number[name, label] if label else relations.units[name]) for name in names)
        figures = (figure_value(spread.mean[scheme]) for scheme in SCHEMES.values())
        groups = [group for group in relations.behind() if not label or label in group.labels]
        counts = Counter(group.kind for group in groups)
        kinds = (_share(counts[kind], len(groups)) for kind in relations.kinds)
        rows.append(Row(label, label or Phrase("all relations"), (*units, *figures, *kinds)))
    columns = (
        *(Column(f"{UNITS}.{n}", name, Form.COUNT) for n, name in enumerate(names)),
        Column("strict", Phrase("F1 strict"), measure="strict"),
        Column("ends", Phrase("F1 of the ends"), measure="exact"),
        *(Column(kind.value, KINDS[kind], Form.COUNT) for kind in relations.kinds),
    )
    return Table("relations", Phrase("Relation"), columns, tuple(rows))


def excluded_table(comparison: Comparison) -> Table:
    """Return what was left out, and why; of files with faults each fault."""
    rows = [
        Row(one.article, one.article, (_text(one.annotator), _text(one.reason)))
        for one in comparison.excluded
    ]
    rows += [Row(path, path, (_text(""), _text(str(fault)))) for path, fault in comparison.faults]
    decided = Phrase("decided from the others' annotations; compared where it is chosen")
    rows += [Row(f"{name}/", "*", (_text(name), _text(decided))) for name in comparison.adjudicators]
    columns = (
        Column("annotator", Phrase("Annotator"), Form.TEXT),
        Column("reason", Phrase("Why it is left out"), Form.TEXT),
    )
    return Table("excluded", Phrase("Article"), columns, tuple(rows))

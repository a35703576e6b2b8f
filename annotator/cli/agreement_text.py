"""The agreement report as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from annotator.agreement.advice import Advice
from annotator.agreement.alignment import Kind
from annotator.agreement.bootstrap import Interval, Name
from annotator.agreement.figures import Figure
from annotator.agreement.layer_report import LayerReport
from annotator.agreement.measures import MEASURES, RATED
from annotator.agreement.phrases import Quote
from annotator.agreement.relation_report import SCHEMES
from annotator.agreement.report import Report
from annotator.agreement.scores import Scheme
from annotator.agreement.summary import Confusion, Rated, Spread, Summary
from annotator.cli.aligned import aligned
from annotator.cli.printing import count, isolated

MOST_ADVICE = 12
"""Habits that are told; the page and the JSON have all."""

_SCHEMES = {scheme.value: scheme for scheme in Scheme}
Intervals = Mapping[Name, Interval]
Row = tuple[str, ...]


def report_lines(report: Report) -> Iterator[str]:
    """Yield the lines of the report, ready to be printed."""
    names = ", ".join(isolated(name) for name in report.annotators)
    yield f"{names}: {count(len(report.articles), 'article')} in common"
    for one in report.excluded:
        yield isolated(f"  left out: {one.article}: {one.reason}")
    for layer in report.layers.values():
        yield from _layer(report, layer)
    yield from _relations(report)
    yield from _article_attributes(report)
    yield from _advice(report.advice)
    sampling = report.intervals.sampling
    if sampling.samples and len(report.articles) > 1:
        yield ""
        yield (
            f"In brackets: where {sampling.level:.0%} of {sampling.samples:,} samples of the articles lie "
            f"(bootstrap, seed {sampling.seed})."
        )


def _number(figure: Figure) -> str:
    return "–" if figure.value is None else f"{figure.value:.3f}"


def _with_interval(figure: Figure, interval: Interval | None) -> str:
    if interval is None or interval.low is None or interval.high is None:
        return _number(figure)
    return f"{_number(figure)} [{interval.low:.3f}, {interval.high:.3f}]"


def _title(name: str) -> str:
    measure = MEASURES.get(name)
    return measure.title if measure else name


def _reasons(figures: Mapping[str, Figure]) -> Iterator[str]:
    """Yield why figures are undefined, those of one reason together, and what is to be known of others."""
    for of in ("undefined", "note"):
        told: dict[str, list[str]] = {}
        for name, figure in figures.items():
            if reason := str(getattr(figure, of)):
                told.setdefault(reason, []).append(_title(name))
        lead = "undefined: " if of == "undefined" else ""
        for reason, names in told.items():
            yield isolated(f"    {', '.join(names)}: {lead}{reason}")


def _layer(report: Report, layer: LayerReport) -> Iterator[str]:
    summary = layer.summary()
    intervals = report.intervals.layers[layer.name]
    spans = ", ".join(f"{isolated(name)} {number:,}" for name, number in summary.units.items())
    yield ""
    yield isolated(layer.name)
    yield f"  spans: {spans}"
    if not any(summary.units.values()):
        return
    yield ""
    macro = ("mean over labels", *(_number(summary.macro[scheme]) for scheme in Scheme))
    yield from _spread(summary.scores, _SCHEMES, intervals, [macro])
    yield from _units(report, layer, summary, intervals)
    yield from _items(summary, intervals)
    yield from _kinds(summary.kinds)
    yield from _labels(summary)
    yield from _confusion(summary.confusion)
    yield from _parts(layer, report.articles)


def _spread(
    spread: Spread, schemes: Mapping[str, Scheme], intervals: Intervals, more: Sequence[Row] = ()
) -> Iterator[str]:
    rows: list[Row] = [("", *(f"F1 {name}" for name in schemes))]
    for pair in spread.pairs:
        f1 = (_number(pair.schemes[scheme].f1) for scheme in schemes.values())
        rows.append((" – ".join(pair.scope.annotators), *f1))
    mean = (_with_interval(spread.mean[s], intervals.get(("mean", name))) for name, s in schemes.items())
    rows.append(("mean", *mean))
    yield from aligned([*rows, *more])
    yield from _reasons({f"F1 {name}": spread.mean[scheme] for name, scheme in schemes.items()})


def _units(report: Report, layer: LayerReport, summary: Summary, intervals: Intervals) -> Iterator[str]:
    family = summary.unitizing
    figures = {"u": family.u, "u_binary": family.u_binary, "cu": family.cu}
    if layer.name in report.gamma:
        figures["gamma"] = report.gamma[layer.name][0]
    yield ""
    yield "  where spans are, and their labels"
    rows = [
        (_title(name), _with_interval(figure, intervals.get(("unitizing", name))))
        for name, figure in figures.items()
        if figure.value is not None
    ]
    if rows:
        yield from aligned(rows, "    ")
    yield from _reasons(figures)
    if family.u.value is None:
        yield "    see uα of each label below"


def _items(summary: Summary, intervals: Intervals) -> Iterator[str]:
    """Yield the measures on items: labels, characters and attributes."""
    rated: dict[Name, Rated] = {("label",): summary.label, ("character",): summary.character}
    rated |= {("attributes", name): of for name, of in summary.attributes.items()}
    names: dict[Name, str] = {("label",): "labels of aligned spans", ("character",): "characters"}
    yield ""
    yield from _rated_table({names.get(at, at[-1]): of for at, of in rated.items()})
    for at, of in rated.items():
        interval = intervals.get((*at, "alpha"))
        if interval and interval.low is not None:
            told = _with_interval(of.figures["alpha"], interval)
            yield isolated(f"    {_title('alpha')} of {names.get(at, at[-1])}: {told}")


def _rated_table(rated: Mapping[str, Rated]) -> Iterator[str]:
    rows = [("", *(_title(key) for key in RATED), "items", "coverage")]
    for name, of in rated.items():
        coverage = "–" if of.coverage.value is None else f"{of.coverage.value:.0%}"
        rows.append((name, *(_number(of.figures[key]) for key in RATED), f"{of.items:,}", coverage))
    yield from aligned(rows)
    for name, of in rated.items():
        for key in (key for key in of.figures if key not in RATED):
            yield isolated(f"    {_title(key)} of {name}: {_number(of.figures[key])}")
        for line in _reasons(of.figures):
            yield f"    {isolated(name)}: {line.strip()}"


def _kinds(kinds: Mapping[Kind, int]) -> Iterator[str]:
    yield ""
    yield "  groups: " + ", ".join(f"{kind} {times:,}" for kind, times in kinds.items())


def _labels(summary: Summary) -> Iterator[str]:
    rows: list[Row] = [("", *summary.scope.annotators, "F1 strict", "F1 partial", "F1 type", "uα")]
    reasons: dict[str, Figure] = {}
    for label, of in summary.by_label.items():
        mean = (of.scores.mean[scheme] for scheme in (Scheme.STRICT, Scheme.PARTIAL, Scheme.TYPE))
        numbers = (f"{number:,}" for number in of.units.values())
        rows.append((label, *numbers, *map(_number, mean), _number(of.unitizing.u)))
        reasons[f"uα of {label}"] = of.unitizing.u
    yield ""
    yield "  by label, each alone"
    yield from aligned(rows, "    ")
    yield from _reasons(reasons)


def _confusion(confusion: Confusion) -> Iterator[str]:
    if len(confusion.labels) < 2:
        return
    names = confusion.scope.annotators
    who = f"{names[0]} in rows, {names[1]} in columns" if len(names) == 2 else "all pairs together"
    yield ""
    yield isolated(f"  labels of aligned spans: {who}")
    rows: list[Row] = [("", *confusion.labels)]
    for label, counts in zip(confusion.labels, confusion.counts, strict=True):
        rows.append((label, *(f"{times:,}" if times else "·" for times in counts)))
    yield from aligned(rows, "    ")


def _parts(layer: LayerReport, articles: Sequence[str]) -> Iterator[str]:
    """Yield the figures of each article and language."""
    rows: list[Row] = [("", "spans", "F1 strict", "F1 partial", "F1 type", _title("alpha"))]
    for name in articles:
        rows.append((name, *_cells(layer.summary(article=name))))
    for name in layer.languages if len(layer.languages) > 1 else ():
        rows.append((f"language {name}", *_cells(layer.summary(language=name))))
    yield ""
    yield f"  by article; {_title('alpha')} of the labels of aligned spans"
    yield from aligned(rows, "    ")


def _cells(summary: Summary) -> tuple[str, ...]:
    mean = summary.scores.mean
    scores = (mean[scheme] for scheme in (Scheme.STRICT, Scheme.PARTIAL, Scheme.TYPE))
    spans = f"{sum(summary.units.values()):,}"
    return (spans, *map(_number, scores), _number(summary.label.figures["alpha"]))


def _relations(report: Report) -> Iterator[str]:
    relations = report.relations
    if not any(relations.units.values()):
        return
    numbers = ", ".join(f"{isolated(name)} {number:,}" for name, number in relations.units.items())
    yield ""
    yield "relations"
    yield f"  {numbers}"
    if relations.joinable.value is not None:
        yield f"  {relations.joinable.value:.0%} join spans that another annotator has too"
    yield from _spread(relations.scores, SCHEMES, report.intervals.relations)
    rows = [("", "F1 strict")]
    for label in relations.labels:
        rows.append((label, _number(relations.of_label(label).mean[Scheme.STRICT])))
    yield from aligned(rows, "    ")
    yield from _kinds(relations.kinds)


def _article_attributes(report: Report) -> Iterator[str]:
    if report.article_attributes:
        yield ""
        yield "of the articles"
        yield from _rated_table({name: of.figures for name, of in report.article_attributes.items()})


def _advice(advice: Sequence[Advice]) -> Iterator[str]:
    if not advice:
        return
    yield ""
    yield "What costs most agreement (F1 strict of the layer without it)"
    for one in advice[:MOST_ADVICE]:
        words = (f"“{isolated(w.text)}”" if isinstance(w, Quote) else isolated(w) for w in one.words)
        cost = f"+{one.cost:.3f}" if one.cost else "      "
        yield f"  {cost}  {isolated(one.layer)}: {''.join(words)}"
    if len(advice) > MOST_ADVICE:
        yield f"  and {len(advice) - MOST_ADVICE} more, with --out or --json"

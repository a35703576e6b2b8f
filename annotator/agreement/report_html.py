"""The report as one HTML page that needs nothing else: no network, no script, no font of ours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

from annotator.agreement.advice import Advice
from annotator.agreement.bootstrap import Interval, Name
from annotator.agreement.differences import span_text
from annotator.agreement.figures import Figure
from annotator.agreement.groups import Group
from annotator.agreement.html_style import style
from annotator.agreement.layer_report import LayerReport
from annotator.agreement.measures import MEASURES, RATED, Measure
from annotator.agreement.phrases import Quote
from annotator.agreement.relation_report import SCHEMES, RelationReport
from annotator.agreement.report import Report
from annotator.agreement.scores import Scheme
from annotator.agreement.summary import Confusion, Rated, Spread, Summary
from annotator.agreement.svg import Cell, Line, figure_cell, heat_map, plain, share_bar, value_chart

EXAMPLES = 5
"""Examples shown of each habit."""

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""Content-Security-Policy: were anything of the corpus taken for code, the browser would not run it."""

_SCHEMES = {scheme.value: scheme for scheme in Scheme}


def write_html(report: Report) -> str:
    """Return the page."""
    names = ", ".join(_bdi(name) for name in report.annotators)
    parts = [
        f'<!DOCTYPE html>\n<html lang="en" dir="ltr">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Agreement</title>\n<style>\n{style()}</style>\n</head>\n<body>",
        f"<header><h1>Agreement of {names}</h1><p>{_sampled(report)}</p></header>\n<main>",
        *(part for layer in report.layers.values() for part in _layer(report, layer)),
        *_relations(report),
        *_article_attributes(report),
        *_advice(report),
        *_excluded(report),
        _meanings(),
        "</main>\n</body>\n</html>\n",
    ]
    return "\n".join(parts)


def _bdi(text: str) -> str:
    return f"<bdi>{plain(text)}</bdi>"


def _sampled(report: Report) -> str:
    number = len(report.articles)
    articles = f"{number:,} article{'' if number == 1 else 's'} in common."
    sampling = report.intervals.sampling
    if not sampling.samples or number < 2:
        return articles
    drawn = f"{sampling.level:.0%} of {sampling.samples:,} samples of the articles"
    return f"{articles} Intervals: where {drawn} lie (bootstrap, seed {sampling.seed})."


def _layer(report: Report, layer: LayerReport) -> Iterator[str]:
    summary = layer.summary()
    intervals = report.intervals.layers[layer.name]
    spans = ", ".join(f"{_bdi(name)} {number:,}" for name, number in summary.units.items())
    yield f"<h2>{_bdi(layer.name)}</h2>\n<p>Spans: {spans}</p>"
    if not any(summary.units.values()):
        return
    yield value_chart("All labels", _lines(report, layer, summary, intervals))
    kinds = [(kind.value, times) for kind, times in summary.kinds.items()]
    yield share_bar("What was done with the same stretch of text", kinds)
    yield from _matrix(summary.scores)
    yield heat_map("By label, each alone", *_by_label(summary))
    yield from (_confusion(table) for table in summary.confusions if len(table.labels) > 1)
    yield heat_map("By article", *_by_article(report, layer))
    yield _scores_table(summary.scores, _SCHEMES)
    rated = {"labels of aligned spans": summary.label, "characters": summary.character}
    yield _rated_table("On items", rated | dict(summary.attributes))


def _lines(
    report: Report, layer: LayerReport, summary: Summary, intervals: Mapping[Name, Interval]
) -> list[Line]:
    family = summary.unitizing
    figures: dict[Name, tuple[str, Figure]] = {
        ("mean", scheme.value): (MEASURES[scheme.value].title, summary.scores.mean[scheme])
        for scheme in Scheme
    }
    for name, figure in (("u", family.u), ("u_binary", family.u_binary), ("cu", family.cu)):
        figures["unitizing", name] = (MEASURES[name].title, figure)
    if layer.name in report.gamma:
        figures["gamma",] = (MEASURES["gamma"].title, report.gamma[layer.name][0])
    for name, rated in (("label", summary.label), ("character", summary.character)):
        figures[name, "alpha"] = (f"α of {name}s", rated.figures["alpha"])
    figures["label", "kappa"] = ("Cohen's κ of labels", summary.label.figures["kappa"])
    for name, rated in summary.attributes.items():
        for key in ("alpha", *(key for key in rated.figures if key not in RATED)):
            level = key.removeprefix("alpha").removeprefix("_")
            figures["attributes", name, key] = (f"α {level} of {name}".replace("  ", " "), rated.figures[key])
    lines: list[Line] = []
    for at, (title, figure) in figures.items():
        interval = intervals.get(at)
        lines.append(Line(title, figure, *((interval.low, interval.high) if interval else ())))
    return lines


def _matrix(spread: Spread) -> Iterator[str]:
    """Yield annotator by annotator, where there are more than two."""
    names = list(dict.fromkeys(name for pair in spread.pairs for name in pair.scope.annotators))
    if len(names) < 3:
        return
    for scheme in Scheme:
        found = {pair.scope.annotators: pair.schemes[scheme].f1 for pair in spread.pairs}
        rows: list[tuple[str, list[Cell]]] = []
        for here in names:
            figures = [found.get((here, there)) or found.get((there, here)) for there in names]
            rows.append((here, [figure_cell(figure) if figure else Cell("", None) for figure in figures]))
        yield heat_map(f"{MEASURES[scheme.value].title}, annotator by annotator", names, rows)


def _by_label(summary: Summary) -> tuple[list[str], list[tuple[str, list[Cell]]]]:
    columns = [*summary.scope.annotators, *(MEASURES[scheme.value].title for scheme in Scheme), "uα"]
    rows: list[tuple[str, list[Cell]]] = []
    for label, of in summary.by_label.items():
        counts = [Cell(f"{number:,}", None, f"{name}: {number:,} spans") for name, number in of.units.items()]
        scores = [figure_cell(of.scores.mean[scheme], label) for scheme in Scheme]
        rows.append((label, [*counts, *scores, figure_cell(of.unitizing.u, label)]))
    return columns, rows


def _by_article(report: Report, layer: LayerReport) -> tuple[list[str], list[tuple[str, list[Cell]]]]:
    columns = ["spans", *(MEASURES[scheme.value].title for scheme in Scheme), "α of labels", "α of chars"]
    named = [(name, layer.summary(article=name)) for name in report.articles]
    if len(layer.languages) > 1:
        named += ((f"language {name}", layer.summary(language=name)) for name in layer.languages)
    rows: list[tuple[str, list[Cell]]] = []
    for name, summary in named:
        scores = [figure_cell(summary.scores.mean[scheme], name) for scheme in Scheme]
        alphas = [figure_cell(of.figures["alpha"], name) for of in (summary.label, summary.character)]
        rows.append((name, [Cell(f"{sum(summary.units.values()):,}", None), *scores, *alphas]))
    return columns, rows


def _confusion(table: Confusion) -> str:
    a, b = table.scope.annotators
    rows: list[tuple[str, list[Cell]]] = []
    for label, counts in zip(table.labels, table.counts, strict=True):
        whole = sum(counts) or 1
        cells = [
            Cell(
                f"{times:,}" if times else "·",
                times / whole if times else None,
                f"{label}, {other}: {times:,}",
            )
            for other, times in zip(table.labels, counts, strict=True)
        ]
        rows.append((label, cells))
    return heat_map(f"Labels of aligned spans: {a} in rows, {b} in columns", table.labels, rows)


def _table(caption: str, rows: Sequence[Sequence[str]]) -> str:
    """Return a table of cells that are HTML already; the first row is the heading."""
    head = "".join(f"<th>{cell}</th>" for cell in rows[0])
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>\n" for row in rows[1:])
    table = f"<caption>{plain(caption)}</caption>\n<tr>{head}</tr>\n{body}"
    return f'<div class="wide"><table>{table}</table></div>'


def _cell(figure: Figure) -> str:
    if figure.value is not None:
        return f"{figure.value:.3f}"
    return (
        f'<span class="faint" title="{escape(figure.undefined)}">undefined: {plain(figure.undefined)}</span>'
    )


def _scores_table(spread: Spread, schemes: Mapping[str, Scheme]) -> str:
    rows = [["", "", "precision", "recall", "F1", "matched", "of a", "of b"]]
    for pair in spread.pairs:
        for name, scheme in schemes.items():
            score = pair.schemes[scheme]
            who = " – ".join(_bdi(one) for one in pair.scope.annotators)
            figures = (_cell(figure) for figure in (score.precision, score.recall, score.f1))
            rows.append([who, name, *figures, f"{score.matched:g}", f"{score.a:,}", f"{score.b:,}"])
    return _table("Each two annotators: the second measured against the first", rows)


def _rated_table(caption: str, rated: Mapping[str, Rated]) -> str:
    rows = [["", *(plain(MEASURES[key].title) for key in RATED), "items", "coverage"]]
    for name, of in rated.items():
        coverage = "" if of.coverage.value is None else f"{of.coverage.value:.0%}"
        figures = (_cell(of.figures[key]) for key in RATED)
        rows.append([_bdi(name), *figures, f"{of.items:,}", coverage])
    return _table(caption, rows)


def _relations(report: Report) -> Iterator[str]:
    relations: RelationReport = report.relations
    if not any(relations.units.values()):
        return
    numbers = ", ".join(f"{_bdi(name)} {number:,}" for name, number in relations.units.items())
    joinable = relations.joinable.value
    shared = "" if joinable is None else f"; {joinable:.0%} join spans that another annotator has too"
    yield f"<h2>Relations</h2>\n<p>{numbers}{shared}</p>"
    lines: list[Line] = []
    for name, scheme in SCHEMES.items():
        interval = report.intervals.relations.get(("mean", name))
        ends = (interval.low, interval.high) if interval else ()
        lines.append(Line(f"F1 {name}", relations.scores.mean[scheme], *ends))
    yield value_chart("All relations", lines)
    rows = [
        (label, [figure_cell(relations.of_label(label).mean[Scheme.STRICT])]) for label in relations.labels
    ]
    yield heat_map("By relation", ["F1 strict"], rows)
    yield share_bar(
        "Relations between the same spans", [(kind.value, times) for kind, times in relations.kinds.items()]
    )
    yield _scores_table(relations.scores, SCHEMES)


def _article_attributes(report: Report) -> Iterator[str]:
    if report.article_attributes:
        rated = {name: of.figures for name, of in report.article_attributes.items()}
        yield f"<h2>Articles</h2>\n{_rated_table('What was said of the articles', rated)}"


def _advice(report: Report) -> Iterator[str]:
    if not report.advice:
        return
    items = "\n".join(_one_advice(report, advice) for advice in report.advice)
    note = "The number: how much F1 strict of the layer would rise without it."
    yield f'<h2>What costs most agreement</h2>\n<p class="faint">{note}</p>\n<ol class="advice">{items}</ol>'


def _one_advice(report: Report, advice: Advice) -> str:
    words = "".join(
        f"<q>{_bdi(word.text)}</q>" if isinstance(word, Quote) else plain(word) for word in advice.words
    )
    cost = f'<span class="cost">+{advice.cost:.3f}</span> ' if advice.cost else ""
    examples = _examples(report.layers[advice.layer], advice.annotators, advice.groups[:EXAMPLES])
    return f"<li>{cost}{_bdi(advice.layer)}: {words}\n{examples}</li>"


def _examples(layer: LayerReport, names: Iterable[str], groups: Iterable[Group]) -> str:
    rows = [["article", *(_bdi(name) for name in names)]]
    for group in groups:
        text = layer.articles[group.article].document.text
        said = (f"{_bdi(span_text(text, s))} {plain(s.label)}" if s else "–" for s in group.spans)
        rows.append([_bdi(group.article), *said])
    table = _table("", rows).replace("<td>", '<td class="words">').replace("<caption></caption>\n", "")
    return f"<details><summary>examples</summary>{table}</details>"


def _excluded(report: Report) -> Iterator[str]:
    if report.excluded:
        items = "\n".join(f"<li>{_bdi(one.article)}: {_bdi(one.reason)}</li>" for one in report.excluded)
        yield f"<h2>Left out</h2>\n<ul>{items}</ul>"


def _meanings() -> str:
    items = "\n".join(_meaning(measure) for measure in MEASURES.values())
    return f"<h2>What the measures mean</h2>\n<dl>{items}</dl>"


def _meaning(measure: Measure) -> str:
    says = plain(f"{measure.says} {measure.range} Undefined: {measure.undefined}")
    papers = "".join(
        f'<div class="faint">{plain(paper.reference)} {plain(paper.link.removeprefix("https://"))}</div>'
        for paper in measure.papers
    )
    return f"<dt>{plain(measure.title)}</dt><dd>{says}{papers}</dd>"

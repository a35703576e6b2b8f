"""A report on what became of an annotator's spans as one HTML page that needs nothing else, to be sent.

Light, dark and on paper; text runs its own way and is isolated from what is around it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from annotator.agreement.fates import Fate, Outcome, figures, reasons
from annotator.agreement.scores import Scheme, Score
from annotator.exchange.html_details import bdi
from annotator.exchange.html_style import STYLE, LabelClasses, text_class
from annotator.exchange.html_text import in_attribute, shown
from annotator.model.annotations import Relation, Span, Value
from annotator.session.fate_quotes import marked_html
from annotator.session.fate_report import ArticleFates, FateReport, ends
from annotator.session.fate_style import FATE_STYLE

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""Content-Security-Policy: were anything in the corpus taken for code, the browser would not run it."""

_FOLDED = {"as you said": (Fate.TAKEN, Fate.AGREED), "still open": (Fate.OPEN,)}
"""What is not shown before it is asked for."""

_SCHEMES = {
    Scheme.STRICT: "same boundaries and label",
    Scheme.EXACT: "same boundaries",
    Scheme.PARTIAL: "an overlap counts one half",
    Scheme.TYPE: "an overlap with the same label",
}
_CLASSES = {
    Fate.TAKEN: "good",
    Fate.AGREED: "good",
    Fate.REJECTED: "bad",
    Fate.MISSED: "bad",
    Fate.OPEN: "open",
}


def write_page(report: FateReport) -> str:
    """Return the page."""
    classes = LabelClasses(report.scheme)
    title = f"What became of the annotations of {report.annotator}"
    parts = [
        f"""\
<!DOCTYPE html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{in_attribute(title)}</title>
<style>
{STYLE}{classes.style()}{FATE_STYLE}</style>
</head>
<body>""",
        f"<header><h1>What became of the annotations of {bdi(report.annotator)}</h1>",
        f"<p>Adjudicated by {bdi(report.adjudicator)}, {_times(len(report.articles), 'article')}.</p>",
        f"<p>{_KEY}</p></header>",
        "<main>",
        *_summary(report),
        *(part for article in report.articles for part in _article(report, article, classes)),
        "</main>\n</body>\n</html>\n",
    ]
    return "\n".join(parts)


_KEY = (
    "In the texts <mark>this</mark> is in your span and in the result, <del>this</del> in yours only, "
    "<ins>this</ins> in the result only."
)


def _summary(report: FateReport) -> Iterator[str]:
    found = list(report.outcomes())
    fates = figures(found)
    yield "<h2>In figures</h2>"
    yield _figures("What became of it", fates)
    if why := reasons(found):
        yield _table(
            "Why it was rejected", ("Reason", "Times"), [(bdi(one), f"{n:,}") for one, n in why.items()]
        )
    if fates:
        heads = ("Label", *(shown(str(fate)) for fate in fates))
        rows = [
            (bdi(label), *(f"{times[fate]:,}" if fate in times else "" for fate in fates))
            for label, times in report.by_label().items()
        ]
        yield _table("By label", heads, rows)
    if report.finished:
        yield _scores(report.scores, report.finished)


def _figures(caption: str, fates: Mapping[Fate, int]) -> str:
    most = max(fates.values(), default=1)
    rows = [
        (
            f'<span class="fate {_CLASSES.get(fate, "")}">{shown(str(fate))}</span>',
            f"{number:,}",
            f'<span class="bar {_CLASSES.get(fate, "")}" style="width:{8 * number / most:.2f}rem"></span>',
        )
        for fate, number in fates.items()
    ]
    return _table(caption, ("", "Times", ""), rows)


def _scores(scores: Mapping[Scheme, Score], finished: int) -> str:
    rows = [
        (
            meaning,
            *(str(figure) for figure in (scores[scheme].precision, scores[scheme].recall, scores[scheme].f1)),
        )
        for scheme, meaning in _SCHEMES.items()
    ]
    caption = f"Against the result, in {_times(finished, 'finished article')}"
    return _table(caption, ("Two spans count as one:", "Precision", "Recall", "F1"), rows)


def _table(caption: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    head = "".join(f'<th scope="col">{one}</th>' for one in heads)
    body = "\n".join(f"<tr>{''.join(_cell(cell) for cell in row)}</tr>" for row in rows)
    return (
        f'<div class="table"><table class="fates"><caption>{caption}</caption>'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody></table></div>"
    )


def _cell(content: str) -> str:
    return (
        f'<td class="bars">{content}</td>'
        if content.startswith('<span class="bar')
        else f"<td>{content}</td>"
    )


def _article(report: FateReport, article: ArticleFates, classes: LabelClasses) -> Iterator[str]:
    yield f"<h2>{bdi(article.document.path)}</h2>"
    entries = _Entries(report, article, classes)
    folded = {fate for fates in _FOLDED.values() for fate in fates}
    yield from (entries.html(outcome) for outcome in article.outcomes if outcome.fate not in folded)
    for title, fates in _FOLDED.items():
        if some := [outcome for outcome in article.outcomes if outcome.fate in fates]:
            yield f"<details><summary>{len(some):,} {title}</summary>"
            yield from (entries.html(outcome) for outcome in some)
            yield "</details>"
    if not article.outcomes:
        yield '<p class="faint">Nothing was marked here.</p>'


class _Entries:
    """Writes the outcomes of one article."""

    def __init__(self, report: FateReport, article: ArticleFates, classes: LabelClasses) -> None:
        self._report = report
        self._article = article
        self._classes = classes
        document = article.document
        self._way = f'class="{text_class(document)}" dir="{document.direction}"'

    def html(self, outcome: Outcome) -> str:
        tone = _CLASSES.get(outcome.fate, "")
        fate = f'<span class="fate {tone}">{shown(str(outcome.fate))}</span>'
        reason = f": {bdi(outcome.reason)}" if outcome.reason else ""
        lines = [f"<p>{fate}{reason} {self._labels(outcome)}</p>", self._text(outcome), *self._more(outcome)]
        return f'<div class="one {tone}">{"".join(line for line in lines if line)}</div>'

    def _labels(self, outcome: Outcome) -> str:
        said, stands = (self._label(item) for item in (outcome.item, outcome.result))
        if said and stands and said != stands:
            return f"{said} → {stands}"
        return said or stands or f"<b>{bdi(outcome.name)}</b>"

    def _label(self, item: object) -> str:
        if isinstance(item, Span):
            title = in_attribute(self._classes.title(item))
            return f'<span class="label {self._classes.of(item)}" title="{title}">{bdi(item.label)}</span>'
        return f"<b>{bdi(item.label)}</b>" if isinstance(item, Relation) else ""

    def _text(self, outcome: Outcome) -> str:
        item, result = outcome.item, outcome.result
        document = self._article.document
        if isinstance(item, Span) or isinstance(result, Span):
            mine = item.pieces if isinstance(item, Span) else ()
            theirs = (
                result.pieces
                if isinstance(result, Span)
                else mine
                if outcome.fate is not Fate.REJECTED
                else ()
            )
            quote = marked_html(document.text, mine, theirs)
            return f"<p {self._way}>{quote}</p>"
        of = self._article.result if item is None else self._article.said
        relation = result if item is None else item
        if joined := ends(of, relation):
            source, target = (bdi(span.exact(document.text), document.language) for span in joined)
            return f"<p {self._way}>{source} ⟶ {target}</p>"
        values = [bdi(_value(value)) for value in (item, result) if isinstance(value, str | bool)]
        return f"<p>{' → '.join(dict.fromkeys(values))}</p>"

    def _more(self, outcome: Outcome) -> Iterator[str]:
        for title, item in (("you", outcome.item), ("the result", outcome.result)):
            if isinstance(item, Span | Relation) and outcome.fate is Fate.ATTRIBUTES:
                said = ", ".join(f"{shown(name)}: {bdi(_value(v))}" for name, v in item.attributes.items())
                yield f"<p>{title}: {said or 'no attributes'}</p>"
        result = outcome.result
        if isinstance(result, Span | Relation) and result.note:
            yield f"<p>Note: {bdi(result.note)}</p>"
        if others := self._report.others(outcome):
            verb = "also said by" if outcome.item is not None else "seen by"
            yield f'<p class="faint">{verb} {bdi(others)}</p>'


def _times(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _value(value: Value) -> str:
    return value if isinstance(value, str) else ("yes" if value else "no")

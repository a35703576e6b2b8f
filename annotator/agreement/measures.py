"""The measures in one table: what each is called, is computed from, says, and where it is defined."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from annotator.agreement import papers
from annotator.agreement.alpha import Level, krippendorff_alpha
from annotator.agreement.chance import bennett_s, cohen_kappa, fleiss_kappa, gwet_ac1, percent, scott_pi
from annotator.agreement.figures import Figure
from annotator.agreement.papers import Paper
from annotator.agreement.tallies import Ratings


class On(StrEnum):
    """What a measure is computed from: spans, units of a text, or what was said of the same items."""

    SPANS = "spans"
    UNITS = "units"
    ITEMS = "items"


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure.

    key: its name in JSON; title: for people; sentences: its meaning; range: its values and what they say;
    undefined: when it has no value; papers: where it is defined; rate: computes it, for those on items.
    """

    key: str
    title: str
    on: On
    sentences: tuple[str, ...]
    range: str
    undefined: str
    papers: tuple[Paper, ...]
    rate: Callable[[Ratings], Figure] | None = None

    @property
    def says(self) -> str:
        """Its meaning."""
        return " ".join(self.sentences)

    @property
    def paper(self) -> str:
        """Where it is defined, in one line."""
        return " ".join(paper.reference for paper in self.papers)


_F1 = (
    "F1 is the harmonic mean of precision and recall of one annotator's spans against the other's.",
    "It is what kappa tends to where nobody can count what was rightly left unmarked.",
)
_F1_RANGE = "From 0, where no span counts, to 1, where all do. What chance would give is not taken out."
_F1_UNDEFINED = "Where neither annotator has a span."
_BEYOND = "1 is full agreement, 0 is what chance gives, below 0 is worse than chance."
_OVERLAPPING = "Needs spans of one annotator that do not overlap: of nested spans it is told label by label."
_ONE_CATEGORY = "Where no item has values of two annotators, or all values are of one category."


def _spans(key: str, title: str, says: str) -> Measure:
    return Measure(
        key, title, On.SPANS, (says, *_F1), _F1_RANGE, _F1_UNDEFINED, (papers.SEMEVAL, papers.HRIPCSAK)
    )


def _units(key: str, title: str, says: str, undefined: str) -> Measure:
    return Measure(key, title, On.UNITS, (says, _OVERLAPPING), _BEYOND, undefined, (papers.UNITIZING,))


def _level(level: Level, title: str, differ: str, undefined: str) -> Measure:
    says = "As Krippendorff's α, for values that are numbers."
    return Measure(f"alpha_{level}", title, On.ITEMS, (says, differ), _BEYOND, undefined, (papers.ALPHA,))


_NO_NUMBERS = "Where a value is no number, no item has values of two annotators, or all are the same."

_TABLE = (
    _spans(
        "strict",
        "F1 strict",
        "Spans count as one where boundaries, all pieces alike, and label are the same.",
    ),
    _spans(
        "exact", "F1 exact", "Spans count as one where their boundaries are the same, whatever the label."
    ),
    _spans(
        "partial", "F1 partial", "The same boundaries count as one, an overlap as a half, whatever the label."
    ),
    _spans("type", "F1 type", "Any overlap with the same label counts as one."),
    _units(
        "u",
        "uα",
        "Where spans are and how they are labelled, for the whole text, gaps too.",
        "Where spans of one annotator overlap, nobody has a span, or one label covers the whole text.",
    ),
    _units(
        "u_binary",
        "|uα",
        "What is in a span and what is in a gap, whatever the label.",
        "Where spans of one annotator overlap, nobody has a span, or everything is in a span.",
    ),
    _units(
        "cu",
        "cuα",
        "Labels, where spans of two annotators meet; gaps are left out.",
        "Where spans of one annotator overlap, or spans of two meet nowhere or under one label only.",
    ),
    _units(
        "ku",
        "(k)uα",
        "One label against all others, where spans of two annotators meet. It is told for each label.",
        "Where spans of one annotator overlap, or where those of the label meet no other label's.",
    ),
    Measure(
        "gamma",
        "γ",
        On.UNITS,
        (
            "Where units are and how they are labelled, by the alignment that costs least; overlapping spans "
            "are welcome.",
            "Exact for two annotators; of more it is the mean of the pairs.",
            "Chance is drawn: units are shifted around in the text. It takes long.",
        ),
        _BEYOND,
        "Where nobody has a span, spans shifted at random agree as well, or numpy or scipy is missing.",
        (papers.GAMMA,),
    ),
    Measure(
        "alpha",
        "Krippendorff's α",
        On.ITEMS,
        ("Agreement beyond chance, for any number of annotators and with values missing.",),
        _BEYOND,
        _ONE_CATEGORY,
        (papers.ALPHA,),
        krippendorff_alpha,
    ),
    _level(Level.ORDINAL, "Krippendorff's α, ordinal", "Values differ by their ranks.", _NO_NUMBERS),
    _level(Level.INTERVAL, "Krippendorff's α, interval", "Values differ by their distance.", _NO_NUMBERS),
    _level(
        Level.RATIO,
        "Krippendorff's α, ratio",
        "Values differ by their proportion; none is below 0.",
        _NO_NUMBERS,
    ),
    Measure(
        "kappa",
        "Cohen's κ",
        On.ITEMS,
        (
            "Agreement beyond chance of two annotators, each with their own habits.",
            "Of more annotators it is the mean of the pairs (Light 1971).",
        ),
        _BEYOND,
        "Where no item has values of two annotators, or both use one and the same category only.",
        (papers.COHEN, papers.LIGHT),
        cohen_kappa,
    ),
    Measure(
        "fleiss",
        "Fleiss' κ",
        On.ITEMS,
        (
            "Agreement beyond chance of any number of annotators, with their habits taken together.",
            "Missing values are taken as in Gwet 2014.",
        ),
        _BEYOND,
        _ONE_CATEGORY,
        (papers.FLEISS, papers.HANDBOOK),
        fleiss_kappa,
    ),
    Measure(
        "pi",
        "Scott's π",
        On.ITEMS,
        ("As Cohen's kappa, with the habits of both annotators taken together.",),
        _BEYOND,
        "For more than two annotators, and where no item has two values or all are of one category.",
        (papers.SCOTT,),
        scott_pi,
    ),
    Measure(
        "ac1",
        "Gwet's AC1",
        On.ITEMS,
        ("Agreement beyond chance that stays high where nearly all items are of one category.",),
        _BEYOND,
        _ONE_CATEGORY,
        (papers.GWET,),
        gwet_ac1,
    ),
    Measure(
        "s",
        "Bennett's S",
        On.ITEMS,
        ("Agreement beyond chance, were all categories in use equally likely.",),
        _BEYOND,
        _ONE_CATEGORY,
        (papers.BENNETT, papers.ARTSTEIN),
        bennett_s,
    ),
    Measure(
        "percent",
        "Percent",
        On.ITEMS,
        ("The share of items that annotators agree on; of more than two, of their pairs in an item.",),
        "From 0 to 1, where they agree on every item. What chance would give is not taken out.",
        "Where no item has values of two annotators.",
        (papers.ARTSTEIN,),
        percent,
    ),
)

MEASURES: Mapping[str, Measure] = {measure.key: measure for measure in _TABLE}

RATED = {measure.key: measure.rate for measure in _TABLE if measure.rate}
"""The measures on items: labels of aligned spans, attributes, characters."""

"""The measures in one table: what each is called, is computed from, says, and where it is defined."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from annotator.agreement.alpha import Level, krippendorff_alpha
from annotator.agreement.chance import bennett_s, cohen_kappa, fleiss_kappa, gwet_ac1, percent, scott_pi
from annotator.agreement.figures import Figure
from annotator.agreement.tallies import Ratings


class On(StrEnum):
    """What a measure is computed from: spans, units of a text, or what was said of the same items."""

    SPANS = "spans"
    UNITS = "units"
    ITEMS = "items"


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure.

    key: its name in JSON; title: for people; says: its meaning in a sentence or two; paper: where it is
    defined; rate: computes it, for those on items.
    """

    key: str
    title: str
    on: On
    says: str
    paper: str
    rate: Callable[[Ratings], Figure] | None = None


_SEMEVAL = "Segura-Bedmar, Martínez & Herrero-Zazo 2013, SemEval-2013 task 9"
_UNITIZING = (
    "Krippendorff, Mathet, Bouvry & Widlöcher 2016, On the reliability of unitizing textual continua: "
    "further developments, Quality & Quantity 50"
)
_F1 = (
    " F1 is what kappa tends to where nobody can count what was rightly left unmarked "
    "(Hripcsak & Rothschild 2005)."
)

_TABLE = (
    Measure(
        "strict",
        "F1 strict",
        On.SPANS,
        "Spans count as one where boundaries, all pieces alike, and label are the same." + _F1,
        _SEMEVAL,
    ),
    Measure("exact", "F1 exact", On.SPANS, "Boundaries are the same, whatever the label." + _F1, _SEMEVAL),
    Measure(
        "partial",
        "F1 partial",
        On.SPANS,
        "The same boundaries count as one, an overlap as a half, whatever the label." + _F1,
        _SEMEVAL,
    ),
    Measure("type", "F1 type", On.SPANS, "Any overlap with the same label counts as one." + _F1, _SEMEVAL),
    Measure(
        "u",
        "uα",
        On.UNITS,
        "Where spans are and how they are labelled, for the whole text, gaps too. 1 is full agreement, 0 is "
        "chance. Needs spans of an annotator that do not overlap.",
        _UNITIZING,
    ),
    Measure(
        "u_binary", "|uα", On.UNITS, "What is in a span and what is in a gap, whatever the label.", _UNITIZING
    ),
    Measure("cu", "cuα", On.UNITS, "Labels, where spans of two annotators meet; gaps left out.", _UNITIZING),
    Measure("ku", "(k)uα", On.UNITS, "One label, where spans of two annotators meet.", _UNITIZING),
    Measure(
        "gamma",
        "γ",
        On.UNITS,
        "Where units are and how they are labelled, by the alignment that costs least; overlapping spans are "
        "welcome. Exact for two annotators, of more the mean of the pairs.",
        "Mathet, Widlöcher & Métivier 2015, The unified and holistic method gamma, "
        "Computational Linguistics 41",
    ),
    Measure(
        "alpha",
        "Krippendorff's α",
        On.ITEMS,
        "Agreement beyond chance, for any number of annotators and with values missing. 1 is full agreement, "
        "0 is chance, below 0 is less than chance.",
        "Krippendorff 2011, Computing Krippendorff's alpha-reliability",
        krippendorff_alpha,
    ),
    *(
        Measure(
            f"alpha_{level}",
            f"Krippendorff's α, {level}",
            On.ITEMS,
            f"As Krippendorff's α, for attributes whose values are numbers: {differ}.",
            "Krippendorff 2011, Computing Krippendorff's alpha-reliability",
        )
        for level, differ in (
            (Level.ORDINAL, "values differ by their ranks"),
            (Level.INTERVAL, "values differ by their distance"),
            (Level.RATIO, "values differ by their proportion"),
        )
    ),
    Measure(
        "kappa",
        "Cohen's κ",
        On.ITEMS,
        "Agreement beyond chance of two annotators, each with their own habits; of more the mean of the "
        "pairs (Light 1971).",
        "Cohen 1960, A coefficient of agreement for nominal scales",
        cohen_kappa,
    ),
    Measure(
        "fleiss",
        "Fleiss' κ",
        On.ITEMS,
        "Agreement beyond chance of any number of annotators, with their habits taken together.",
        "Fleiss 1971, Measuring nominal scale agreement among many raters; Gwet 2014 for missing values",
        fleiss_kappa,
    ),
    Measure(
        "pi",
        "Scott's π",
        On.ITEMS,
        "As Cohen's kappa, with the habits of both annotators taken together.",
        "Scott 1955, Reliability of content analysis: the case of nominal scale coding",
        scott_pi,
    ),
    Measure(
        "ac1",
        "Gwet's AC1",
        On.ITEMS,
        "Agreement beyond chance that stays high where nearly all items are of one category.",
        "Gwet 2008, Computing inter-rater reliability and its variance in the presence of high agreement",
        gwet_ac1,
    ),
    Measure(
        "s",
        "Bennett's S",
        On.ITEMS,
        "Agreement beyond chance, were all categories in use equally likely.",
        "Bennett, Alpert & Goldstein 1954; Artstein & Poesio 2008",
        bennett_s,
    ),
    Measure(
        "percent",
        "Percent",
        On.ITEMS,
        "The share of items that annotators agree on; nothing is said of chance.",
        "Artstein & Poesio 2008, Inter-coder agreement for computational linguistics",
        percent,
    ),
)

MEASURES: Mapping[str, Measure] = {measure.key: measure for measure in _TABLE}

RATED = {measure.key: measure.rate for measure in _TABLE if measure.rate}
"""The measures on items: labels of aligned spans, attributes, characters."""

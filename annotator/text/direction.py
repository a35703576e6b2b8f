"""Which way an article and its paragraphs run: base directions from the strong characters of UAX #9.

Not by the first strong character (rule P2), which a Latin date line at an article's head would win: by
the majority in the article, and nine tenths against it in a paragraph.
"""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from unicodedata import bidirectional


class Direction(StrEnum):
    """Base direction of a paragraph or an article."""

    LTR = "ltr"
    RTL = "rtl"

    @property
    def opposite(self) -> Direction:
        """The other one."""
        return Direction.LTR if self is Direction.RTL else Direction.RTL


def _table(entries: str) -> frozenset[str]:
    return frozenset(entries.split())


# Script subtags of ISO 15924 that are written from right to left; Aran is Nastaliq.
_RTL_SCRIPTS = _table(
    "adlm arab aran armi avst chrs cprt elym gara hatr hebr hung khar lydi mand mani mend merc mero narb "
    "nbat nkoo orkh ougr palm perm phli phlp phnx prti rohg samr sarb sogd sogo syrc syre syrj syrn thaa "
    "yezi"
)
# Languages that such a script is usual for (ISO 639, two letters or three, and old codes).
_RTL_LANGUAGES = _table(
    "ar ara fa fas per prs ur urd he heb iw yi yid ji ps pus pbt pbu sd snd ug uig dv div ks kas ckb sdh "
    "lki haz "
    "azb bal bgn bcc brh bqi glk lrc luz mzn pnb skr hno khw gju bft trw kvx scl bsk arc syr syc aii cld nqo "
    "arb arz ary arq apc apd acm acq ajp aeb afb ars ayl ayp shu lad sam jpr rhg xpu"
)
# Languages in which it depends on the country.
_BY_REGION = {
    ("pa", "pk"): Direction.RTL,
    ("az", "ir"): Direction.RTL,
    ("uz", "af"): Direction.RTL,
    ("tk", "ir"): Direction.RTL,
    ("tk", "af"): Direction.RTL,
    ("kk", "cn"): Direction.RTL,
    ("kk", "ir"): Direction.RTL,
    ("ky", "cn"): Direction.RTL,
    ("ku", "iq"): Direction.RTL,
    ("ku", "ir"): Direction.RTL,
    ("sd", "in"): Direction.LTR,
    ("ug", "kz"): Direction.LTR,
}
_UNDETERMINED = frozenset(("", "und", "mul", "zxx", "mis"))


def strong_counts(text: str) -> tuple[int, int]:
    """Return how many strong characters run from left to right (class L) and from right to left (R, AL)."""
    left = right = 0
    for char, number in Counter(text).items():
        bidi_class = bidirectional(char)
        if bidi_class == "L":
            left += number
        elif bidi_class in ("R", "AL"):
            right += number
    return left, right


def article_direction(text: str, language: str | None = None) -> Direction:
    """Return an article's direction: its language's, else that of most of its strong characters.

    language: a BCP 47 tag; one that says nothing about the direction is as good as none. Left to right
    where nothing is strong, or both ways equally.
    """
    by_language = language_direction(language or "")
    if by_language is not None:
        return by_language
    left, right = strong_counts(text)
    return Direction.RTL if right > left else Direction.LTR


def paragraph_direction(text: str, article: Direction) -> Direction:
    """Return a paragraph's direction: the article's, unless nine tenths of its strong characters disagree."""
    left, right = strong_counts(text)
    against = right if article is Direction.LTR else left
    return article.opposite if against and 10 * against >= 9 * (left + right) else article


def language_direction(language: str) -> Direction | None:
    """Return the direction that a BCP 47 tag implies, by its script, country or language; None if unknown."""
    main, *others = language.replace("_", "-").casefold().split("-")
    if main in _UNDETERMINED:
        return None
    script = next((part for part in others if len(part) == 4 and part.isalpha()), None)
    if script:
        return Direction.RTL if script in _RTL_SCRIPTS else Direction.LTR
    region = next((part for part in others if len(part) == 2), "")
    if by_region := _BY_REGION.get((main, region)):
        return by_region
    if main in _RTL_LANGUAGES:
        return Direction.RTL
    return Direction.LTR if len(main) == 2 else None

"""What a full stop may follow without ending a sentence: abbreviations, initials, spelled-out letters."""

from __future__ import annotations

from annotator.text.patterns import Pattern


def _table(entries: str) -> frozenset[str]:
    return frozenset(entries.split())


# Titles, months and the like: always followed by what they belong to. Compared without case.
_TITLES = _table(
    "dr mr mrs ms mx prof rev hon gov pres sen rep amb gen lt col maj capt cpl sgt brig adm cdr messrs "
    "mme mlle st mt cf vs viz approx ca eg ie al dept univ "
    "jan feb mar apr jun jul aug sep sept oct nov dec "
    "डॉ डा प्रो पं श्री सुश्री स्व लेफ्टि ब्रिगे इंजी"
)

# Abbreviations only where a number follows: "No. 5", but "He said no."
_NUMBERED = _table("no nos nr p pp vol art arts sec ch fig para rs re सं रु पृ क्र नं")

# The names of Latin letters, as Urdu and Hindi spell initials: "اے۔کیو۔خان", "ए. पी. जे. अब्दुल कलाम".
_LETTER_NAMES = _table(
    "اے بی سی ڈی ای ایف جی ایچ آئی جے کے ایل ایم این او پی کیو آر ایس ٹی یو وی ڈبلیو ایکس وائی زیڈ "
    "ए बी सी डी ई एफ जी एच आई जे के एल एम एन ओ पी क्यू आर एस टी यू वी डब्ल्यू डब्लू एक्स वाई ज़ेड जेड"
)
# Those that are words too and may end a sentence: came; sir; drank. So is the English I.
_WORDS_TOO = _table("آئی جی پی کے आई जी पी के I")

_SINGLE = Pattern(r"\p{Lu}\p{M}*|\p{Arabic}\p{M}*\u0640?")
_CASED = Pattern(r"[\p{Lu}\p{Ll}]")
_EXAMPLES = frozenset(("e.g", "i.e"))


def is_title(token: str) -> bool:
    """Tell whether a token before a point always belongs to what follows it."""
    return token.casefold() in _EXAMPLES or token.rpartition(".")[2].casefold() in _TITLES


def is_numbered(token: str) -> bool:
    """Tell whether a token before a point is an abbreviation if a number follows."""
    return token.casefold() in _NUMBERED


def is_letter_name(token: str) -> bool:
    """Tell whether a token spells a Latin letter in Urdu or Hindi, be it a word as well or not."""
    return token in _LETTER_NAMES


def is_initial(token: str) -> bool:
    """Tell whether a token before a point is an initial, or ends in the last one of several."""
    head, _, last = token.rpartition(".")
    if not _SINGLE.fullmatch(last) and last not in _LETTER_NAMES:
        return False
    return bool(head) or last not in _WORDS_TOO


def is_dotted(token: str) -> bool:
    """Tell whether a token is short parts with points between, in a script without case: कि.मी, أ.د."""
    parts = token.split(".")
    return len(parts) > 1 and all(0 < len(part) <= 3 for part in parts) and not _CASED.search(token)

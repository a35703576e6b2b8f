"""Characters without ink: the short names under which they are shown, and which of them reorder text."""

from __future__ import annotations

from unicodedata import category

# The bidirectional controls of UAX #9.
_REORDERING = {
    "\u200e": "LRM",
    "\u200f": "RLM",
    "\u061c": "ALM",
    "\u202a": "LRE",
    "\u202b": "RLE",
    "\u202c": "PDF",
    "\u202d": "LRO",
    "\u202e": "RLO",
    "\u2066": "LRI",
    "\u2067": "RLI",
    "\u2068": "FSI",
    "\u2069": "PDI",
}

_SPACES = {
    "\u00a0": "NBSP",
    "\u1680": "OGSP",
    "\u2000": "NQSP",
    "\u2001": "MQSP",
    "\u2002": "ENSP",
    "\u2003": "EMSP",
    "\u2004": "3/MSP",
    "\u2005": "4/MSP",
    "\u2006": "6/MSP",
    "\u2007": "FSP",
    "\u2008": "PSP",
    "\u2009": "THSP",
    "\u200a": "HSP",
    "\u2028": "LS",
    "\u2029": "PS",
    "\u202f": "NNBSP",
    "\u205f": "MMSP",
    "\u3000": "IDSP",
}

_OTHERS = {
    "\u00ad": "SHY",
    "\u034f": "CGJ",
    "\u115f": "HCF",
    "\u1160": "HJF",
    "\u17b4": "KIVAQ",
    "\u17b5": "KIVAA",
    "\u180b": "FVS1",
    "\u180c": "FVS2",
    "\u180d": "FVS3",
    "\u180e": "MVS",
    "\u180f": "FVS4",
    "\u200b": "ZWSP",
    "\u200c": "ZWNJ",
    "\u200d": "ZWJ",
    "\u2060": "WJ",
    "\u2061": "FA",
    "\u2062": "IT",
    "\u2063": "IS",
    "\u2064": "IP",
    "\u206a": "ISS",
    "\u206b": "ASS",
    "\u206c": "IAFS",
    "\u206d": "AAFS",
    "\u206e": "NADS",
    "\u206f": "NODS",
    "\u2800": "BRSP",
    "\u3164": "HF",
    "\ufeff": "BOM",
    "\uffa0": "HWHF",
    "\ufff9": "IAA",
    "\ufffa": "IAS",
    "\ufffb": "IAT",
}

_C0 = (
    "NUL SOH STX ETX EOT ENQ ACK BEL BS HT LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC "
    "FS GS RS US"
)
_C1 = (
    "DEL PAD HOP BPH NBH IND NEL SSA ESA HTS HTJ VTS PLD PLU RI SS2 SS3 DCS PU1 PU2 STS CCH MW SPA EPA SOS "
    "SGCI SCI CSI ST OSC PM APC"
)

_NAMES: dict[str, str] = {
    **_REORDERING,
    **_SPACES,
    **_OTHERS,
    **{chr(code): name for code, name in enumerate(_C0.split())},
    **{chr(0x7F + number): name for number, name in enumerate(_C1.split())},
    **{chr(0xFE00 + number): f"VS{number + 1}" for number in range(16)},
    **{chr(0xE0100 + number): f"VS{number + 17}" for number in range(240)},
}
del _NAMES["\n"], _NAMES["\t"]

# Format characters (category Cf) that have ink: signs over digits, the end of an ayah.
_WITH_INK = frozenset(map(chr, (*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD)))


def invisible_name(char: str) -> str | None:
    """Return the usual short name of a character without ink, such as "RLO"; "U+1D173" where it has none.

    None for a visible one, and for the space, the line feed and the tab, which are themselves everywhere.
    """
    name = _NAMES.get(char)
    if name is None and category(char) == "Cf" and char not in _WITH_INK:
        return f"U+{ord(char):04X}"
    return name


def reorders(char: str) -> bool:
    """Tell whether a character is a control that changes the order in which others are shown."""
    return char in _REORDERING

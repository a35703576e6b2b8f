"""The fonts for reading and for the window: loads them and says which family does which work.

They come as packages, so that every script looks right on a machine without any font. Nastaliq comes from
what the machine has (see ``nastaliq``); where there is none, Naskh serves and ``hint`` says what to install.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QLoggingCategory, QStandardPaths
from PySide6.QtGui import QFont, QFontDatabase

from annotator.gui.nastaliq import find_nastaliq

# role -> package, file in it
_PACKAGED = {
    "naskh": ("pylopdf_fonts_ar", "NotoNaskhArabic-Variable.ttf"),
    "devanagari": ("pylopdf_fonts_hi", "NotoSerifDevanagari-Variable.ttf"),
    "latin": ("fontpkg_noto_sans", "files/NotoSans[wdth,wght].ttf"),
    "sans_arabic": ("fontpkg_noto_sans_arabic", "files/NotoSansArabic[wdth,wght].ttf"),
    "sans_devanagari": ("fontpkg_noto_sans_devanagari", "files/NotoSansDevanagari[wdth,wght].ttf"),
}

_NASTALIQ_HINT = (
    "No Nastaliq font was found, so Urdu is shown in Naskh. To read it in Nastaliq, install the package"
    " fonts-noto-core (Debian, Ubuntu), google-noto-nastaliq-urdu-fonts (Fedora) or noto-fonts (Arch);"
    " elsewhere install the font Noto Nastaliq Urdu from fonts.google.com. Then start again."
)


@dataclass(frozen=True, slots=True)
class ReadingFonts:
    """Family names by role; "" where a font could not be had.

    hint: what to install for Nastaliq; "" when it is there.
    """

    nastaliq: str
    naskh: str
    devanagari: str
    latin: str
    sans_arabic: str
    sans_devanagari: str
    hint: str = ""

    @property
    def ui(self) -> str:
        """Family of the window's own texts."""
        return self.latin

    def reading_font(self, key: str, point_size: float) -> QFont:
        """Return the font of a text: first what ``key`` says, then what draws the other scripts.

        key: "nastaliq", "naskh", or "devanagari" and "latin", which put that script first: digits, spaces
        and marks, which all of these fonts have, are taken from the first one, and so is a line's height.
        """
        orders = {
            "nastaliq": (self.nastaliq, self.naskh, self.devanagari, self.latin),
            "naskh": (self.naskh, self.devanagari, self.latin),
            "devanagari": (self.devanagari, self.naskh, self.latin),
            "latin": (self.latin, self.naskh, self.devanagari),
        }
        return _font(orders[key], point_size)

    def ui_font(self, point_size: float) -> QFont:
        """Return the font of the window: upright sans in all scripts."""
        return _font((self.latin, self.sans_arabic, self.sans_devanagari), point_size)


@cache  # Qt would load a second copy of each file
def load_fonts() -> ReadingFonts:
    """Give Qt the fonts and return their families; needs a QGuiApplication."""
    # It tells of each family that is passed over for a script, as our lists of families are meant to be.
    QLoggingCategory.setFilterRules("qt.text.font.db.info=false")
    families = {role: _family(_packaged_file(*place)) for role, place in _PACKAGED.items()}
    nastaliq = _family(find_nastaliq(font_folders(), _cache_folder()))
    return ReadingFonts(nastaliq=nastaliq, hint="" if nastaliq else _NASTALIQ_HINT, **families)


def font_folders() -> list[Path]:
    """Return where fonts are installed: beside the program, the user's, the system's."""
    folders = [Path(sys.prefix, "share", "annotator", "fonts")]
    if local := os.environ.get("LOCALAPPDATA"):
        folders.append(Path(local, "Microsoft", "Windows", "Fonts"))
    system = QStandardPaths.standardLocations(QStandardPaths.StandardLocation.FontsLocation)
    return [*folders, *(Path(folder) for folder in system)]


def _cache_folder() -> Path:
    location = QStandardPaths.StandardLocation.GenericCacheLocation
    return Path(QStandardPaths.writableLocation(location), "annotator")


def _packaged_file(package: str, name: str) -> Path | None:
    """Return a file of a package without importing it."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        return None
    return Path(spec.origin).parent / name


def _family(font: Path | bytes | None) -> str:
    """Load a font and return its family; "" where it cannot be used."""
    if font is None:
        return ""
    if isinstance(font, bytes):
        number = QFontDatabase.addApplicationFontFromData(font)
    else:
        number = QFontDatabase.addApplicationFont(str(font))
    families = QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    return families[0] if families else ""


def _font(families: tuple[str, ...], point_size: float) -> QFont:
    font = QFont()
    font.setFamilies([family for family in families if family])
    font.setPointSizeF(point_size)
    # Hinting would make the layout depend on the machine.
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font

"""The colours of the light and the dark look: page, chrome and labels; not where they are used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from PySide6.QtGui import QColor, QPalette

from annotator.gui.oklab import contrast, from_oklch, mixed, readable_on, standing_out, to_oklch

if TYPE_CHECKING:
    from annotator.model.labels import LabelScheme

LEAST_SOLID = 3.0
"""Contrast of underlines and chips with the page: WCAG 2.2, 1.4.11 (graphical objects)."""

UNKNOWN_LABEL = "#6b7280"


@dataclass(frozen=True, slots=True)
class LabelColors:
    """One label's colours. solid: underline and chip; ink: text on solid; pale: behind the words."""

    solid: QColor
    ink: QColor
    pale: QColor


@dataclass(frozen=True)
class Theme:
    """One look. Colours are #rrggbb; color() gives one to Qt.

    page, text: of the article; faint: text that is not the article's (line ends, invisible marks).
    window, panel, line: the chrome around it, raised areas in it, thin borders.
    muted: secondary words in the chrome; accent: focus and the chosen; on_accent: words on it.
    selection: behind selected words; match, current_match: what find found; warning, fault: banners.
    """

    name: Literal["light", "dark"]
    page: str
    text: str
    faint: str
    window: str
    panel: str
    line: str
    control_line: str
    muted: str
    accent: str
    on_accent: str
    hover: str
    selection: str
    match: str
    current_match: str
    warning: str
    warning_text: str
    fault: str
    fault_text: str
    good: str
    pale_share: float

    @property
    def dark(self) -> bool:
        return self.name == "dark"

    def color(self, name: str) -> QColor:
        """Return the colour of that name (one of this class's fields)."""
        return QColor(getattr(self, name))

    def solid(self, color: str) -> str:
        """Return a label's colour (given for a light page) as it is drawn on this page."""
        if self.dark:
            lightness, chroma, hue = to_oklch(color)
            # Keeps the order of lightness, which tells colours apart for colour-blind readers.
            color = from_oklch(0.42 + 0.66 * lightness, chroma, hue)
        return standing_out(color, self.page, LEAST_SOLID)

    def label(self, color: str) -> LabelColors:
        """Return the colours of a label whose colour on a light page is given."""
        return _label_colors(self, color or UNKNOWN_LABEL)

    def label_colors(self, scheme: LabelScheme) -> Mapping[tuple[str, str], LabelColors]:
        """Return the colours of every label, by names of layer and label."""
        return {
            (layer.name, label.name): self.label(label.color)
            for layer in scheme.layers
            for label in layer.labels
        }

    def palette(self) -> QPalette:
        """Return the palette for Qt's own widgets."""
        palette = QPalette()
        for role, color in self._roles().items():
            palette.setColor(role, QColor(color))
        faded = QColor(mixed(self.muted, self.window, 0.6))
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, faded)
        return palette

    def _roles(self) -> dict[QPalette.ColorRole, str]:
        role = QPalette.ColorRole
        return {
            role.Window: self.window,
            role.WindowText: self.text,
            role.Base: self.page,
            role.AlternateBase: self.panel,
            role.Text: self.text,
            role.Button: self.panel,
            role.ButtonText: self.text,
            role.BrightText: self.fault_text,
            role.ToolTipBase: self.panel,
            role.ToolTipText: self.text,
            role.PlaceholderText: self.muted,
            role.Highlight: self.accent,
            role.HighlightedText: self.on_accent,
            role.Link: self.accent,
            role.LinkVisited: self.accent,
            role.Light: self.panel,
            role.Midlight: self.line,
            role.Mid: self.line,
            role.Dark: self.control_line,
            role.Shadow: self.control_line,
            role.Accent: self.accent,
        }


@lru_cache(maxsize=512)
def _label_colors(theme: Theme, color: str) -> LabelColors:
    solid = theme.solid(color)
    pale = mixed(solid, theme.page, theme.pale_share)
    return LabelColors(QColor(solid), QColor(readable_on(solid)), QColor(pale))


LIGHT = Theme(
    name="light",
    page="#ffffff",
    text="#1c2230",
    faint="#6a7383",
    window="#f3f5f8",
    panel="#ffffff",
    line="#dfe4ea",
    control_line="#858f9e",
    muted="#566070",
    accent="#1f5fa8",
    on_accent="#ffffff",
    hover="#e6edf6",
    selection="#b9d6f7",
    match="#fff0b3",
    current_match="#ffc94d",
    warning="#fff4d6",
    warning_text="#6b4a00",
    fault="#fde8e6",
    fault_text="#9b1c13",
    good="#1d6b40",
    pale_share=0.18,
)

DARK = Theme(
    name="dark",
    page="#1a1d23",
    text="#e6e9ef",
    faint="#98a2b1",
    window="#22262d",
    panel="#2a2f38",
    line="#3a414d",
    control_line="#7d8797",
    muted="#a9b3c1",
    accent="#8abcf5",
    on_accent="#0c1a2b",
    hover="#333b47",
    selection="#2f5482",
    match="#5a4a12",
    current_match="#7d5f00",
    warning="#42360f",
    warning_text="#ffe1a0",
    fault="#4a211e",
    fault_text="#ffc2bc",
    good="#7fd3a2",
    pale_share=0.20,
)

THEMES: Mapping[str, Theme] = {"light": LIGHT, "dark": DARK}

__all__ = ["DARK", "LIGHT", "THEMES", "LabelColors", "Theme", "contrast"]

"""The chosen figure of all that is compared, and how far it is computed."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, QTime, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QSizePolicy, QVBoxLayout

from annotator.gui.agreement.phrasing import DASH, said, said_tip
from annotator.gui.captions import caption, restyle, set_tip
from annotator.gui.quoting import left_to_right
from annotator.gui.translation import isolated, tr
from annotator.session.agreement.answers import Form, Overview, Progress, Uncertainty

_BAR_WIDTH = 150


class OverviewStrip(QFrame):
    """Shows one figure; knows nothing of how it is computed."""

    cancelled = Signal()
    refresh_requested = Signal()
    opened = Signal()
    """What is behind the figure shall be shown."""

    def __init__(self) -> None:
        super().__init__()
        self._since = ""
        self._stale = False
        self.setProperty("role", "bar")
        self.figure = QPushButton(DASH)
        self.figure.setProperty("role", "figure")
        self.figure.setAccessibleName(tr("The figure of all that is compared"))
        self.title = caption("", "title")
        self.interval = caption("", "muted")
        self.facts = caption("", "muted")
        for label in (self.interval, self.facts):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.state = caption("", "muted")
        self.state.setAccessibleName(tr("How far the figures are computed"))
        self.bar = QProgressBar()
        self.bar.setFixedWidth(_BAR_WIDTH)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Progress"))
        self.cancel = QPushButton(tr("Cancel"))
        self.refresh = QPushButton(tr("Compute again"))
        self.figure.clicked.connect(self.opened)
        self.cancel.clicked.connect(self.cancelled)
        self.refresh.clicked.connect(self.refresh_requested)
        self._lay_out()
        self.show_idle("")

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(self.title)
        top.addWidget(self.interval, 1)
        words.addLayout(top)
        words.addWidget(self.facts)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(12)
        row.addWidget(self.figure)
        row.addLayout(words, 1)
        row.addWidget(self.state)
        for widget in (self.bar, self.cancel, self.refresh):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    # the figure ---------------------------------------------------------------------------------

    def show_overview(self, told: Overview) -> None:
        """Show another figure."""
        value = told.value
        self.figure.setText(DASH if value.number is None else left_to_right(f"{value.number:.3f}"))
        set_tip(self.figure, said_tip(value, Form.FIGURE))
        self.figure.setAccessibleDescription(said_tip(value, Form.FIGURE))
        self.title.setText(said(told.title))
        self.interval.setText(said_tip(value, Form.FIGURE) if value.number is None else said(value.note))
        spans = tr(", ").join(f"{isolated(name)} {number:,}" for name, number in told.units)
        facts = tr("Articles in common: {articles} · left out: {excluded} · spans: {spans}")
        words = facts.format(articles=told.articles, excluded=told.excluded, spans=spans)
        self.facts.setText(words)
        set_tip(self.facts, words)
        self._stale = False
        self._since = QLocale().toString(QTime.currentTime(), QLocale.FormatType.ShortFormat)

    def show_uncertainty(self, told: Uncertainty) -> None:
        """Show how far the figure can be trusted."""
        if told.low is None or told.high is None:
            set_tip(self.interval, tr("no interval: {reason}").format(reason=said(told.why)))
            return
        ends = left_to_right(f"[{told.low:.3f}, {told.high:.3f}]")
        self.interval.setText(" · ".join(part for part in (ends, self.interval.text()) if part))
        set_tip(self.interval, said(told.told))

    # how far it is ------------------------------------------------------------------------------

    def begin(self) -> None:
        """Show that figures are being computed; those that are shown are of before."""
        self._stale = bool(self._since)
        self.show_progress(Progress("", 0, 0))

    def show_progress(self, told: Progress) -> None:
        """Show how far the work is."""
        old = tr("Figures of {time}.").format(time=left_to_right(self._since)) if self._stale else ""
        doing = tr("Computing: {what}").format(what=said(told.what)) if told.what else tr("Computing…")
        self.state.setText(f"{old} {doing}".strip())
        restyle(self.state, "warning-words" if self._stale else "muted")
        self.bar.setRange(0, told.of)
        self.bar.setValue(told.done)
        self._show_buttons(working=True)

    def show_idle(self, words: str, *, warning: bool = False) -> None:
        """Show that nothing is computed now. words: why the figures shown are not those of now, if so."""
        self.state.setText(words)
        restyle(self.state, "warning-words" if warning else "muted")
        self._show_buttons(working=False)

    def tell(self, words: str, *, warning: bool = False) -> None:
        """Say what was done."""
        self.state.setText(words)
        restyle(self.state, "warning-words" if warning else "muted")

    def _show_buttons(self, *, working: bool) -> None:
        had = self.cancel.hasFocus()
        self.bar.setVisible(working)
        self.cancel.setVisible(working)
        self.refresh.setVisible(not working)
        if had and not working:
            self.refresh.setFocus()

"""The line at the review window's foot: how much is decided, hints, and what is saved."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QProgressBar, QStatusBar

from annotator.gui.captions import caption, restyle, set_tip
from annotator.gui.status_bar import HINT_SHOWN, saving_role, saving_words
from annotator.gui.translation import isolated, tr
from annotator.session.case_list import Counts
from annotator.session.news import SaveState


class ReviewStatus(QStatusBar):
    """Shows what it is told."""

    def __init__(self) -> None:
        super().__init__()
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(130)
        self.progress.setAccessibleName(tr("Decided"))
        self.counts = caption("")
        self._name = caption("")
        self._saved = caption("")
        self.setSizeGripEnabled(False)
        self._name.setAccessibleName(tr("Adjudicator"))
        self._saved.setAccessibleName(tr("Saving"))
        for widget in (self.progress, self.counts, self._name, self._saved):
            self.addPermanentWidget(widget)

    def hint(self, text: str) -> None:
        """Say something for a while."""
        self.showMessage(" ".join(text.split()), HINT_SHOWN)

    def show_counts(self, counts: Counts, loading: bool) -> None:
        """Show how far everything is. loading: more is being read."""
        every = counts.decided + counts.open
        self.progress.setMaximum(max(every, 1))
        self.progress.setValue(counts.decided)
        words = tr("Decided: {decided} of {all} · left open: {left} · agreed: {agreed}")
        shown = words.format(decided=counts.decided, all=every, left=counts.left_open, agreed=counts.agreed)
        self.counts.setText(f"{shown} · {tr('reading…')}" if loading else shown)

    def show_name(self, name: str) -> None:
        """Show who decides."""
        self._name.setText(isolated(name))

    def show_saved(self, state: SaveState | None, message: str = "") -> None:
        """Show whether the decisions are on the disk."""
        self._saved.setText(saving_words(state))
        restyle(self._saved, saving_role(state))
        set_tip(self._saved, message or tr("Saving"))

    @property
    def saved_label(self) -> QLabel:
        return self._saved

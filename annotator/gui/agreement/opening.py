"""Opens the agreement window on the corpus that is open, and an example of it in the article.

Imports nothing of the window before it is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from annotator.gui.agreement.window import AgreementWindow
    from annotator.gui.workplace import Workplace
    from annotator.session.agreement.answers import Example
    from annotator.session.agreement.questions import Question

# ruff: noqa: PLC0415


class AgreementDesk(QObject):
    """The agreement window of one workplace, while it is open."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._place = place
        self.window: AgreementWindow | None = None

    def show(self, question: Question | None = None) -> AgreementWindow:
        """Show the window, in front. question: what is compared; None: as before, or everything."""
        from annotator.gui.agreement.window import AgreementWindow
        from annotator.session.agreement.questions import Question

        if self.window is None:
            settings = self._place.settings
            measure = settings.text("agreement/measure", Question().measure)
            asked = question or Question(measure=measure)
            corpus = self._place.session.corpus
            self.window = AgreementWindow(corpus, self._place.appearance.reading, settings, asked)
            self.window.place_requested.connect(self._reveal)
            self.window.closed.connect(self._forget)
        elif question:
            self.window.choices.choose(question)
            self.window.ask()
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()
        self.window.tabs.focus_cell()
        return self.window

    @property
    def question(self) -> Question | None:
        """What the window asks; None where it is closed."""
        return self.window.choices.question if self.window else None

    def close(self) -> None:
        """Close the window, if it is open."""
        if self.window:
            self.window.close()

    def _forget(self) -> None:
        if self.window:
            self.window.deleteLater()
            self.window = None

    def _reveal(self, example: Example) -> None:
        """Show a place in the article: the annotator's own span, if there is one, else what is covered."""
        place = self._place
        if place.opener.current != example.article or place.marking.article is None:
            place.opener.open(example.article)
        if place.marking.article is None:
            return
        own = next((one.span for one in example.versions if one.annotator == place.session.annotator), "")
        if own and own in place.marking.article.present:
            place.marking.reveal(own)
        elif example.start < example.end <= len(place.marking.article.document.text):
            place.panes.view.select_range(example.start, example.end)
        place.panes.window().raise_()
        place.panes.window().activateWindow()
        place.panes.to_article()

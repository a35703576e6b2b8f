"""Every key of the review window in one list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

from annotator.gui.key_help import Row, key_dialog, native
from annotator.gui.review.case_words import sign_of
from annotator.gui.review.review_actions import EDITING_KEYS, REVIEW_ACTIONS, REVIEW_MENUS
from annotator.gui.review.review_menus import native_plain
from annotator.gui.translation import isolated, tr
from annotator.gui.wording import title_of

if TYPE_CHECKING:
    from annotator.session.adjudicating import AdjudicationSession


def show_review_keys(parent: QWidget, review: AdjudicationSession) -> QDialog:
    """Show the list; returns the dialog, which is open."""
    return key_dialog(parent, review_sections(review))


def review_sections(review: AdjudicationSession) -> Iterator[tuple[str, list[Row]]]:
    """Yield the keys by subject."""
    takes = [
        (sign_of(review, name), tr("Take what {name} says").format(name=isolated(review.shown(name))))
        for name in review.annotators
    ]
    for menu, title in REVIEW_MENUS.items():
        rows = takes if menu == "decide" else []
        for row in REVIEW_ACTIONS:
            keys = ", ".join(part for part in (native_plain(row), native(row.keys)) if part)
            if row.menu == menu and keys:
                rows = [*rows, (keys, tr(row.text))]
        if rows:
            yield tr(title).replace("&", ""), rows
    yield tr("While a span is edited"), [(native(keys), tr(text)) for keys, text in EDITING_KEYS]
    labels = [label for layer in review.corpus.scheme.layers for label in layer.labels if label.key]
    yield tr("Labels, while a span is edited"), [(label.key.upper(), title_of(label)) for label in labels]

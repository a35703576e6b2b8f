"""Spans straight from entries of our own writing, where everything is as it should be.

Whatever is unusual in an entry is left to those who can tell what is wrong with it.
"""

from __future__ import annotations

from annotator.model.annotations import Span
from annotator.model.labels import LabelScheme
from annotator.store.emitter import NULLS, word
from annotator.store.fast_reader import WrittenSpan, unquoted


class WrittenSpans:
    """Checks entries against the article's text and the labels, in code points."""

    def __init__(self, text: str, scheme: LabelScheme) -> None:
        self._text = text
        # As they are written, so that a layer called "null" is not taken for one that is left out.
        self._labels = {
            (word(layer.name), word(label.name)): (layer.name, label.name)
            for layer in scheme.layers
            for label in layer.labels
        }

    def span(self, entry: WrittenSpan) -> Span | None:
        """Return the span of an entry whose first keys are all right, without what others say; else None."""
        name, layer, label, first, last, exact, _prefix, _suffix = entry.head
        labels = self._labels.get((layer, label))
        start, end = int(first), int(last)
        stands = start < end <= len(self._text) and self._text[start:end] == unquoted(exact)
        if not labels or not stands or name in NULLS or name == '""':
            return None
        return Span(unquoted(name) if name[0] == '"' else name, *labels, start, end)

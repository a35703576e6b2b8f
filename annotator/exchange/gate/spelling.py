"""Names of annotation sets in the Twitter style, where a colon parts them from the type."""

from __future__ import annotations

import re

from annotator.exchange.spelling import spelled

_NAME = re.compile("[^:]")


def spelled_set(annotator: str) -> str:
    """Return the name of an annotator's set, without a colon."""
    return spelled(annotator, _NAME)

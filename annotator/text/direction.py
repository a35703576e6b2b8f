"""Which way a paragraph runs."""

from __future__ import annotations

from enum import StrEnum


class Direction(StrEnum):
    """Base direction of a paragraph or an article."""

    LTR = "ltr"
    RTL = "rtl"

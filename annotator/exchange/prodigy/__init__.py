"""Prodigy's JSON Lines: a task a line, with tokens, spans and relations, that spaCy's tools read too."""

from __future__ import annotations

ARTICLE = "article"
"""The key of an article's path in tasks of our making: Prodigy passes on what it does not know."""
ANNOTATOR = "_annotator_id"

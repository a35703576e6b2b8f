"""Which article a file of INCEpTION belongs to, and who made it, by its name.

An exported project has a folder for each document, in ``annotation`` and in ``curation``, with a file for
each annotator in it. What we write is one file for each article, called after it.
"""

from __future__ import annotations

import re

INITIAL = "INITIAL_CAS"
"""Nobody's: the document as it was before anyone annotated it."""

_FOLDERS = frozenset({"annotation", "curation"})
_DOCUMENT = re.compile(r"\.(txt|tsv|html?|xml|xmi|pdf|conll\w?|conllu|conll\d+|json|jsonl|tcf|csv)$", re.I)
_WRITTEN = re.compile(r"\.(tsv|xmi|json)$", re.I)


def article_and_annotator(name: str) -> tuple[str, str]:
    """Return the article's name and the annotator, "" where the name does not tell."""
    folder, _, file = name.rpartition("/")
    stem = _WRITTEN.sub("", file)
    above, _, parent = folder.rpartition("/")
    if parent and (above.rpartition("/")[2] in _FOLDERS or _DOCUMENT.search(parent)):
        inner = above.rpartition("/")[0] if above.rpartition("/")[2] in _FOLDERS else above
        article = _WRITTEN.sub("", parent)
        return (f"{inner}/{article}" if inner else article), stem
    return (f"{folder}/{stem}" if folder else stem), ""


def is_initial(name: str) -> bool:
    """Whether a file is the document before anyone annotated it."""
    return _WRITTEN.sub("", name.rpartition("/")[2]) == INITIAL

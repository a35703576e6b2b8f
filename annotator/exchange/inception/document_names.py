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


def article_and_annotator(name: str, root: str = "") -> tuple[str, str]:
    """Return the article's name and the annotator, "" where the name does not tell.

    root: what the folder is called that names are below.
    """
    *folders, file = name.split("/")
    stem = _WRITTEN.sub("", file)
    above = folders[-2] if len(folders) > 1 else root
    if folders and (above in _FOLDERS or _DOCUMENT.search(folders[-1])):
        outer = folders[:-2] if above in _FOLDERS else folders[:-1]
        return "/".join([*outer, _WRITTEN.sub("", folders[-1])]), stem
    return "/".join([*folders, stem]), ""


def is_initial(name: str) -> bool:
    """Whether a file is the document before anyone annotated it."""
    return _WRITTEN.sub("", name.rpartition("/")[2]) == INITIAL


def names_a_document(name: str) -> bool:
    """Whether a name ends as one of a document's file."""
    return bool(_DOCUMENT.search(name))

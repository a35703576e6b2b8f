"""From the command line's words to a corpus, an article in it, and those who annotated it."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from annotator.cli.commands import WrongCommandLine
from annotator.cli.places import corpus_folder
from annotator.cli.printing import say
from annotator.model.faults import AnnotatorError
from annotator.store.corpus import Corpus


def open_corpus(options: Namespace) -> Corpus:
    """Open the corpus that is meant and tell its warnings. Raises WrongCommandLine, FaultyFile."""
    return Corpus.open(corpus_folder(options))


def article_in(corpus: Corpus, argument: str) -> str:
    """Return the article that is meant: its path below the sources, or the file's own path.

    Raises WrongCommandLine where there is no such article.
    """
    articles = corpus.article_paths()
    if argument in articles:
        return argument
    # Links are not followed: one may be an article, and lead to another.
    path = Path(os.path.abspath(argument))  # noqa: PTH100
    if path.is_relative_to(corpus.sources):
        article = path.relative_to(corpus.sources).as_posix()
        if article in articles:
            return article
    known = ", ".join(articles[:5]) + (", …" if len(articles) > 5 else "")
    raise WrongCommandLine(f"{argument}: there is no such article; there are: {known or 'none'}")


def articles_in(corpus: Corpus, wanted: Sequence[str]) -> list[str]:
    """Return the articles that are meant by paths or by patterns such as 00*.txt; all where none is named.

    Raises WrongCommandLine where there is none of that name.
    """
    every = corpus.article_paths()
    if not wanted:
        return every
    found: set[str] = set()
    for one in wanted:
        if any(sign in one for sign in "*?[") and one not in every:
            fitting = [article for article in every if fnmatchcase(article, one)]
            if not fitting:
                raise WrongCommandLine(f"--article {one}: no article is called so")
            found.update(fitting)
        else:
            found.add(article_in(corpus, one))
    return sorted(found)


def annotators_of(corpus: Corpus, article: str, wanted: list[str]) -> list[str]:
    """Return those who annotated an article, or the wanted ones; AnnotatorError for one who did not."""
    for name in wanted:
        if not corpus.has_annotations(name, article):
            raise AnnotatorError(f"{name} has not annotated {article}")
    if wanted:
        return wanted
    found = [name for name in corpus.annotators() if corpus.has_annotations(name, article)]
    if not found:
        say(f"nobody has annotated {article} yet")
    return found

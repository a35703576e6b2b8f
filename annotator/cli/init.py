"""annotator init: makes a folder a corpus."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from annotator.cli.commands import WrongCommandLine
from annotator.cli.printing import count, print_json, print_report, say
from annotator.store.corpus import Corpus
from annotator.store.corpus_file import init_corpus
from annotator.store.paths import LeavesCorpus


def init(options: Namespace) -> int:
    """Write the files that are missing, and say which."""
    folder = Path(options.folder or options.corpus or ".").absolute()
    try:
        written = init_corpus(folder, options.sources, options.name)
    except LeavesCorpus as error:
        raise WrongCommandLine(f"--sources: {error}") from error
    corpus = Corpus.open(folder)
    paths = [corpus.shown(path) for path in written]
    articles = corpus.article_paths()
    if options.json:
        print_json({"corpus": corpus.name, "folder": str(folder), "written": paths, "articles": articles})
        return 0
    if not written:
        say(f"{folder} is a corpus already; nothing was changed")
    print_report([*(f"wrote {path}" for path in paths), f"{corpus.name}: {count(len(articles), 'article')}"])
    if not articles:
        say(f"put the articles as .txt files (UTF-8) into {corpus.sources}")
    return 0

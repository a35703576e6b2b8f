"""The program's door: the only file that knows the command line and the window both."""

from __future__ import annotations

import gc
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence

from annotator.cli.commands import COMMANDS, FAULTS, Command, WrongCommandLine, run
from annotator.cli.parser import OPEN, parse
from annotator.cli.printing import say, use_utf8

# What a command needs is imported when it is run: the window starts without the rest.
# ruff: noqa: PLC0415

PICTURES = (".png", ".svg", ".pdf")
PAGE = ".html"


def _open(options: Namespace) -> int:
    from annotator.cli.places import annotator_in, corpus_folder
    from annotator.gui.libraries import obstacle

    folder, annotator = corpus_folder(options), annotator_in(options)
    article = _article(options) if options.article else None
    if why := obstacle(os.environ):
        say(why)
        return FAULTS

    def window() -> int:
        gc.disable()  # until something is seen: there is no garbage in what starts
        from annotator.gui.app import run as run_window

        return run_window(folder, article, annotator)

    return _with_qt(window)


def _agreement(options: Namespace) -> int:
    if not options.window:
        return COMMANDS["agreement"](options)
    from annotator.cli.agreement import window_question
    from annotator.cli.places import corpus_folder
    from annotator.gui.libraries import obstacle

    folder, question = corpus_folder(options), window_question(options)
    if why := obstacle(os.environ):
        say(why)
        return FAULTS

    def window() -> int:
        from annotator.gui.app import run as run_window

        return run_window(folder, None, None, question)

    return _with_qt(window)


def _article(options: Namespace) -> str:
    from annotator.cli.opening import article_in, open_corpus

    return article_in(open_corpus(options), options.article)


def _render(options: Namespace) -> int:
    from annotator.cli.opening import annotators_of, article_in, open_corpus

    suffix = options.out.suffix.lower()
    if suffix not in (*PICTURES, PAGE):
        raise WrongCommandLine(f"{options.out}: the name must end in {', '.join(PICTURES)} or {PAGE}")
    if not options.out.absolute().parent.is_dir():
        raise WrongCommandLine(f"{options.out}: there is no such folder to write into")
    corpus = open_corpus(options)
    article = article_in(corpus, options.article)
    annotators = annotators_of(corpus, article, options.annotators)
    if suffix == PAGE:
        from annotator.cli.render import render_page

        return render_page(corpus, article, options.out, annotators)

    def picture() -> int:
        from annotator.gui.rendering import render_article

        return render_article(corpus, article, options.out, annotators)

    return _drawing(picture)


def _adjudicate(options: Namespace) -> int:
    if not options.window:
        return COMMANDS["adjudicate"](options)
    from annotator.cli.adjudicate import session_for_window
    from annotator.gui.libraries import obstacle

    review = session_for_window(options)
    if why := obstacle(os.environ):
        say(why)
        return FAULTS

    def window() -> int:
        from annotator.gui.review.opening import run_review

        return run_review(review)

    return _with_qt(window)


def _tour(options: Namespace) -> int:
    def tour() -> int:
        from annotator.gui.tour import run_tour

        return run_tour(options.out)

    return _drawing(tour)


def _drawing(draw: Callable[[], int]) -> int:
    """Run what draws without a screen, where the system has what Qt needs for it."""
    from annotator.gui.libraries import missing_libraries, missing_message

    if missing := missing_libraries(x11=False):
        say(missing_message(missing))
        return FAULTS
    return _with_qt(draw)


def _with_qt(use: Callable[[], int]) -> int:
    try:
        return use()
    except ImportError as error:
        if (error.name or "").split(".")[0] not in ("PySide6", "shiboken6"):
            raise
        say(f"annotator: Qt cannot be loaded ({error}). Install the program again, with PySide6-Essentials")
        return FAULTS


_WITH_WINDOWS: Mapping[str, Command] = {
    OPEN: _open,
    "adjudicate": _adjudicate,
    "agreement": _agreement,
    "render": _render,
    "tour": _tour,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit status. Raises SystemExit for --help and a wrong command line."""
    use_utf8()
    commands: Mapping[str, Command] = {**COMMANDS, **_WITH_WINDOWS}
    options = parse(sys.argv[1:] if arguments is None else arguments)
    return run(commands[options.command], options)


if __name__ == "__main__":
    sys.exit(main())

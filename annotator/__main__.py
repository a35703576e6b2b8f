"""The program's door: the only file that knows the command line and the window both."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Mapping, Sequence

from annotator.cli.commands import COMMANDS, FAULTS, Command, WrongCommandLine, run
from annotator.cli.parser import OPEN, parse
from annotator.cli.printing import say, use_utf8

# What a command needs is imported when it is run: the window starts without the rest.
# ruff: noqa: PLC0415


def _open(options: Namespace) -> int:
    from annotator.cli.opening import article_in, corpus_folder, open_corpus

    article = article_in(open_corpus(options), options.article) if options.article else None
    try:
        from annotator.gui.app import run as run_window
    except ImportError as error:
        return _no_window_system(error)
    return run_window(corpus_folder(options), article, options.annotator)


def _render(options: Namespace) -> int:
    from annotator.cli.opening import annotators_of, article_in, open_corpus

    suffix = options.out.suffix.lower()
    if suffix not in (".png", ".svg", ".pdf", ".html"):
        raise WrongCommandLine(f"{options.out}: the name must end in .png, .svg, .pdf or .html")
    corpus = open_corpus(options)
    article = article_in(corpus, options.article)
    annotators = annotators_of(corpus, article, options.annotators)
    if suffix == ".html":
        from annotator.cli.render import render_page

        return render_page(corpus, article, options.out, annotators)
    try:
        from annotator.gui.rendering import render_article
    except ImportError as error:
        return _no_window_system(error)
    return render_article(corpus, article, options.out, annotators)


def _tour(options: Namespace) -> int:
    try:
        from annotator.gui.tour import run_tour
    except ImportError as error:
        return _no_window_system(error)
    return run_tour(options.out)


def _no_window_system(error: ImportError) -> int:
    """Say what is missing when Qt cannot be loaded. Raises the error again where it is not Qt's."""
    if "PySide6" not in str(error) and ".so" not in str(error) and "DLL" not in str(error):
        raise error
    say(f"annotator: Qt cannot be loaded ({error})")
    say("On Debian and Ubuntu: apt install libegl1 libgl1 libxkbcommon0 libfontconfig1 libdbus-1-3")
    return FAULTS


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit status. Raises SystemExit for --help and a wrong command line."""
    use_utf8()
    commands: Mapping[str, Command] = {**COMMANDS, OPEN: _open, "render": _render, "tour": _tour}
    options = parse(sys.argv[1:] if arguments is None else arguments)
    return run(commands[options.command], options)


if __name__ == "__main__":
    sys.exit(main())

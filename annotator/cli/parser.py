"""The command line: which commands there are, and what each takes. Imports nothing that a command needs."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

import annotator

OPEN = "open"
"""The command that is meant when none is named."""

_WITH_VALUE = ("-C", "--corpus", "--annotator")
_WINDOW = "annotator [-C DIR] [ARTICLE] [--annotator NAME]"
_Parser = argparse.ArgumentParser


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Return the options; ``command`` names the command. Exits with status 2 where they are wrong."""
    parser = build_parser()
    first = _first_word(arguments)
    if first not in _COMMANDS and not {"-h", "--help", "--version"} & set(arguments):
        arguments = [OPEN, *arguments]
    return parser.parse_args(arguments)


def _first_word(arguments: Sequence[str]) -> str | None:
    """Return the first argument that is no option and no option's value."""
    skip = False
    for argument in arguments:
        if skip or (argument.startswith("-") and argument != "-"):
            skip = not skip and argument in _WITH_VALUE
            continue
        return argument
    return None


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the whole program."""
    parser = _Parser(
        prog="annotator",
        description="Annotates texts in any script. Without a command it opens the window.",
        usage=f"{_WINDOW}\n       annotator [-C DIR] COMMAND …",
        epilog="annotator COMMAND --help tells what a command takes.",
    )
    parser.add_argument("--version", action="version", version=f"annotator {annotator.__version__}")
    _add_corpus(parser, None)
    commands = parser.add_subparsers(
        dest="command", metavar="COMMAND", title="commands", required=True, prog="annotator"
    )
    for name, (text, add_arguments) in _COMMANDS.items():
        command = commands.add_parser(name, help=text, description=f"{text[0].upper()}{text[1:]}.")
        _add_corpus(command, argparse.SUPPRESS)
        add_arguments(command)
    return parser


def _add_corpus(parser: _Parser, default: str | None) -> None:
    text = "the corpus folder (default: the nearest one upward with annotator.yaml, else this one)"
    parser.add_argument("-C", "--corpus", type=Path, metavar="DIR", default=default, help=text)


def _open(parser: _Parser) -> None:
    parser.add_argument(
        "article", nargs="?", metavar="ARTICLE", help="path below the sources, or of the file"
    )
    parser.add_argument("--annotator", metavar="NAME", help="who annotates; remembered for the next time")


def _init(parser: _Parser) -> None:
    parser.add_argument("folder", nargs="?", type=Path, metavar="DIR", help="default: this folder")
    parser.add_argument("--sources", metavar="S", help="folder of the articles, below DIR")
    parser.add_argument("--name", metavar="N", help="the corpus's name (default: the folder's)")
    _json(parser)


def _check(parser: _Parser) -> None:
    text = (
        "put right what is safe, after a backup: characters cut in two, space at the ends of spans, spans "
        "given twice, files not in the program's own form; files with faults are left as they are"
    )
    parser.add_argument("--fix", action="store_true", help=text)
    _json(parser)


def _json(parser: _Parser) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON object, for programs")


def _reanchor(parser: _Parser) -> None:
    parser.add_argument("--dry-run", action="store_true", help="only tell; write nothing")
    text = "whose annotations; may be given several times (default: everyone's)"
    parser.add_argument("--annotator", action="append", default=[], metavar="A", dest="annotators", help=text)
    _json(parser)


def _delete(parser: _Parser) -> None:
    parser.add_argument("label", metavar="LABEL", help="the label whose spans go")
    parser.add_argument("--layer", metavar="L", help="the label's layer, where several have it")
    text = "whose spans; may be given several times (default: the only annotator's)"
    parser.add_argument("--annotator", action="append", default=[], metavar="A", dest="annotators", help=text)
    _some(parser, "--article", "P", "only these articles: paths, or patterns such as '00*'")
    parser.add_argument("--dry-run", action="store_true", help="only tell; delete nothing")
    parser.add_argument("--yes", action="store_true", help="do not ask")
    _json(parser)


def _restore(parser: _Parser) -> None:
    text = "the folder that was named when it was kept (default: the last)"
    parser.add_argument("backup", nargs="?", metavar="BACKUP", help=text)
    parser.add_argument("--list", action="store_true", help="only tell what can be brought back")
    _json(parser)


def _render(parser: _Parser) -> None:
    parser.add_argument("article", metavar="ARTICLE", help="path below the sources, or of the file")
    parser.add_argument("out", type=Path, metavar="OUT", help="a .png, .svg, .pdf or .html file")
    text = "whose annotations; may be given several times (default: everyone's)"
    parser.add_argument("--annotator", action="append", default=[], metavar="A", dest="annotators", help=text)


def _agreement(parser: _Parser) -> None:
    _some(parser, "--annotators", "A", "who is compared (default: everyone)")
    _some(parser, "--layer", "L", "only these layers")
    _some(parser, "--label", "X", "only these labels")
    _some(parser, "--article", "P", "only these articles: paths, or patterns such as '00*'")
    parser.add_argument("--done", action="store_true", help="only what an annotator says is done")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write a .html, .csv or .json file")
    text = "samples for the bootstrap intervals; 0 for none (default: 1000)"
    parser.add_argument("--samples", type=int, default=1000, metavar="N", help=text)
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="where chance begins (default: 0)")
    parser.add_argument("--gamma", action="store_true", help="compute gamma too, which takes long")
    text = "show it in the window, beside the articles, and keep it up to date"
    parser.add_argument("--window", action="store_true", help=text)
    _json(parser)


def _export(parser: _Parser) -> None:
    parser.add_argument("format", metavar="FORMAT", help="one of those that annotator formats lists")
    parser.add_argument("out", type=Path, metavar="OUT", help="the file or folder to write")
    text = "whose sets; one: straight into OUT (default: everyone's, apart where the format holds one)"
    parser.add_argument(
        "--annotator", action="extend", nargs="+", default=[], metavar="A", dest="annotators", help=text
    )
    _some(parser, "--layer", "L", "only spans of these layers")
    _some(parser, "--label", "X", "only spans of these labels")
    _some(parser, "--article", "P", "only these articles: paths, or patterns such as '00*'")
    parser.add_argument("--done", action="store_true", help="only what an annotator says is done")
    parser.add_argument("--adjudicated", action="store_true", help="only adjudicated sets")
    parser.add_argument("--all-articles", action="store_true", help="articles that nobody annotated too")
    parser.add_argument("--strict", action="store_true", help="write nothing where anything would be lost")
    text = "put it over an earlier export; other files are never replaced"
    parser.add_argument("--replace", action="store_true", help=text)
    _exchange(parser)


def _import(parser: _Parser) -> None:
    text = "one of those that annotator formats lists (default: auto, told by the content)"
    parser.add_argument("format", nargs="?", metavar="FORMAT", help=text)
    parser.add_argument("source", type=Path, metavar="SRC", help="the file or folder to read")
    parser.add_argument("--annotator", metavar="A", help="whose annotations they are, where nothing says so")
    text = "the folders in SRC are the annotators'"
    parser.add_argument("--annotator-folders", action="store_true", help=text)
    text = "call a label, layer/label, relation or @attribute otherwise; an empty NEW leaves it out"
    _some(parser, "--map", "OLD=NEW", text)
    parser.add_argument("--layer", metavar="L", help="for labels that are unknown and name no layer")
    units = ["code-points", "utf16", "bytes", "graphemes", "parted-graphemes"]
    parser.add_argument("--unit", choices=units, help="what offsets count (default: what the quotes fit)")
    text = "write nothing where anything is not in order, or labels are unknown"
    parser.add_argument("--strict", action="store_true", help=text)
    text = "put what comes over annotations that are there, after a backup"
    parser.add_argument("--replace", action="store_true", help=text)
    text = "of articles with faults take what is right (default: leave them out)"
    parser.add_argument("--partial", action="store_true", help=text)
    parser.add_argument("--added", type=Path, metavar="FILE.csv", help="list what the labels got")
    _exchange(parser)


def _formats(parser: _Parser) -> None:
    parser.add_argument("--markdown", action="store_true", help="print the table of the documentation")
    _json(parser)


def _exchange(parser: _Parser) -> None:
    _some(parser, "--option", "NAME=VALUE", "what the format leaves to choose; annotator formats lists it")
    parser.add_argument("--dry-run", action="store_true", help="only tell; write nothing")
    _json(parser)


def _adjudicate(parser: _Parser) -> None:
    _some(parser, "--annotators", "A", "whose sets are decided on, two or more", required=True)
    text = "whose set the result is: a name of its own, under which nobody annotates"
    parser.add_argument("--as", required=True, metavar="NAME", dest="adjudicator", help=text)
    text = "take over what all say alike, and leave the rest open"
    parser.add_argument("--auto", action="store_true", help=text)
    text = "with --auto: take over what K of them say, where nothing else is said as often"
    parser.add_argument("--at-least", type=int, metavar="K", help=text)
    text = "with --auto: attributes need not be the same; what most say of them is taken"
    parser.add_argument("--ignore-attributes", action="store_true", help=text)
    text = "write nothing; with --auto tell what would be taken over, span by span"
    parser.add_argument("--dry-run", action="store_true", help=text)
    _some(parser, "--article", "P", "only these articles: paths, or patterns such as '00*'")
    parser.add_argument("--done", action="store_true", help="only what an annotator says is done")
    text = "write for each annotator what became of their spans: .html, .csv and .json in this folder"
    parser.add_argument("--report", type=Path, metavar="FOLDER", help=text)
    parser.add_argument("--blind", action="store_true", help="name annotators A, B, … instead")
    text = "open the window in which conflicts are decided on; --auto and what it takes are offered there"
    parser.add_argument("--window", action="store_true", help=text)
    _json(parser)


def _some(parser: _Parser, option: str, metavar: str, text: str, *, required: bool = False) -> None:
    """Add an option that takes one value or several, and may be given several times."""
    parser.add_argument(
        option, action="extend", nargs="+", default=[], metavar=metavar, help=text, required=required
    )


def _tour(parser: _Parser) -> None:
    parser.add_argument("out", nargs="?", type=Path, metavar="OUT", help="folder for pictures and YAML")


_COMMANDS: dict[str, tuple[str, Callable[[_Parser], None]]] = {
    OPEN: ("open the window on the corpus", _open),
    "init": ("make a folder a corpus; never overwrites", _init),
    "check": ("read everything and print faults and warnings", _check),
    "stats": ("print articles, spans, labels and progress for each annotator", _json),
    "agreement": ("tell how far annotators agree, and what keeps them apart", _agreement),
    "export": ("write annotations in the format of another tool; tells what that loses", _export),
    "import": ("read another tool's files; never overwrites existing work", _import),
    "formats": ("list the formats that are read and written, and what is lost in each", _formats),
    "adjudicate": ("decide on several annotators' sets: begin or continue the result", _adjudicate),
    "reanchor": ("place annotations again after articles changed; tells where each went", _reanchor),
    "delete": ("delete all spans of a label; keeps the old files", _delete),
    "restore": ("bring back annotation files kept before many were changed at once", _restore),
    "render": ("draw an annotated article as a picture or a page", _render),
    "tour": ("go through the main job without a display, on the samples", _tour),
}

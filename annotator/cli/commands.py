"""The commands that need no window, and how any command is run: messages instead of tracebacks."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Mapping

from annotator.cli.printing import print_faults, say
from annotator.model.faults import AnnotatorError, FaultyFile

Command = Callable[[Namespace], int]
"""Runs a command with its options; returns the exit status."""

DONE, FAULTS, WRONG_COMMAND_LINE, INTERRUPTED = 0, 1, 2, 130


class WrongCommandLine(AnnotatorError):
    """Arguments that cannot be followed: the message says which, and what to write."""


# A command's own modules are imported when it is run: the window starts without them.
# ruff: noqa: PLC0415


def _init(options: Namespace) -> int:
    from annotator.cli.init import init

    return init(options)


def _check(options: Namespace) -> int:
    from annotator.cli.check import check

    return check(options)


def _stats(options: Namespace) -> int:
    from annotator.cli.stats import stats

    return stats(options)


def _agreement(options: Namespace) -> int:
    from annotator.cli.agreement import agreement

    return agreement(options)


def _adjudicate(options: Namespace) -> int:
    from annotator.cli.adjudicate import adjudicate

    return adjudicate(options)


def _reanchor(options: Namespace) -> int:
    from annotator.cli.reanchor import reanchor

    return reanchor(options)


def _delete(options: Namespace) -> int:
    from annotator.cli.delete import delete

    return delete(options)


def _restore(options: Namespace) -> int:
    from annotator.cli.restore import bring_back

    return bring_back(options)


def _export(options: Namespace) -> int:
    from annotator.cli.export import export_corpus

    return export_corpus(options)


def _import(options: Namespace) -> int:
    from annotator.cli.importing import import_files

    return import_files(options)


def _formats(options: Namespace) -> int:
    from annotator.cli.formats import formats

    return formats(options)


COMMANDS: Mapping[str, Command] = {
    "init": _init,
    "check": _check,
    "stats": _stats,
    "reanchor": _reanchor,
    "delete": _delete,
    "restore": _restore,
    "agreement": _agreement,
    "adjudicate": _adjudicate,
    "export": _export,
    "import": _import,
    "formats": _formats,
}


def run(command: Command, options: Namespace) -> int:
    """Run a command and return the exit status: 0 done, 1 faults, 2 the command line is wrong."""
    try:
        status = command(options)
        sys.stdout.flush()
    except WrongCommandLine as error:
        say(f"annotator: {error}")
        return WRONG_COMMAND_LINE
    except FaultyFile as error:
        print_faults([(error.path, fault) for fault in error.faults], as_json=getattr(options, "json", False))
        return FAULTS
    except AnnotatorError as error:
        say(f"annotator: {error}")
        return FAULTS
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader (head, less) has left; the interpreter must not complain while it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    return status

"""What an import took, or would take, in a few lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from annotator.gui.exchange.sayings import listed
from annotator.gui.quoting import left_to_right
from annotator.gui.translation import isolated, tr
from annotator.session.importing_request import Imported

_NAMED = 12


def summary_of(format_name: str, done: Imported, *, dry: bool) -> str:
    """Return the lines. dry: nothing was written."""
    return "\n".join(_lines(format_name, done, dry=dry))


def _lines(format_name: str, done: Imported, *, dry: bool) -> Iterator[str]:
    yield tr("Format: {name}").format(name=left_to_right(format_name))
    yield tr("Articles: {kinds}").format(kinds=_kinds(done.articles, _articles()))
    yield tr("Sets of annotations: {kinds}").format(kinds=_kinds(done.sets, _sets()))
    counts = {"spans": f"{done.spans:,}", "relations": f"{done.relations:,}"}
    yield tr("Spans: {spans} · relations: {relations}").format(**counts)
    if done.units:
        ways = listed(f"{left_to_right(way)} ({count:,})" for way, count in done.units.items())
        said = tr("Offsets count {ways}; the quoted text says so.")
        guessed = tr("Offsets are taken to count {ways}; no quoted text says so.")
        yield (said if done.is_certain else guessed).format(ways=ways)
    if done.added:
        names = [isolated(one.name) for one in done.added[:_NAMED]]
        names += ["…"] if len(done.added) > _NAMED else []
        yield tr("New in the labels: {names}").format(names=listed(names))
    if done.faults or done.warnings:
        counts = {"faults": f"{done.faults:,}", "notes": f"{done.warnings:,}"}
        yield tr("Faults: {faults} · notes: {notes}").format(**counts)
    if dry:
        yield tr("Nothing was written.")
    elif done.backup:
        words = tr("What was there before is kept in {folder}.")
        yield words.format(folder=left_to_right(done.backup.folder.name))


def _articles() -> Mapping[str, str]:
    return {"new": tr("new"), "there": tr("there already"), "left out": tr("left out")}


def _sets() -> Mapping[str, str]:
    return {
        "new": tr("new"),
        "replaced": tr("put over others"),
        "same": tr("the same already"),
        "kept": tr("kept out by others that are there"),
        "left": tr("not written"),
    }


def _kinds(counts: Mapping[str, int], words: Mapping[str, str]) -> str:
    return listed(f"{words[kind]} {count:,}" for kind, count in counts.items() if count) or "0"

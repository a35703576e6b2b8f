"""annotator.yaml: where the parts of a corpus are, and which language and direction its articles have."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from annotator.model.adjudication import REASONS
from annotator.model.faults import Fault, FaultyFile
from annotator.model.labels import LabelScheme
from annotator.store.disk import is_file, is_folder, read_bytes, read_if_there, reason, write_atomically
from annotator.store.emitter import quoted, word
from annotator.store.finding import CORPUS_FILE
from annotator.store.globs import fits
from annotator.store.label_files import read_labels
from annotator.store.nodes import Faults, Section, check_format, shown
from annotator.store.paths import LeavesCorpus, inside, stays_inside
from annotator.store.resources import resource
from annotator.store.yaml_file import load
from annotator.text.direction import Direction

FORMAT = "annotator-corpus/1"
SOURCES, ANNOTATIONS = "seeds", "annotations"
LABELS, GUIDELINES = "resources/labels.yaml", "resources/guidelines.md"

_KEYS = (
    "format",
    "name",
    "sources",
    "annotations",
    "labels",
    "guidelines",
    "language",
    "articles",
    "reasons",
)
_RULE_KEYS = ("match", "language", "direction")
_MAX_PATTERN = 1_000
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True)
class ArticleRule:
    """What the corpus file says of the articles whose path below the sources fits a pattern."""

    match: str
    language: str | None
    direction: Direction | None


@dataclass(frozen=True)
class CorpusFile:
    """A corpus file, its paths found. recursive: whether folders below the sources are looked into.

    labels: the file of the labels, also where it is yet to be written. reasons: why an adjudicator may reject
    a span.
    """

    name: str
    sources: Path
    annotations: Path
    guidelines: Path | None
    scheme: LabelScheme
    labels: Path
    language: str | None = None
    rules: tuple[ArticleRule, ...] = ()
    reasons: tuple[str, ...] = REASONS
    recursive: bool = True
    notes: tuple[Fault, ...] = ()

    def language_of(self, article: str) -> tuple[str | None, Direction | None]:
        """Return language and direction of an article, where the file names them; the last rule wins."""
        language, direction = self.language, None
        for rule in self.rules:
            if fits(rule.match, article):
                language, direction = rule.language or language, rule.direction or direction
        return language, direction


def read_corpus_file(folder: Path) -> CorpusFile:
    """Read a folder's corpus file; without one, its own *.txt files are the articles.

    Raises FaultyFile with all faults of the corpus file, or of the labels; LeavesCorpus.
    """
    path = folder / CORPUS_FILE
    faults = Faults(CORPUS_FILE)
    if path.is_symlink() and not stays_inside(folder, path):
        faults.give_up("leads out of the corpus folder through a link")
    data = read_if_there(path, CORPUS_FILE)
    if data is None:
        return _without_corpus_file(folder)
    top = Section(load(data, faults), "", faults)
    check_format(top, FORMAT, faults)
    top.warn_unknown(_KEYS)
    sources = _folder(folder, top, "sources", SOURCES)
    annotations = _folder(folder, top, "annotations", ANNOTATIONS)
    _check_apart(top, sources, annotations)
    name = top.text("name") or folder.name
    labels, guidelines = _file(folder, top, "labels"), _file(folder, top, "guidelines")
    language = _language(top)
    rules = tuple(_rule(section) for section in top.sections("articles"))
    reasons = tuple(dict.fromkeys(top.texts("reasons"))) if "reasons" in top.nodes else REASONS
    if faults.serious or not sources or not annotations:
        faults.stop()
    if not top.has("guidelines"):
        guidelines = _optional_file(folder, GUIDELINES)
    scheme, notes = _labels(folder, labels)
    notes = (*faults.found, *notes)
    path = labels or folder / LABELS
    return CorpusFile(
        name, sources, annotations, guidelines, scheme, path, language, rules, reasons, notes=notes
    )


def _without_corpus_file(folder: Path) -> CorpusFile:
    scheme, notes = _labels(folder, None)
    guidelines = _optional_file(folder, GUIDELINES)
    annotations = inside(folder, ANNOTATIONS)
    labels = folder / LABELS
    return CorpusFile(
        folder.name, folder, annotations, guidelines, scheme, labels, recursive=False, notes=notes
    )


def _folder(folder: Path, top: Section, key: str, default: str) -> Path | None:
    relative = (top.text(key) or default).removeprefix("./").rstrip("/")
    path = folder if relative == "." else _inside(folder, top, key, relative)
    if path is None:
        return None
    if is_file(path):
        top.fault(key, f"{shown(relative)} is no folder")
    elif key == "sources" and not is_folder(path):
        top.fault(key, f"there is no folder {shown(relative)}; make it, or name the articles' folder")
    return path


def _file(folder: Path, top: Section, key: str) -> Path | None:
    if not top.has(key):
        return None
    path = _inside(folder, top, key, top.text(key).removeprefix("./"))
    if path is None or is_file(path):
        return path
    # Without its labels a corpus cannot be read rightly; without its guidelines it can.
    tell = top.fault if key == "labels" else top.warn
    tell(key, f"there is no file {shown(top.text(key))}")
    return None


def _inside(folder: Path, top: Section, key: str, relative: str) -> Path | None:
    try:
        return inside(folder, relative)
    except LeavesCorpus as error:
        top.fault(key, str(error))
        return None


def _check_apart(top: Section, sources: Path | None, annotations: Path | None) -> None:
    if sources and annotations and sources.is_relative_to(annotations):
        top.fault("annotations", "must not hold the articles: take a folder beside them or below them")


def _optional_file(folder: Path, relative: str) -> Path | None:
    try:
        path = inside(folder, relative)
    except LeavesCorpus:
        return None
    return path if is_file(path) else None


def _labels(folder: Path, path: Path | None) -> tuple[LabelScheme, tuple[Fault, ...]]:
    path = path or _optional_file(folder, LABELS)
    if path:
        shown_path = path.relative_to(folder).as_posix()
        return read_labels(read_bytes(path, shown_path), shown_path)
    builtin = resource("labels.yaml")
    return read_labels(read_bytes(builtin, "built-in labels"), "built-in labels")


def _language(section: Section) -> str | None:
    language = section.text("language")
    if language and not _LANGUAGE.fullmatch(language):
        section.fault("language", f"{shown(language)} is no language tag; write ur, hi, ar, fa, …")
    return language or None


def _rule(section: Section) -> ArticleRule:
    section.warn_unknown(_RULE_KEYS)
    direction = section.choice("direction", ("ltr", "rtl"), "")
    match = section.name("match")
    if len(match) > _MAX_PATTERN:
        section.fault("match", f"is longer than {_MAX_PATTERN:,} characters, the most that is read")
    return ArticleRule(match, _language(section), Direction(direction) if direction else None)


def init_corpus(folder: Path, sources: str | None = None, name: str | None = None) -> list[Path]:
    """Make a folder a corpus: write the corpus file and the built-in labels where there are none yet.

    sources: by default seeds/ where there is one, the folder itself where it holds *.txt files, else a new
    seeds/. Returns the files written; none where there is a corpus file. Raises FaultyFile, LeavesCorpus.
    """
    if is_file(folder / CORPUS_FILE):
        return []
    sources = (sources or _likely_sources(folder)).rstrip("/").removeprefix("./") or "."
    source_folder = folder if sources == "." else inside(folder, sources)
    if source_folder.is_relative_to(folder / ANNOTATIONS):
        raise LeavesCorpus(f"{sources!r} is where the annotations go: take another folder for the articles")
    lines = [
        f"format: {FORMAT}",
        f"name: {quoted(name or folder.resolve().name)}",
        f"sources: {_path(sources)}",
        f"annotations: {ANNOTATIONS}",
        f"labels: {LABELS}",
    ]
    # The corpus file comes last: while it is missing, the command can be given again.
    wanted = {
        inside(folder, LABELS): resource("labels.yaml").read_bytes(),
        folder / CORPUS_FILE: "".join(f"{line}\n" for line in lines).encode(),
    }
    written: list[Path] = []
    try:
        source_folder.mkdir(parents=True, exist_ok=True)
        for path, data in wanted.items():
            if not path.exists():
                write_atomically(path, data)
                written.append(path)
    except OSError as error:
        raise FaultyFile(str(folder), [Fault(f"cannot be written: {reason(error)}")]) from error
    return written


def _path(relative: str) -> str:
    return '"."' if relative == "." else word(relative)


def _likely_sources(folder: Path) -> str:
    if (folder / SOURCES).is_dir() or not any(folder.glob("*.txt")):
        return SOURCES
    return "."

"""An annotation file as an AnnotationSet, of the article as it is now or as it was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from annotator.model.anchors import Anchor
from annotator.model.annotations import AnnotationSet
from annotator.model.document import Document
from annotator.model.faults import Fault, FaultyFile
from annotator.model.labels import LabelScheme
from annotator.store.anchoring.earlier_forms import known_by_digest
from annotator.store.annotation_writer import FORMAT, LONG_LISTS
from annotator.store.earlier_text import anchors_in, earlier_document, is_changed
from annotator.store.early_look import EarlyLook, Judge
from annotator.store.nodes import Faults, Node, Section, check_format
from annotator.store.reanchoring import reanchor
from annotator.store.set_reader import SetReader
from annotator.store.yaml_file import load


@dataclass(frozen=True, slots=True)
class StoredAnnotations:
    """Annotations as they were read.

    digest: SHA-256 of the file's bytes, in hexadecimal; None where there was no file.
    notes: what the annotator should know, though the file can be used.
    waiting: how many edits are among the annotations that the file does not hold yet. is_earlier: the file
    belongs to an earlier state of the article, to which the annotations do not belong any more.
    """

    annotations: AnnotationSet
    digest: str | None
    notes: tuple[Fault, ...] = ()
    waiting: int = 0
    is_earlier: bool = False

    @property
    def are_there(self) -> bool:
        """Whether the annotator has said anything of the article, in a file or in edits that wait."""
        return self.digest is not None or self.waiting > 0


def no_annotations(document: Document, annotator: str) -> AnnotationSet:
    """Return the empty set that an annotator begins with."""
    return AnnotationSet(document.path, annotator, document.sha256, len(document.text))


def parse_annotations(
    data: bytes, path: str, document: Document, scheme: LabelScheme, annotator: str
) -> tuple[AnnotationSet, tuple[Fault, ...]]:
    """Return the annotations of a file and its warnings. Raises FaultyFile with all of its faults.

    The article may have changed since, as long as it is certain that every span stands where it stood.
    """
    faults = Faults(path)
    top, annotations = _read(data, faults, document, scheme, annotator)
    if annotations.sha256 != document.sha256:
        _check_places(top, annotations, document, faults)
        annotations = replace(annotations, sha256=document.sha256, length=len(document.text))
    return annotations, tuple(faults.found)


def parse_earlier(
    data: bytes, path: str, document: Document, scheme: LabelScheme, annotator: str
) -> tuple[AnnotationSet, Mapping[str, Anchor]]:
    """Return the annotations of a file as they belong to the text that was annotated, whatever the article is
    now, and where the spans stood. Raises FaultyFile with all faults but those of their places."""
    top, annotations = _read(data, Faults(path), document, scheme, annotator)
    return annotations, anchors_in(top)


def _read(
    data: bytes, faults: Faults, document: Document, scheme: LabelScheme, annotator: str
) -> tuple[Section, AnnotationSet]:
    reading = _Reading(document, scheme, annotator)
    top = Section(load(data, faults, LONG_LISTS, EarlyLook(reading.judge_of(faults.path))), "", faults)
    annotations = reading.read(top, faults)
    faults.check()
    return top, annotations


@dataclass(frozen=True, slots=True)
class _Reading:
    """What an annotation file is held against."""

    document: Document
    scheme: LabelScheme
    annotator: str

    def read(self, top: Section, faults: Faults) -> AnnotationSet:
        check_format(top, FORMAT, faults)
        changed = is_changed(top, self.document)
        text = earlier_document(top, self.document) if changed else self.document
        return SetReader(faults, text, self.scheme, changed).read(top, self.annotator)

    def judge_of(self, path: str) -> Judge:
        """Return what counts the faults in entries of a file of which a part is read yet."""

        def judge(so_far: Node) -> int:
            faults = Faults(path)
            top = Section(so_far, "", faults)
            try:
                self.read(top, faults)
            except FaultyFile:
                if any(fault.place == "format" and fault.code for fault in faults.found):
                    raise
            sure = _surely_wrong(top, faults)
            if faults.too_many and sure:
                raise FaultyFile(path, [*(fault for fault in faults.found if not fault.place), *sure])
            return len(sure)

        return judge


def _surely_wrong(top: Section, faults: Faults) -> list[Fault]:
    """Return those faults of a part of a file that nothing which follows can mend: more may come."""
    keys = [*top.nodes]
    lists = [key for key in keys[keys.index("spans") :] if key in LONG_LISTS] if "spans" in keys else []
    places = tuple(f"{key}[" for key in lists)
    return [fault for fault in faults.found if not fault.warning and fault.place.startswith(places)]


def _check_places(top: Section, annotations: AnnotationSet, document: Document, faults: Faults) -> None:
    """Raise FaultyFile where the spans of an earlier text do not all stand in the new one as they did."""
    whole = known_by_digest(document.text, annotations.sha256, annotations.length)
    found = reanchor(anchors_in(top), annotations.length, document.text, whole)
    for section in top.sections("spans"):
        name = section.text("id")
        if name in found.moved:
            section.fault("exact", "stands elsewhere in the article now, or between other words", "moved")
        elif name in found.lost:
            section.fault(
                "exact", "is not to be found in the article as it is now, or in several places", "lost"
            )
    if faults.serious:
        faults.add("annotator reanchor places the spans again and tells where each of them went", "", 0)
    faults.check()

"""An article and one annotator's set as the feature structures of a CAS, for either notation."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.exchange.inception.marks import Marked
from annotator.exchange.inception.names import DOCUMENT, PIECES, SENTENCE, SOURCE, TARGET, TOKEN
from annotator.exchange.inception.type_system import BASE, STRING
from annotator.exchange.inception.writing_marks import MarkWriter
from annotator.exchange.outgoing import OutgoingArticle
from annotator.exchange.tokens import sentences_of
from annotator.exchange.uima.cas_marks import pieces_text
from annotator.exchange.uima.structures import ARTICLE, Structure
from annotator.model.annotations import AnnotationSet, Value
from annotator.text.offsets import Utf16Offsets

SOFA_KEY = "1"
_NO_LANGUAGE = "x-unspecified"


class CasWriter:
    """Turns articles into structures. marks: knows the types that they take."""

    def __init__(self, marks: MarkWriter) -> None:
        self.marks = marks

    def structures(self, article: OutgoingArticle) -> list[Structure]:
        """Return all structures but the view itself, whose key is SOFA_KEY; offsets are UTF-16 units."""
        document, said = article.document, article.sets[0]
        marked = self.marks.marked(document, said)
        found = [
            *self._about(article, said),
            *self._segments(document.text),
            *self._annotations(document.text, marked),
        ]
        names: dict[str, str] = {}
        for number, structure in enumerate(found, int(SOFA_KEY) + 1):
            names[structure.key] = str(number)
        for structure in found:
            structure.key = names[structure.key]
            structure.refs = {
                name: tuple(names[key] for key in keys) for name, keys in structure.refs.items()
            }
        return found

    def _about(self, article: OutgoingArticle, said: AnnotationSet) -> Iterator[Structure]:
        document = article.document
        self.marks.types.add(DOCUMENT)
        end = Utf16Offsets(document.text).to_utf16(len(document.text))
        values: dict[str, Value] = {
            "language": document.language or _NO_LANGUAGE,
            "documentTitle": document.path,
            "documentId": document.path,
        }
        yield Structure("document", DOCUMENT, 0, end, values)
        kind = self.marks.types.add(ARTICLE, BASE)
        kind.features |= {"status": STRING, "annotator": STRING}
        said_of_all: dict[str, Value] = {"status": said.status, "annotator": said.annotator}
        said_of_all |= self.marks.article_features(document, said, kind)
        yield Structure("article", ARTICLE, values=said_of_all)

    def _segments(self, text: str) -> Iterator[Structure]:
        self.marks.types.add(SENTENCE)
        self.marks.types.add(TOKEN)
        place = Utf16Offsets(text).to_utf16
        for number, tokens in enumerate(sentences_of(text)):
            start, end = place(tokens[0][0]), place(tokens[-1][1])
            yield Structure(f"sentence {number}", SENTENCE, start, end)
            for start, end in tokens:
                yield Structure(f"token {start}", TOKEN, place(start), place(end))

    def _annotations(self, text: str, marked: Marked) -> Iterator[Structure]:
        place = Utf16Offsets(text).to_utf16
        outer: dict[str, tuple[int, int]] = {}
        for mark in marked.marks:
            pieces = [(place(start), place(end)) for start, end in mark.pieces]
            values = dict(mark.features)
            if len(pieces) > 1:
                self.marks.types.add(mark.type).features[PIECES] = STRING
                values[PIECES] = pieces_text(pieces)
            outer[mark.key] = pieces[0][0], pieces[-1][1]
            yield Structure(f"mark {mark.key}", mark.type, *outer[mark.key], values)
        for number, arc in enumerate(marked.arcs):
            # Relations stand where their targets do, as INCEpTION has it.
            refs = {SOURCE: (f"mark {arc.source}",), TARGET: (f"mark {arc.target}",)}
            yield Structure(f"arc {number}", arc.type, *outer[arc.target], dict(arc.features), refs)

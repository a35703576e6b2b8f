"""What a writer gets: articles one by one, with what was said of them, and whom to tell of losses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from annotator.exchange.output import Output
from annotator.model.annotations import AnnotationSet, Piece, Relation, Span
from annotator.model.document import Document
from annotator.model.labels import LabelScheme


@dataclass(frozen=True)
class OutgoingArticle:
    """An article and the sets of those who are exported, in their order; none where nobody annotated it.

    source: the bytes of the article's file, with its line ends and byte-order mark.
    In a format that holds one annotator there is exactly one set.
    """

    document: Document
    sets: tuple[AnnotationSet, ...]
    source: bytes = field(repr=False)

    @cached_property
    def raw(self) -> str:
        """The text with line ends and byte-order mark as they are in the file."""
        return self.source.decode("utf-8")


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that a format could not hold.

    item: the id of a span or relation; "" for the set or the article as a whole.
    what: the kind, as a word for programs (a Feature, or a writer's own); message: what becomes of it.
    pieces: where it stands, in code points; exact: the text there.
    """

    article: str
    annotator: str
    item: str
    what: str
    message: str
    pieces: tuple[Piece, ...] = ()
    exact: str = ""


@dataclass(frozen=True)
class Export:
    """What else a writer needs to know.

    scheme: the corpus's labels. output: where the bytes go. options: as the format's row names them, all set.
    tell: is told each loss that the row's lacks do not tell by themselves. corpus: its name. annotators:
    those who are exported, in their order.
    """

    scheme: LabelScheme
    output: Output
    tell: Callable[[Loss], None]
    options: Mapping[str, str] = field(default_factory=dict[str, str])
    corpus: str = ""
    annotators: tuple[str, ...] = ()


def loss_of(
    document: Document, annotations: AnnotationSet, item: Span | Relation | None, what: str, message: str
) -> Loss:
    """Return the loss of something about a span, a relation (quoted by its ends), or the set."""
    pieces: tuple[Piece, ...] = ()
    exact = ""
    if isinstance(item, Span):
        pieces, exact = item.pieces, item.exact(document.text)
    elif item:
        ends = (annotations.span(item.source), annotations.span(item.target))
        exact = " → ".join(end.exact(document.text) for end in ends)
    return Loss(document.path, annotations.annotator, item.id if item else "", what, message, pieces, exact)

"""annotator render to a page: an annotated article as HTML, which needs no window system."""

from __future__ import annotations

from pathlib import Path

from annotator.exchange.html_page import write_page
from annotator.model.faults import AnnotatorError
from annotator.store.corpus import Corpus
from annotator.store.disk import reason, write_atomically


def render_page(corpus: Corpus, article: str, out: Path, annotators: list[str]) -> int:
    """Write an article with the annotations of some annotators as one HTML file."""
    document = corpus.document(article)
    sets = [corpus.read_annotations(annotator, document).annotations for annotator in annotators]
    page = write_page(document, corpus.scheme, sets)
    try:
        write_atomically(out, page.encode())
    except OSError as error:
        raise AnnotatorError(f"{out} could not be written: {reason(error)}") from error
    return 0

"""Which article of the corpus an incoming one is, and what a new one is called."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from annotator.exchange.counting import normalised
from annotator.exchange.incoming import IncomingArticle
from annotator.model.document import Document
from annotator.model.faults import AnnotatorError, FaultyFile
from annotator.store.corpus import Corpus
from annotator.store.disk import read_bytes
from annotator.store.paths import inside, safe_name
from annotator.text.reading import UndecodableText, decode_article

SUFFIX = ".txt"


@dataclass(frozen=True, slots=True)
class Matched:
    """An incoming article and ours. foreign: the text that its offsets count, as it stands.

    data: the bytes of the file to be written; None where the article is there.
    """

    document: Document
    foreign: str
    data: bytes | None = None


class Articles:
    """Finds articles for incoming ones; every name is given out once.

    stem: what articles without a name are called after.
    """

    def __init__(self, corpus: Corpus, stem: str) -> None:
        self._corpus = corpus
        self._stem = stem
        self._there = frozenset(corpus.article_paths())
        self._named: dict[str, str] = {}
        self._taken: dict[str, str] = {}
        self._by_text: dict[str, list[str]] | None = None
        self._new: dict[str, str] = {}

    def there(self, name: str) -> str:
        """Return the article of that name, with or without its suffix; "" where there is none."""
        return next((one for one in (name, f"{name}{SUFFIX}") if one in self._there), "")

    def name(self, incoming: IncomingArticle, number: int) -> str:
        """Return the path of an article, there or to come. number: its place in the import, from 1.

        Raises AnnotatorError where it could be several.
        """
        if not incoming.name:
            return self._nameless(incoming, number)
        wanted = incoming.name
        if wanted not in self._named:
            self._named[wanted] = self._found(wanted)
        return self._named[wanted]

    def _found(self, wanted: str) -> str:
        if there := self.there(wanted):
            return there
        name = safe_name(wanted, SUFFIX)
        if (self._corpus.sources / name).is_relative_to(self._corpus.annotations):
            name = f"_{name}"
        if "/" in name and not self._corpus.is_recursive:
            raise AnnotatorError(
                f"{name} lies in a folder, and a corpus without annotator.yaml has none: "
                "annotator init writes one"
            )
        folded = name.casefold()  # on some disks these would be one file
        if self._taken.setdefault(folded, wanted) != wanted:
            digest = sha256(wanted.encode("utf-8", "surrogatepass")).hexdigest()[:8]
            name = f"{name.removesuffix(SUFFIX)}-{digest}{SUFFIX}"
        return name

    def _nameless(self, incoming: IncomingArticle, number: int) -> str:
        if incoming.text is None:
            raise AnnotatorError("has neither a name nor a text: nothing tells which article it is")
        if self._by_text is None:
            self._by_text = {}
            for path in sorted(self._there):
                self._by_text.setdefault(self._digest_of(path), []).append(path)
        digest = _digest(normalised(incoming.text))
        found = self._by_text.get(digest, [])
        if len(found) > 1:
            raise AnnotatorError(f"has no name, and its text is that of several articles: {', '.join(found)}")
        if found:
            return found[0]
        return self._new.setdefault(digest, safe_name(f"{self._stem}-{number:05}", SUFFIX))

    def _digest_of(self, path: str) -> str:
        try:
            return _digest(self._corpus.document(path).text)
        except FaultyFile:
            return ""

    def match(self, incoming: IncomingArticle, path: str) -> Matched:
        """Return the article with its text. Raises AnnotatorError where that is another one here."""
        if path not in self._there:
            return self._matched_new(incoming, path)
        document = self._corpus.document(path)
        if incoming.text is None:
            source = read_bytes(self._corpus.sources / path, path).decode("utf-8")
            return Matched(document, source)
        theirs = normalised(incoming.text)
        if theirs.rstrip() != document.text.rstrip():
            raise AnnotatorError(_other_text(document, theirs))
        return Matched(document, incoming.text)

    def _matched_new(self, incoming: IncomingArticle, path: str) -> Matched:
        if incoming.text is None:
            raise AnnotatorError(f"{path} is not in the corpus, and its text is not in the file")
        inside(self._corpus.folder, path, self._corpus.sources)
        try:
            data = incoming.text.encode() if incoming.data is None else incoming.data
            text = decode_article(data)
        except (UnicodeEncodeError, UndecodableText) as error:
            raise AnnotatorError(f"its text cannot be written as UTF-8: {error}") from None
        return Matched(Document(path, text, sha256(data).hexdigest()), incoming.text, data)


def _digest(text: str) -> str:
    # Some tools leave out white space at the end.
    return sha256(text.rstrip().encode("utf-8", "surrogatepass")).hexdigest()


def _other_text(document: Document, theirs: str) -> str:
    ours = document.text
    place = next((i for i, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b), None)
    place = min(len(ours), len(theirs)) if place is None else place
    line = ours.count("\n", 0, place) + 1
    return (
        f"the corpus has another text under the name {document.path}: from character {place} (line {line}) "
        f"on there is {_around(theirs, place)} instead of {_around(ours, place)}. Rename one of the two, or "
        "put that text into the corpus first and place its annotations again (annotator reanchor)"
    )


def _around(text: str, place: int) -> str:
    return repr(text[place : place + 20]) if place < len(text) else "nothing"

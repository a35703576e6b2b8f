"""An annotator at work without a window: random edits, saved on a thread as the window saves them."""

from __future__ import annotations

import queue
import random
import threading
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from annotator.model.annotations import AnnotationSet
from annotator.model.faults import InvalidAnnotation
from annotator.session.article import ArticleSession
from annotator.session.corpus import CorpusSession
from annotator.session.news import AnnotationsChanged, News, SaveState, SaveStateChanged
from annotator.session.saving import SaveJob, SaveOutcome
from annotator.store.corpus import Corpus

ARTICLE = "خبر.txt"
ANNOTATOR = "عائشہ"
MOST_SPANS = 60
TEXT = "وزیراعظم شہباز شریف نے قازقستان کے صدر سے کہا: हिन्दी में कहा 👩‍👩‍👧 می‌خواهم\n" * 30


def make_corpus(folder: Path) -> Path:
    """Make a corpus of one article with the labels that the program brings along."""
    (folder / "seeds").mkdir(parents=True)
    (folder / "seeds" / ARTICLE).write_text(TEXT, encoding="utf-8")
    (folder / "annotator.yaml").write_text(
        "format: annotator-corpus/1\nname: made\nsources: seeds\n", encoding="utf-8"
    )
    return folder


def begin(folder: Path) -> CorpusSession:
    return CorpusSession(Corpus.open(folder), ANNOTATOR)


def name_of(annotations: AnnotationSet) -> str:
    """Return a short name of all that annotations say."""
    said = (
        annotations.spans,
        annotations.relations,
        annotations.status,
        sorted(annotations.attributes.items()),
    )
    return sha256(repr(said).encode(errors="surrogatepass")).hexdigest()[:16]


class Saver:
    """Saves on one thread; what came of it is taken in on the thread that works."""

    def __init__(self, session: ArticleSession) -> None:
        self._session = session
        self._jobs: queue.SimpleQueue[SaveJob] = queue.SimpleQueue()
        self._done: queue.SimpleQueue[tuple[SaveJob, SaveOutcome]] = queue.SimpleQueue()
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        while True:
            job = self._jobs.get()
            self._done.put((job, job.run()))

    def turn(self, wait: bool = False) -> None:
        """Take in what is done and begin the next save."""
        while self._session.save_state is SaveState.SAVING:
            try:
                self._session.finish_save(*self._done.get(block=wait))
            except queue.Empty:
                return
        if job := self._session.begin_save():
            self._jobs.put(job)


class Annotator:
    """Edits at random, the same for the same seed and the same annotations."""

    def __init__(self, session: ArticleSession, seed: int) -> None:
        self.session = session
        self._random = random.Random(seed)
        self._keys = 0

    def edit(self) -> None:
        """Make one edit; some are refused, which is nothing."""
        edits: list[Callable[[], object]] = [self._mark] * 4 + [
            self._note,
            self._move,
            self._move,
            self._relate,
        ]
        edits += [self.session.undo, self.session.undo, self.session.redo, self._delete, self._status]
        if len(self.session.present.spans) > MOST_SPANS:
            edits = [self._delete]
        try:
            self._random.choice(edits)()
        except (InvalidAnnotation, IndexError):
            return

    def _span(self) -> str:
        return self._random.choice(self.session.present.spans).id

    def _range(self) -> tuple[int, int]:
        start = self._random.randrange(len(TEXT) - 30)
        return start, start + self._random.randrange(1, 30)

    def _mark(self) -> None:
        layer = self._random.choice(self.session.scheme.layers)
        self.session.annotate(*self._range(), layer.name, self._random.choice(layer.labels).name)

    def _note(self) -> None:
        self.session.set_note(self._span(), self._random.choice(["", "نوٹ\u2028", "\ud800 x", "a\nb"]))

    def _move(self) -> None:
        span = self.session.present.span(self._span())
        for _ in range(self._random.randrange(1, 4)):  # joined to one step
            self.session.move(span.id, span.start, span.end + self._random.randrange(1, 9), "key")

    def _relate(self) -> None:
        kind = self._random.choice(self.session.scheme.relations)
        self.session.relate(kind.name, self._span(), self._span())

    def _delete(self) -> None:
        self.session.delete(self._span())

    def _status(self) -> None:
        self.session.set_status(self._random.choice(["draft", "done"]))


def work(folder: Path, seed: int, say: Callable[[str], None]) -> None:
    """Work for ever. Says "seen NAME" when a listener is told of annotations, "saved NAME" when it is told
    that they are saved, and "open NAME" when the article was opened."""
    chance = random.Random(seed)
    corpus = begin(folder)
    while True:
        session = corpus.open(ARTICLE)
        say(f"open {name_of(session.present)}")
        unsubscribe = session.subscribe(lambda news, session=session: _tell(session, news, say))
        saver, annotator = Saver(session), Annotator(session, chance.randrange(1 << 30))
        for _ in range(chance.randrange(1, 200)):
            annotator.edit()
            if chance.random() < 0.7:
                saver.turn(wait=chance.random() < 0.2)
        while session.unsaved:
            saver.turn(wait=True)
        unsubscribe()
        corpus.leave(ARTICLE)
        if chance.random() < 0.5:
            corpus.close()
            corpus = begin(folder)


def _tell(session: ArticleSession, news: News, say: Callable[[str], None]) -> None:
    if isinstance(news, AnnotationsChanged):
        say(f"seen {name_of(news.after)}")
    elif isinstance(news, SaveStateChanged) and news.state is SaveState.SAVED:
        say(f"saved {name_of(session.present)}")

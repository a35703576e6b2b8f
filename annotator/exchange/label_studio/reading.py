"""Label Studio's exports: tasks with all that was said of them (JSON), or the plain results (JSON-MIN)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import cast

from annotator.exchange.incoming import FileFault, IncomingArticle, IncomingSet, Reading
from annotator.exchange.json_articles import article_of
from annotator.exchange.json_stream import Item, items
from annotator.exchange.json_values import Entry, Unfit, inside, listed, shown
from annotator.exchange.label_studio import ARTICLE, CONFIG, TEXT, attribute_of
from annotator.exchange.label_studio.config import Config, read_config
from annotator.exchange.label_studio.pages import text_of_page
from annotator.exchange.label_studio.people import People
from annotator.exchange.label_studio.regions import Regions, Shown
from annotator.exchange.sniffing import LIKELY, NO, SURE, Glimpse, json_keys
from annotator.exchange.source import Source
from annotator.model.annotations import STATUSES
from annotator.model.labels import LabelScheme

_WORK = ("annotations", "completions")
_MINIMAL = {
    "id", "annotator", "annotation_id", "created_at", "updated_at", "lead_time", "agreement",
}  # fmt: skip


def sniff(glimpse: Glimpse) -> int:
    """Tell by the keys of the first task."""
    keys = json_keys(glimpse, ".json")
    if keys & {*_WORK, "predictions"} and ({"from_name", "to_name"} <= keys or {"data", "result"} <= keys):
        return SURE
    return LIKELY if {"annotation_id", "annotator"} <= keys else NO


def read(source: Source, reading: Reading) -> Iterator[IncomingArticle]:
    """Yield the article of each task."""
    config = _config(source)
    about = _About(config, reading.scheme, reading.options, People(reading.options.get("annotators", "")))
    for name in source.names(".json"):
        minimal: _Minimal | None = None
        for item in items(source, name):
            task = _Task(item, about)
            if task.is_minimal:
                # An entry for each annotation: those of one task follow one another.
                if minimal and minimal.goes_on(task):
                    minimal.add(task)
                    continue
                if minimal:
                    yield minimal.article
                minimal = _Minimal(task)
                continue
            yield task.article()
        if minimal:
            yield minimal.article


def read_labels(source: Source) -> LabelScheme | None:
    """Return what the configuration beside the tasks allows; None where there is none."""
    scheme = _config(source).scheme
    return scheme if scheme.layers else None


def _config(source: Source) -> Config:
    if source.is_folder:
        names = [name for name in source.names(".xml") if not name.lower().endswith(".xmi")]
    else:
        stem = next(source.names()).removesuffix(".json")
        names = [f"{stem}{CONFIG}", f"{stem}.xml", "config.xml", "label_config.xml"]
    for name in names:
        if source.has(name):
            return read_config(source.data(name), name)
    return Config()


@dataclass
class _About:
    """What holds for all tasks of a source. told: things that are told once."""

    config: Config
    scheme: LabelScheme
    options: Mapping[str, str]
    people: People
    told: set[str] = field(default_factory=set[str])


@dataclass
class _Task:
    """A task."""

    item: Item
    about: _About
    faults: list[FileFault] = field(default_factory=list[FileFault])

    @property
    def entry(self) -> Entry:
        """The task. Raises Unfit."""
        return Entry.of(self.item.value)

    @property
    def is_minimal(self) -> bool:
        """Whether it holds plain results, and nothing else."""
        said = self.item.value
        return isinstance(said, dict) and "annotation_id" in said and "data" not in said

    def article(self) -> IncomingArticle:
        """Return the article, or the faults that keep it from being one."""
        return article_of(self.item, self.faults, self._read)

    def _read(self, task: Entry, article: IncomingArticle) -> None:
        text = self.head(task.entry("data") if task.has("data") else task, article)
        for key in _WORK:
            for number, value in enumerate(task.items(key)):
                annotation = Entry.of(value, f"{task.at(key)}[{number}]")
                if annotation.get("was_cancelled") is True or annotation.get("skipped") is True:
                    self._warn(annotation.path, "was skipped: left out")
                    continue
                who = self.about.people.of(annotation)
                status = annotation.name("status")
                self._set(article, annotation, who, text).status = status if status in STATUSES else "done"
        for number, value in enumerate(task.items("drafts")):
            draft = Entry.of(value, f"{task.at('drafts')}[{number}]")
            if not draft.has("annotation"):
                self._set(article, draft, self.about.people.of(draft), text)
        self._predictions(task, article, text)

    def _set(self, article: IncomingArticle, annotation: Entry, who: str, text: Shown) -> IncomingSet:
        taken = {said.annotator for said in article.sets}
        name = next(one for one in _numbered(who) if not one or one not in taken)
        if name != who:
            self._warn(annotation.path, f"is one more of {who}: taken as {name}'s")
        said = IncomingSet(name, place=self.item.place)
        article.sets.append(said)
        regions = Regions(said, text, self.about.scheme, self.faults)
        regions.read(annotation)
        return said

    def _predictions(self, task: Entry, article: IncomingArticle, text: Shown) -> None:
        predictions = task.items("predictions")
        if predictions and self.about.options.get("predictions") != "take":
            if "predictions" not in self.about.told:
                self.about.told.add("predictions")
                message = (
                    "are a model's: left out, here and in all tasks; the option predictions=take takes them"
                )
                self._warn("predictions", message)
            return
        for number, value in enumerate(predictions):
            entry = Entry.of(value, f"{task.at('predictions')}[{number}]")
            who = self.about.people.called(f"model-{entry.name('model_version') or number + 1}")
            said = self._set(article, entry, who, text)
            for span in said.spans:
                span.origin = span.origin or said.annotator

    def head(self, data: Entry, article: IncomingArticle) -> Shown:
        """Find text, name and language of the article. Raises Unfit."""
        key = self._text_key(data)
        value = data.get(key)
        if isinstance(value, list):
            shown_text = Shown.of_paragraphs([_utterance(one, data.at(key)) for one in data.items(key)])
        elif key in self.about.config.by_url:
            raise Unfit(data.at(key), f"the text itself is not in the file, but at {shown(value)}")
        else:
            shown_text = Shown(data.text(key))
        if key != ARTICLE:
            article.name = data.name(self.about.options.get("name", "") or ARTICLE)
        article.language = data.name("language")
        article.text = _possible(text_of_page(shown_text.text), data.at(key))
        return Shown(article.text, shown_text.paragraphs)

    def _text_key(self, data: Entry) -> str:
        """Return the field that holds the text: the one that was asked for, that the configuration shows,
        that is called text, or the longest."""
        wanted = self.about.options.get("text", "")
        for key in (wanted, *self.about.config.fields.values(), TEXT):
            if key and isinstance(data.get(key), str | list):
                return key
        texts = {key: value for key, value in data.said.items() if isinstance(value, str)}
        if not texts:
            raise Unfit(data.at(TEXT), "is missing")
        return max(texts, key=lambda key: len(texts[key]))

    def _warn(self, path: str, message: str) -> None:
        self.faults.append(inside(self.item.place, path).fault(message, warning=True))


@dataclass
class _Minimal:
    """The entries of one task in an export of plain results."""

    first: _Task
    article: IncomingArticle = field(init=False)

    def __post_init__(self) -> None:
        place = self.first.item.place
        self.article = IncomingArticle("", None, faults=self.first.faults, place=place)
        self._text = Shown("")
        try:
            self._text = self.first.head(self.first.entry, self.article)
            self.add(self.first)
        except Unfit as error:
            self.article.faults.append(error.fault(place))

    def goes_on(self, task: _Task) -> bool:
        """Whether a task is the same again, as another annotator saw it."""
        ours, theirs = self.first.entry, task.entry
        return bool(ours.name("id")) and ours.name("id") == theirs.name("id")

    def add(self, task: _Task) -> None:
        """Take what one annotator said."""
        entry, place = task.entry, task.item.place
        who = self.first.about.people.minimal(entry)
        taken = {said.annotator for said in self.article.sets}
        name = next(one for one in _numbered(who) if not one or one not in taken)
        said = IncomingSet(name, status="done", place=place)
        self.article.sets.append(said)
        regions = Regions(said, self._text, self.first.about.scheme, self.article.faults)
        of_article = {attribute.name for attribute in self.first.about.config.scheme.article}
        for tag, value in entry.said.items():
            name = attribute_of(tag, ARTICLE)
            if name in of_article and isinstance(value, str):
                said.attributes = {**said.attributes, name: value}
            elif tag not in _MINIMAL and tag not in (ARTICLE, TEXT, "language"):
                try:
                    _add_plain(regions, tag, value)
                except Unfit as error:
                    self.article.faults.append(error.fault(place))
        regions.finish()


def _add_plain(regions: Regions, tag: str, value: object) -> None:
    """Take the plain results of one tag: regions in a list. What is no region is a field of the task."""
    for number, one in enumerate(listed(value)):
        if not isinstance(one, dict):
            continue
        entry = Entry.of(cast("object", one), f"{tag}[{number}]")
        if entry.has("start", "globalOffsets", "choices", "rating", "taxonomy"):
            regions.gather(Entry({}, entry.path), entry, f"{tag}-{number}", tag)


def _numbered(name: str) -> Iterator[str]:
    yield name
    number = 2
    while True:
        yield f"{name}-{number}"
        number += 1


def _utterance(value: object, path: str) -> str:
    if isinstance(value, str):
        return value
    return Entry.of(value, path).text(TEXT)


def _possible(text: str, path: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise Unfit(path, f"holds half a character at {error.start}") from None
    return text

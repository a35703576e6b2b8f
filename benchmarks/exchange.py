"""Export and import as streams: time beside json on the same bytes and beside the peers' own readers, and
memory beside that of a corpus of a quarter of the size.

EXCHANGE_ARTICLES says how many articles of 100 spans (10000 for a million spans; default 300).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from annotator.exchange.counting import Counting, ForeignText
from annotator.exchange.formats import FORMATS
from annotator.exchange.incoming import Reading
from annotator.exchange.outgoing import Export, OutgoingArticle
from annotator.exchange.output import DiskOutput
from annotator.exchange.source import Source
from annotator.model.annotations import AnnotationSet, Relation, Span
from annotator.model.document import Document
from annotator.model.labels import LabelScheme
from annotator.session.exporting import ExportRequest, export
from annotator.session.importing import import_source
from annotator.session.importing_labels import Vocabulary
from annotator.session.importing_names import Renames
from annotator.session.importing_request import ImportRequest
from annotator.session.importing_sets import converted
from annotator.store.annotation_writer import AnnotationWriter
from annotator.store.corpus import Corpus
from annotator.text.segments import word_spans
from annotator.text.units import Unit
from benchmarks.articles import ANNOTATOR, ROOT
from benchmarks.effort import TINY, Bench
from benchmarks.figures import Figure, Target
from benchmarks.timing import Taken, Timed, in_turn, milliseconds

SPANS = 100
NAMES = ("jsonl", "csv", "brat", "parquet")
TOKENS = ("webanno-tsv", "uima-xmi", "uima-json", "conllu")
"""Formats that hold each token too: twenty times the bytes of the annotations."""
_JSON = Target("ratio", 6)
_BOUNDED = Target("ratio", 1.5)
_TIMES = 4


def measure(bench: Bench) -> Iterator[Figure]:
    """Yield writing and reading of each format, then the memory and time of whole exports and imports."""
    tiny = bench.effort == TINY
    count = 4 if tiny else int(os.environ.get("EXCHANGE_ARTICLES", "300"))
    spans = 10 if tiny else SPANS
    with TemporaryDirectory(prefix="annotator-exchange-") as folder:
        small, large = Path(folder, "small"), Path(folder, "large")
        make_corpus(small, max(1, count // _TIMES), spans)
        make_corpus(large, count, spans)
        size = f"{count:,} articles, {count * spans:,} spans"
        for name in NAMES:
            if not FORMATS[name].missing():
                yield from _in_memory(name, small, Path(folder), 1 if tiny else 3)
                yield from _whole(name, small, large, size)
        for name in TOKENS:
            yield from _in_memory(name, small, Path(folder), 1 if tiny else 3)


def make_corpus(folder: Path, count: int, spans: int) -> None:
    """Make a corpus of articles out of the samples' words, each with so many spans."""
    for name in ("seeds", "resources", f"annotations/{ANNOTATOR}"):
        (folder / name).mkdir(parents=True)
    (folder / "annotator.yaml").write_text("format: annotator-corpus/1\n", encoding="utf-8")
    (folder / "resources" / "labels.yaml").write_bytes((ROOT / "resources" / "labels.yaml").read_bytes())
    words = [
        word for path in sorted((ROOT / "seeds").glob("*.txt")) for word in path.read_text("utf-8").split()
    ]
    random = Random(1)
    for number in range(count):
        article = _article(f"{number:06}.txt", random.choices(words, k=spans * 4), spans, random)
        (folder / "seeds" / article.document.path).write_bytes(article.source)
        data = AnnotationWriter(article.document).write(article.sets[0])
        (folder / "annotations" / ANNOTATOR / f"{article.document.path}.yaml").write_bytes(data)


def _article(path: str, words: list[str], spans: int, random: Random) -> OutgoingArticle:
    text = " ".join(words) + "\n"
    data = text.encode()
    document = Document(path, text, sha256(data).hexdigest())
    places = word_spans(text)
    made: list[Span] = []
    for number in range(spans):
        first = random.randrange(len(places) - 2)
        start, end = places[first][0], places[first + random.randint(0, 2)][1]
        if number % 10:
            made.append(Span(f"s{number}", "entity", random.choice(("PER", "ORG", "GPE", "LOC")), start, end))
        else:
            said = {"checkworthy": "yes"}
            made.append(Span(f"s{number}", "claim", "FACT", start, end, (), said, "ایک نوٹ"))
    relations = tuple(Relation(f"r{n}", "about", f"s{n}", f"s{n + 1}") for n in range(0, spans - 1, 10))
    one = AnnotationSet(path, ANNOTATOR, document.sha256, len(text), "done", {}, tuple(made), relations)
    return OutgoingArticle(document, (one,), data)


# without a corpus -------------------------------------------------------------------------------


def _in_memory(name: str, folder: Path, work: Path, times: int) -> Iterator[Figure]:
    corpus = Corpus.open(folder)
    articles = [_read(corpus, path) for path in corpus.article_paths()]
    known = {one.document.path: one.document for one in articles}
    suffix = FORMATS[name].suffix if FORMATS[name].one_file else ""
    written, lines, numbers = (
        work / f"written-{name}{suffix}",
        work / f"same-{name}.jsonl",
        iter(range(1_000)),
    )
    _write(name, articles, written, corpus.scheme)
    _write("jsonl", articles, lines, corpus.scheme)
    objects = [json.loads(line) for line in lines.read_bytes().splitlines()]

    def write() -> None:
        _write(name, articles, work / f"again-{name}-{next(numbers)}{suffix}", corpus.scheme)

    def read() -> None:
        _convert(name, written, known, corpus.scheme)

    def dump() -> None:
        dumped = "".join(f"{json.dumps(one, ensure_ascii=False)}\n" for one in objects)
        (work / "dumped").write_bytes(dumped.encode())

    def load() -> list[object]:
        return [json.loads(line) for line in lines.read_bytes().splitlines()]

    case = f"{name}: {{}}, {sum(len(one.sets[0].spans) for one in articles):,} spans"
    target = _JSON if name == "jsonl" else None
    for done, ours, beside in (("write", write, dump), ("read with all checks", read, load)):
        samples = in_turn(_timed(ours), _timed(beside), times, 8.0)
        yield Figure("exchange", case.format(done), *samples, "json, the same", target=target)
    if peer := _peer(name, written):
        samples = in_turn(_timed(read), _timed(peer[1]), times, 8.0)
        yield Figure("exchange", case.format("read with all checks"), *samples, peer[0])


def _read(corpus: Corpus, path: str) -> OutgoingArticle:
    document = corpus.document(path)
    said = corpus.read_annotations(ANNOTATOR, document).annotations
    return OutgoingArticle(document, (said,), (corpus.sources / path).read_bytes())


def _write(name: str, articles: list[OutgoingArticle], target: Path, scheme: LabelScheme) -> None:
    row = FORMATS[name]
    output = DiskOutput(target, one_file=row.one_file)
    row.writing().write(iter(articles), Export(scheme, output, lambda _: None, row.settled({})))


def _convert(name: str, path: Path, known: dict[str, Document], scheme: LabelScheme) -> None:
    row = FORMATS[name]
    vocabulary = Vocabulary(scheme, None, Renames())
    vocabulary.settle()
    for incoming in row.reading().read(Source(path), Reading(scheme, row.settled({}), known.get)):
        document = known[incoming.name]
        foreign = ForeignText(document.text, Counting(Unit.CODE_POINTS))
        for said in incoming.sets:
            assert not converted(said, ANNOTATOR, document, foreign, vocabulary).faults


def _peer(name: str, path: Path) -> tuple[str, Callable[[], object]] | None:
    """Return the reader of another program, where it is installed, and what it does."""
    with suppress(ImportError):
        if name == "brat":
            parse = import_module("bratsubset.annotation").TextAnnotations
            return "brat's own parser", lambda: [
                parse(str(one.with_suffix(""))) for one in path.glob("*.ann")
            ]
        if name == "parquet":
            read = import_module("polars").read_parquet
            return "polars, to rows", lambda: read(path / "spans" / "*.parquet").to_dicts()
        if name == "conllu":
            words = import_module("conllu").parse
            return "conllu", lambda: words(path.read_text("utf-8"))
        if name.startswith("uima-"):
            return "cassis", _cassis(name, path)
    return None


def _cassis(name: str, path: Path) -> Callable[[], object]:
    """Return what reads CAS files with cassis. Raises ImportError where it is not installed."""
    cassis = import_module("cassis")
    files = sorted(path.glob("*.json" if name == "uima-json" else "*.xmi"))

    def read() -> object:
        if name == "uima-json":
            return [cassis.load_cas_from_json(one.read_text("utf-8")) for one in files]
        types = cassis.load_typesystem((path / "TypeSystem.xml").read_text("utf-8"))
        return [cassis.load_cas_from_xmi(one.read_text("utf-8"), typesystem=types) for one in files]

    return read


def _timed(action: Callable[[], object]) -> Timed:
    def take(_number: int) -> Taken:
        return milliseconds(action)

    return take


# with a corpus ----------------------------------------------------------------------------------


def _whole(name: str, small: Path, large: Path, size: str) -> Iterator[Figure]:
    found = [_in_process(name, folder) for folder in (large, small)]
    for done in ("export", "import"):
        memory = [one[f"{done} MB"] for one in found]
        beside = f"1/{_TIMES} of the articles"
        case = f"{name}: {done} of {size}"
        yield Figure("exchange", f"{case}: memory", memory[:1], memory[1:], beside, "MB", _BOUNDED)
        yield Figure("exchange", case, [found[0][f"{done} ms"]], [found[1][f"{done} ms"]], beside)


def _in_process(name: str, folder: Path) -> dict[str, float]:
    """Export a corpus and import it into another, each in a process of its own."""
    found: dict[str, float] = {}
    with TemporaryDirectory(prefix="annotator-exchange-") as work:
        row = FORMATS[name]
        target = Path(work, f"out{row.suffix}") if row.one_file else Path(work, "out")
        other = Path(work, "corpus")
        for part in ("seeds", "resources"):
            (other / part).mkdir(parents=True)
        (other / "annotator.yaml").write_text("format: annotator-corpus/1\n", encoding="utf-8")
        (other / "resources" / "labels.yaml").write_bytes((folder / "resources" / "labels.yaml").read_bytes())
        if name == "csv":  # a table brings no articles
            for path in (folder / "seeds").iterdir():
                (other / "seeds" / path.name).write_bytes(path.read_bytes())
        for done, where in (("export", folder), ("import", other)):
            command = [sys.executable, "-m", "benchmarks.exchange", done, name, str(where), str(target)]
            answer = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
            found |= {f"{done} {unit}": value for unit, value in json.loads(answer.stdout).items()}
    return found


def _run(done: str, name: str, folder: Path, target: Path) -> dict[str, float]:
    corpus, row = Corpus.open(folder), FORMATS[name]

    def work() -> None:
        if done == "export":
            assert export(corpus, ExportRequest(row, target)).spans
        else:
            assert not import_source(corpus, ImportRequest(row, target, ANNOTATOR)).faults

    if not row.many and done == "import":
        target = target / ANNOTATOR
    taken = milliseconds(work)
    return {"ms": taken, "MB": _most_resident()}


def _most_resident() -> float:
    """Return the megabytes that this process had in memory at most (Linux only)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) / 1_024


if __name__ == "__main__":
    print(json.dumps(_run(sys.argv[1], sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4]))))

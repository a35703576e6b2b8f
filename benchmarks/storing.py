"""Reading and writing annotation files in memory: beside PyYAML's C classes, and beside json as the limit.

PyYAML and json give dicts and lists; "with all checks" means spans, each held against the article and the
labels. The last rows are files made to break a reader, until their message is there.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import yaml

from annotator.store.annotation_files import parse_annotations
from annotator.store.annotation_writer import AnnotationWriter
from annotator.store.corpus import Corpus
from annotator.store.nodes import Faults
from annotator.store.yaml_file import load, read_strictly
from benchmarks.articles import ANNOTATOR, MANY, annotated
from benchmarks.effort import Bench
from benchmarks.figures import Figure, Target
from benchmarks.timing import Taken, Timed, in_turn, milliseconds
from tests.store.hostile import HOSTILE, message

_FEW = 500
_WORST = 5
_YAML = Target("ratio", 0.6)
_HOSTILE = Target("p99", 100)


def measure(bench: Bench) -> Iterator[Figure]:
    """Yield loading and dumping of a file with few and one with many spans, and the worst hostile files."""
    for count in (min(_FEW, bench.effort.spans), bench.effort.spans):
        yield from _of_size(bench, count)
    hostile = [_hostile(kind, make(bench.effort.bytes)) for kind, make in HOSTILE.items()]
    yield from sorted(hostile, key=lambda figure: -max(figure.ours))[:_WORST]


def _hostile(kind: str, data: bytes) -> Figure:
    taken = [milliseconds(lambda: message(data)) for _ in range(3)]
    return Figure("storing", f"hostile: {kind}, {len(data) / 1e6:.1f} MB", taken, target=_HOSTILE)


def _of_size(bench: Bench, count: int) -> Iterator[Figure]:
    corpus = Corpus.open(bench.corpus)
    document = corpus.document(MANY)
    annotations = annotated(document, corpus.scheme, count)
    data = AnnotationWriter(document).write(annotations)
    text, said = data.decode(), yaml.load(data, Loader=yaml.CSafeLoader)
    ours: dict[str, Callable[[], object]] = {
        "load": lambda: load(data, Faults(MANY)),
        "load what was edited by hand": lambda: read_strictly(text, Faults(MANY)),
        "read with all checks": lambda: parse_annotations(data, MANY, document, corpus.scheme, ANNOTATOR),
        "dump": lambda: AnnotationWriter(document).write(annotations),
    }
    for case, action in ours.items():
        for name, beside in _dumpers(said).items() if case == "dump" else _loaders(data, said).items():
            samples = in_turn(_timed(action), _timed(beside), bench.effort.saves, bench.effort.patience)
            target = _YAML if name.startswith("yaml") else None
            case_and_size = f"{case}, {count:,} spans, {len(data) / 1e6:.1f} MB"
            yield Figure("storing", case_and_size, *samples, name, target=target)


def _loaders(data: bytes, said: object) -> dict[str, Callable[[], object]]:
    as_json = json.dumps(said, ensure_ascii=False)
    return {
        "yaml CSafeLoader": lambda: yaml.load(data, Loader=yaml.CSafeLoader),
        "json": lambda: json.loads(as_json),
    }


def _dumpers(said: object) -> dict[str, Callable[[], object]]:
    return {
        "yaml CSafeDumper": lambda: yaml.dump(
            said, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False
        ),
        "json": lambda: json.dumps(said, ensure_ascii=False).encode(),
    }


def _timed(action: Callable[[], object]) -> Timed:
    def take(_number: int) -> Taken:
        return milliseconds(action)

    return take

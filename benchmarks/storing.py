"""Reading and writing annotation files in memory: beside PyYAML's C classes, and beside json as the limit.

PyYAML and json give dicts and lists; "with all checks" means spans, each held against the article and the
labels. A file edited by hand holds a comment; one by another program is PyYAML's.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import yaml

from annotator.store.annotation_files import parse_annotations
from annotator.store.annotation_writer import LONG_LISTS, AnnotationWriter
from annotator.store.corpus import Corpus
from annotator.store.nodes import Faults
from annotator.store.yaml_file import load
from benchmarks.articles import ANNOTATOR, MANY, annotated
from benchmarks.effort import Bench
from benchmarks.figures import Figure, Target
from benchmarks.timing import Taken, Timed, in_turn, milliseconds

_FEW = 500
_YAML = Target("ratio", 0.6)


def measure(bench: Bench) -> Iterator[Figure]:
    """Yield loading and dumping of a file with few and one with many spans."""
    for count in (min(_FEW, bench.effort.spans), bench.effort.spans):
        yield from _of_size(bench, count)


def _of_size(bench: Bench, count: int) -> Iterator[Figure]:
    corpus = Corpus.open(bench.corpus)
    document = corpus.document(MANY)
    annotations = annotated(document, corpus.scheme, count)
    data = AnnotationWriter(document).write(annotations)
    said = yaml.load(data, Loader=yaml.CSafeLoader)
    edited = data + b"# by hand\n"
    other = yaml.dump(said, Dumper=yaml.CSafeDumper, allow_unicode=True, encoding="utf-8")
    ours: dict[str, Callable[[], object]] = {
        "load": lambda: load(data, Faults(MANY), LONG_LISTS),
        "load what was edited by hand": lambda: load(edited, Faults(MANY), LONG_LISTS),
        "load what another program wrote": lambda: load(other, Faults(MANY), LONG_LISTS),
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

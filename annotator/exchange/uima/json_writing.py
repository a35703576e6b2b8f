"""Articles as UIMA CAS JSON 0.4, a file each with its type system in it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from annotator.exchange.inception.type_system import TypeSystem
from annotator.exchange.inception.writing_marks import MarkWriter
from annotator.exchange.outgoing import Export, OutgoingArticle
from annotator.exchange.uima.cas_writing import SOFA_KEY, CasWriter
from annotator.exchange.uima.structures import INITIAL_VIEW, SOFA, Structure

_Object = dict[str, object]


def write(articles: Iterable[OutgoingArticle], export: Export) -> None:
    """Write ARTICLE.json for each article."""
    writer = CasWriter(MarkWriter(export, named_entities=export.options["entities"] == "NamedEntity"))
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    for article in articles:
        structures = writer.structures(article)
        with export.output.open(f"{article.document.path}.json") as file:
            head = {"%TYPES": dict(_types(writer.marks.types))}
            file.write(encode(head)[:-1].encode("utf-8") + b',\n"%FEATURE_STRUCTURES":[')
            sofa: _Object = {
                "%ID": int(SOFA_KEY), "%TYPE": SOFA, "sofaNum": 1, "sofaID": INITIAL_VIEW,
                "mimeType": "text/plain", "sofaString": article.document.text,
            }  # fmt: skip
            separator = b"\n"
            for entry in (sofa, *map(_entry, structures)):
                # Half of a surrogate pair, which a note may hold, has no UTF-8: it becomes JSON's escape.
                file.write(separator + encode(entry).encode("utf-8", "backslashreplace"))
                separator = b",\n"
            members = [int(structure.key) for structure in structures]
            views = {INITIAL_VIEW: {"%SOFA": int(SOFA_KEY), "%MEMBERS": members}}
            file.write(b'\n],\n"%VIEWS":' + encode(views).encode() + b"}\n")


def _types(types: TypeSystem) -> Iterator[tuple[str, _Object]]:
    for name in sorted(types.types):
        kind = types.types[name]
        described: _Object = {"%NAME": name, "%SUPER_TYPE": kind.parent}
        for feature in sorted(kind.features):
            described[feature] = {"%NAME": feature, "%RANGE": kind.features[feature]}
        yield name, described


def _entry(structure: Structure) -> _Object:
    said: _Object = {"%ID": int(structure.key), "%TYPE": structure.type, "@sofa": int(SOFA_KEY)}
    if structure.begin is not None:
        said |= {"begin": structure.begin, "end": structure.end}
    said |= {f"@{name}": int(keys[0]) for name, keys in structure.refs.items()}
    return said | structure.values

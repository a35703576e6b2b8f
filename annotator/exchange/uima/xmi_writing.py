"""Articles as UIMA CAS XMI, a file each, and their type system."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from annotator.exchange.inception.type_system import FILE
from annotator.exchange.inception.writing_marks import MarkWriter
from annotator.exchange.outgoing import Export, Loss, OutgoingArticle
from annotator.exchange.uima.cas_writing import SOFA_KEY, CasWriter
from annotator.exchange.uima.structures import INITIAL_VIEW, Structure
from annotator.exchange.uima.xml_characters import impossible, possible_text, possible_value, quoted_attribute
from annotator.model.annotations import Value

CHARACTERS = "characters"
"""What a loss is of that no feature of annotations is: text that XML cannot have."""


def write(articles: Iterable[OutgoingArticle], export: Export) -> None:
    """Write ARTICLE.xmi for each article, and TypeSystem.xml."""
    writer = CasWriter(MarkWriter(export, named_entities=export.options["entities"] == "NamedEntity"))
    for article in articles:
        _tell_characters(article, export)
        structures = writer.structures(article)
        with export.output.open(f"{article.document.path}.xmi") as file:
            for line in _lines(article.document.text, structures):
                file.write(line.encode("utf-8"))
                file.write(b"\n")
    with export.output.open(FILE) as file:
        file.write(writer.marks.types.xml())


def _tell_characters(article: OutgoingArticle, export: Export) -> None:
    found = impossible(article.document.text)
    if found:
        names = ", ".join(f"U+{ord(char):04X}" for char in found)
        message = f"XML cannot have {names}: in the file, U+FFFD stands in place of each"
        annotator = article.sets[0].annotator
        export.tell(Loss(article.document.path, annotator, "", CHARACTERS, message))


def _lines(text: str, structures: list[Structure]) -> Iterator[str]:
    packages = sorted({_package(structure.type) for structure in structures})
    prefixes = {package: f"t{number}" for number, package in enumerate(packages, 1)}
    spaces = "".join(f' xmlns:{prefixes[one]}="http:///{one.replace(".", "/")}.ecore"' for one in packages)
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield (
        '<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore"'
        f'{spaces} xmi:version="2.0">'
    )
    yield '<cas:NULL xmi:id="0"/>'
    for structure in structures:
        name = structure.type.rpartition(".")[2]
        yield f"<{prefixes[_package(structure.type)]}:{name}{_attributes(structure)}/>"
    sofa = quoted_attribute(possible_text(text))
    yield (
        f'<cas:Sofa xmi:id="{SOFA_KEY}" sofaNum="1" sofaID="{INITIAL_VIEW}" mimeType="text/plain" '
        f'sofaString="{sofa}"/>'
    )
    members = " ".join(structure.key for structure in structures)
    yield f'<cas:View sofa="{SOFA_KEY}" members="{members}"/>'
    yield "</xmi:XMI>"


def _package(type_name: str) -> str:
    return type_name.rpartition(".")[0]


def _attributes(structure: Structure) -> str:
    said = {"xmi:id": structure.key, "sofa": SOFA_KEY}
    if structure.begin is not None:
        said |= {"begin": str(structure.begin), "end": str(structure.end)}
    said |= {name: " ".join(keys) for name, keys in structure.refs.items()}
    said |= {name: _written(value) for name, value in structure.values.items()}
    return "".join(f' {name}="{quoted_attribute(value)}"' for name, value in said.items())


def _written(value: Value) -> str:
    return possible_value(value) if isinstance(value, str) else str(value).lower()

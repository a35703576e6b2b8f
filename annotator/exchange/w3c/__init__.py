"""The W3C's Web Annotation model as JSON-LD: a collection for each article, offsets in code points.

Ids are derived from names, so that the same annotation has the same one in every export.
"""

from __future__ import annotations

from urllib.parse import quote, unquote, urlsplit
from uuid import NAMESPACE_URL, uuid5

CONTEXT_URL = "http://www.w3.org/ns/anno.jsonld"
CONTEXT_FILE = "anno.jsonld"
"""The context at CONTEXT_URL, as far as it is used, for processors without a network."""
TERMS = "urn:annotator:terms#"
OWN_CONTEXT = {
    "annotator": TERMS,
    "spanId": "annotator:spanId",
    "relationId": "annotator:relationId",
    "layer": "annotator:layer",
    "status": "annotator:status",
    "language": "dc:language",
    "attributes": {"@id": "annotator:attributes", "@type": "@json"},
    "origin": {"@id": "annotator:origin", "@type": "@json"},
}
"""What is said beside the standard's own words."""
ARTICLE = "urn:article:"


def iri_of(kind: str, *names: str) -> str:
    """Return the IRI of something by its kind and what it is called."""
    parts = "/".join(quote(name.encode("utf-8", "surrogatepass"), safe="") for name in (kind, *names))
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'{TERMS}{parts}')}"


def article_iri(path: str, base: str) -> str:
    """Return the IRI of an article. base: what stands before its path; "" for a name of its own."""
    return (base or ARTICLE) + quote(path)


def article_names(iri: str) -> list[str]:
    """Return the names that the article of an IRI may have here, the likeliest first."""
    if iri.startswith(ARTICLE):
        return [unquote(iri.removeprefix(ARTICLE))]
    path = unquote(urlsplit(iri).path if "://" in iri else iri).strip("/")
    steps = path.split("/")
    return ["/".join(steps[number:]) for number in range(len(steps)) if steps[number]]

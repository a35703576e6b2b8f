"""The words of the Web Annotation vocabulary that are written here, and what each stands for.

Source: Web Annotation Vocabulary, W3C Recommendation of 23 February 2017, appendix A.
"""

from __future__ import annotations

_PREFIXES = {
    "oa": "http://www.w3.org/ns/oa#",
    "as": "http://www.w3.org/ns/activitystreams#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_CLASSES = {
    "Annotation": "oa:Annotation",
    "AnnotationCollection": "as:OrderedCollection",
    "AnnotationPage": "as:OrderedCollectionPage",
    "Person": "foaf:Person",
    "SpecificResource": "oa:SpecificResource",
    "TextPositionSelector": "oa:TextPositionSelector",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "TextualBody": "oa:TextualBody",
}
_MOTIVATIONS = ("commenting", "describing", "identifying", "linking", "tagging")
_LINKS = {
    "body": "oa:hasBody",
    "creator": "dcterms:creator",
    "first": "as:first",
    "last": "as:last",
    "partOf": "as:partOf",
    "selector": "oa:hasSelector",
    "source": "oa:hasSource",
    "target": "oa:hasTarget",
}
_NUMBERS = {
    "end": "oa:end",
    "start": "oa:start",
    "startIndex": "as:startIndex",
    "total": "as:totalItems",
}
_TEXTS = {
    "exact": "oa:exact",
    "format": "dc:format",
    "label": "rdfs:label",
    "name": "foaf:name",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "value": "rdf:value",
}

CONTEXT: dict[str, object] = {
    **_PREFIXES,
    "id": "@id",
    "type": "@type",
    **_CLASSES,
    **{motivation: f"oa:{motivation}" for motivation in _MOTIVATIONS},
    **{word: {"@id": iri, "@type": "@id"} for word, iri in _LINKS.items()},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
    **{word: {"@id": iri, "@type": "xsd:nonNegativeInteger"} for word, iri in _NUMBERS.items()},
    **_TEXTS,
}

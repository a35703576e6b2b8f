"""Other names for foreign labels, relations and attributes, as whoever imports wishes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from annotator.model.faults import AnnotatorError


@dataclass(frozen=True)
class Renames:
    """New names by old ones: of a label or relation, ``layer/label``, ``layer/`` as a whole, ``@attribute``.

    An empty name leaves it out.
    """

    names: Mapping[str, str] = field(default_factory=dict[str, str])

    @classmethod
    def of(cls, pairs: Iterable[str]) -> Renames:
        """Read ``OLD=NEW`` pairs. Raises AnnotatorError for what is none."""
        names: dict[str, str] = {}
        for pair in pairs:
            # A name may hold the sign itself: then OLD is as long as it can be.
            old, sign, new = pair.rpartition("=")
            old, new = old.strip(), new.strip()
            mixed = new and old.startswith("@") != new.startswith("@")
            if not (sign and old) or mixed:
                raise AnnotatorError(f"{pair!r} is no pair OLD=NEW, such as PERSON=entity/PER or @old=@new")
            names[old] = new
        return cls(names)

    def label(self, layer: str, label: str) -> tuple[str, str] | None:
        """Return layer ("" where unknown) and label; None for what is left out."""
        new = self.names.get(f"{layer}/{label}", self.names.get(label))
        if new is None:
            new = self.names.get(f"{layer}/") if layer else None
            return (layer, label) if new is None else (new.rstrip("/"), label) if new else None
        other, sign, name = new.partition("/")
        if sign:
            return other, name or label
        return (layer, new) if new else None

    def relation(self, name: str) -> str:
        """Return a relation's name; "" for what is left out."""
        return self.names.get(name, name)

    def attribute(self, name: str) -> str:
        """Return an attribute's name; "" for what is left out."""
        return self.names.get(f"@{name}", f"@{name}")[1:]

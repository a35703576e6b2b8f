"""Who made an annotation of Label Studio's: by e-mail, name or number, as the export tells it."""

from __future__ import annotations

from annotator.exchange.json_values import Entry
from annotator.model.faults import AnnotatorError


class People:
    """Annotators' names. wish: other names for them, ``3=aisha,b@x.org=bilal``.

    Raises AnnotatorError for a wish that is none.
    """

    def __init__(self, wish: str) -> None:
        self._names: dict[str, str] = {}
        for pair in filter(None, (part.strip() for part in wish.split(","))):
            who, sign, name = pair.partition("=")
            if not (sign and who.strip() and name.strip()):
                raise AnnotatorError(f"annotators: {pair!r} is no pair WHO=NAME, such as 3=aisha")
            self._names[who.strip()] = name.strip()

    def called(self, name: str) -> str:
        """Return the name that was wished, else the name."""
        return self._names.get(name, name)

    def of(self, annotation: Entry) -> str:
        """Return who made an annotation, or a draft; "" where it does not tell."""
        if name := annotation.name("annotator"):
            return self.called(name)  # as we write it
        for key in ("completed_by", "user", "created_username"):
            value = annotation.get(key)
            if isinstance(value, dict):
                return self._person(annotation.entry(key))
            if name := annotation.name(key):
                return self._numbered(name)
        return ""

    def minimal(self, entry: Entry) -> str:
        """Return who made an entry of plain results."""
        return self._numbered(entry.name("annotator"))

    def _person(self, person: Entry) -> str:
        names = [person.name("email"), person.name("username"), person.name("id")]
        for name in filter(None, names):
            if name in self._names:
                return self._names[name]
        full = " ".join(filter(None, (person.name("first_name"), person.name("last_name"))))
        return names[0] or names[1] or full or self._numbered(names[2])

    def _numbered(self, name: str) -> str:
        return self.called(name) if name in self._names or not name.isdecimal() else f"user-{name}"

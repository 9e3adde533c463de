"""
What the JSON Schema says of a document, each time with the place in the document.

The validator takes a key for a number if it looks like one, and leaves an
empty one out of its paths.  Free keys can be anything, so that it gets them
with a letter before them; those that the format knows are plain words.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from wi_cli.checking.parts import MOST_VALUES, parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from wi_cli.registry.values import Path

Document = dict[str, Any]

# Letters alone would do, but no id of the format begins with this one.
_MARK = "_"


class Validator:
    """
    Judges documents by a JSON Schema.
    """

    def __init__(self, schema: str) -> None:
        import jsonschema_rs

        self._parsed: dict[str, Any] = json.loads(schema)
        tables: dict[str, dict[str, Any]] = self._parsed["properties"]
        # The tables whose keys are free, and what a key must be: judged apart, since
        # of a key that is wrong the validator makes an error that holds the whole table.
        names = {key: table["propertyNames"] for key, table in tables.items() if "propertyNames" in table}
        rest = {key: {k: v for k, v in table.items() if k != "propertyNames"} for key, table in tables.items()}
        self._validator = jsonschema_rs.validator_for({**self._parsed, "properties": rest})
        self._names = {
            key: jsonschema_rs.validator_for({"$defs": self._parsed["$defs"], "items": wanted})
            for key, wanted in names.items()
        }

    def errors(self, document: Document) -> Iterator[tuple[Path, Any]]:
        """
        The validator's errors, each with its path, made bit by bit; those about free keys are `misnamed`.
        """
        marked = {
            key: {_MARK + inner: value for inner, value in table.items()}
            if key in self._names and isinstance(table, dict)
            else table
            for key, table in document.items()
        }
        if self._validator.is_valid(marked):
            return
        refused: set[Path] = set()
        for part in parts(marked, lambda path: len(path) == 1 and path[0] in self._names):
            if any(part.inside[:length] in refused for length in range(1, len(part.inside) + 1)):
                continue
            for error in self._validator.iter_errors(part.document()):
                path = part.original(tuple(error.instance_path))
                if path is None:
                    continue
                # What is in something that may not be there is not judged.
                if error.kind.name == "additionalProperties":
                    kind: Any = error.kind
                    refused.update((*path, key) for key in kind.unexpected)
                if len(path) > 1 and path[0] in self._names and isinstance(path[1], str):
                    path = (path[0], path[1].removeprefix(_MARK), *path[2:])
                yield path, error

    def misnamed(self, document: Document) -> Iterator[Path]:
        """
        The paths of the free keys that the schema doesn't allow.
        """
        for table, validator in self._names.items():
            if isinstance(document.get(table), dict):
                keys = list(document[table])
                for first in range(0, len(keys), MOST_VALUES):
                    some = keys[first : first + MOST_VALUES]
                    for n in dict.fromkeys(error.instance_path[0] for error in validator.iter_errors(some)):
                        yield table, some[int(n)]

    def node(self, path: Sequence[str | int]) -> dict[str, Any]:
        """
        The part of the schema that a schema path leads to.
        """
        node: Any = self._parsed
        for part in path:
            node = node[part]
        return node  # type: ignore[no-any-return]  # a schema is made of objects

    def description(self, node: Mapping[str, Any]) -> str:
        """
        What the schema says of a property, itself or where it refers to.
        """
        referred = self._parsed["$defs"].get(str(node.get("$ref", "")).rpartition("/")[2], {})
        return str(node.get("description") or referred.get("description", ""))


@lru_cache(maxsize=1)
def validator(schema: str) -> Validator:
    """
    The validator of a schema's text; made only once.
    """
    return Validator(schema)

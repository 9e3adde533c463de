"""
Registries made up from the schema, and written in all the ways that TOML allows.
"""

from __future__ import annotations

import json
import re
from datetime import date, datetime, time
from math import isfinite, isnan
from typing import TYPE_CHECKING, Any

from fuzzing.pieces import COMMENTS, DATES, IDS, NUMBERS, ODD_IDS, PLAUSIBLE, TIMES, WORDS
from wi_cli.registry import store

if TYPE_CHECKING:
    from random import Random

SCHEMA = json.loads(store.schema())
DATE_FIELDS = {"date", "as_of", "since", "until"}
VOCABULARY = {"sources": "sources", "topics": "topics", "indicator": "indicators", "part_of": "indicators"}
BARE = re.compile(r"[A-Za-z0-9_-]+")


def text(random: Random) -> str:
    """
    A registry, more or less: from a tidy one to one with anything anywhere.
    """
    odd = random.choice((0, 0, 0.02, 0.1, 0.3))
    return Writer(random, odd).written(Maker(random, odd).registry())


class Maker:
    """
    Makes up documents in which about every n-th thing is odd.
    """

    def __init__(self, random: Random, odd: float) -> None:
        self.random = random
        self._odd = odd
        self._ids = {table: self._some_ids() for table in ("topics", "indicators", "sources", "members")}

    def registry(self) -> dict[str, Any]:
        tables = {
            "format": 1,
            "network": self.table("network"),
            "topics": {key: self.value("label") for key in self._ids["topics"]},
            **{name: {key: self.table(name[:-1]) for key in self._ids[name]} for name in ("indicators", "sources")},
            "members": {key: self.table("member") for key in self._ids["members"]},
        }
        tables = {key: self._spoilt(value) for key, value in tables.items() if not self._is_odd()}
        return self._shuffled(tables) if self._is_odd() else tables

    def table(self, name: str) -> dict[str, Any]:
        """
        A table of one of the schema's definitions.
        """
        shape = SCHEMA["$defs"][name]
        made = {}
        for key, value in shape["properties"].items():
            needed = key in shape.get("required", ())
            if self.random.random() < (1 - self._odd if needed else 0.35):
                made[key] = self._spoilt(self._field(key, value))
        if self._is_odd():
            made[self._odd_id()] = self.anything()
        return self._shuffled(made) if self.random.random() < 0.2 else made

    def value(self, key: str) -> Any:
        """
        A plausible value for a field of that name.
        """
        if key in DATE_FIELDS:
            return self._mostly_first(DATES)
        if key == "seen":
            return self._several(lambda: self._mostly_first(DATES))
        if key in ("sources", "topics"):
            return self._several(lambda: self._id(VOCABULARY[key]))
        if key in VOCABULARY:
            return self._id(VOCABULARY[key])
        return self._mostly_first(PLAUSIBLE[key]) if key in PLAUSIBLE else self.random.choice(WORDS)

    def anything(self, depth: int = 0) -> Any:
        """
        A value of any type.
        """
        kind = self.random.randrange(5 if depth > 2 else 7)
        if kind < 2:
            return self.random.choice(WORDS)
        if kind < 5:
            return self.random.choice((NUMBERS, TIMES, (True, False))[kind - 2])
        if kind == 5:
            return [self.anything(depth + 1) for _ in range(self.random.randrange(3))]
        keys = [self.random.choice((*IDS, *PLAUSIBLE, *ODD_IDS)) for _ in range(self.random.randrange(3))]
        return {key: self.anything(depth + 1) for key in keys}

    def _field(self, key: str, shape: dict[str, Any]) -> Any:
        if reference := shape.get("$ref"):
            name = reference.rpartition("/")[2]
            return self.table(name) if "properties" in SCHEMA["$defs"][name] else self.value(key)
        if shape.get("type") == "object":
            return {inner: self.value(inner) for inner in shape["properties"] if not self._is_odd()}
        items = shape.get("items", {}).get("$ref", "").rpartition("/")[2]
        if items and "properties" in SCHEMA["$defs"][items]:
            return [self.table(items) for _ in range(self.random.choice((1, 1, 2, 3)))]
        return self.value(key)

    def _spoilt(self, value: Any) -> Any:
        return self.anything() if self._is_odd() else value

    def _is_odd(self) -> bool:
        return self.random.random() < self._odd

    def _odd_id(self) -> str:
        return self.random.choice(ODD_IDS)

    def _id(self, table: str) -> str:
        return self._odd_id() if self._is_odd() else self.random.choice(self._ids[table] or ["a"])

    def _some_ids(self) -> list[str]:
        count = self.random.choice((0, 1, 1, 2, 2, 3) if self._odd else (1, 2, 3))
        return list(dict.fromkeys(self._odd_id() if self._is_odd() else self.random.choice(IDS) for _ in range(count)))

    def _several(self, one: Any) -> list[Any]:
        return [one() for _ in range(self.random.choice((0, 1, 1, 1, 2, 3) if self._odd else (1, 1, 2)))]

    def _mostly_first(self, values: Any) -> Any:
        return values[0] if self.random.random() < (0.6 if self._odd else 0.85) else self.random.choice(values)

    def _shuffled(self, table: dict[str, Any]) -> dict[str, Any]:
        keys = list(table)
        self.random.shuffle(keys)
        return {key: table[key] for key in keys}


class Writer:
    """
    Writes documents as TOML: each table under a header, with dotted keys or in
    one line; each text in one of four kinds of quotes; comments and blanks between.
    """

    def __init__(self, random: Random, odd: float = 0.1) -> None:
        self.random = random
        self._untidy = odd or random.choice((0, 0, 0.1))

    def written(self, document: dict[str, Any]) -> str:
        blocks = self._blocks((), document, "")
        if self._untidy and self.random.random() < 0.15:
            self.random.shuffle(blocks)
        return "".join(blocks)

    def _blocks(self, path: tuple[str, ...], table: dict[str, Any], header: str) -> list[str]:
        pairs, below = [], []
        for key, value in table.items():
            kind = self._kind(value)
            if kind == "tables":
                for item in value:
                    below += self._blocks((*path, key), item, "[[{}]]")
            elif kind == "table":
                below += self._blocks((*path, key), value, "[{}]")
            elif kind == "dotted":
                pairs += [self._pair((key, inner), item) for inner, item in value.items()]
            else:
                pairs.append(self._pair((key,), value))
        implicit = header == "[{}]" and not pairs and below and self.random.random() < 0.8
        head = "" if implicit or not header else f"\n{self._line(header.format(self._keys(path)))}"
        return [head + "".join(pairs), *below]

    def _kind(self, value: Any) -> str:
        plain = self.random.random() < 0.9 - self._untidy
        if isinstance(value, dict):
            return "table" if plain else self.random.choice(("dotted", "in line") if value else ("table", "in line"))
        if isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
            return "tables" if plain else "in line"
        return "pair"

    def _pair(self, keys: tuple[str, ...], value: Any) -> str:
        equals = self.random.choice((" = ", "=", "\t=  ")) if self._is_untidy() else " = "
        return self._line(f"{self._keys(keys)}{equals}{self.value(value)}")

    def _line(self, line: str) -> str:
        above = behind = ""
        if self._is_untidy():
            above = self.random.choice(("\n", "\n\n", f"{self._comment()}\n", f"\n{self._comment()}\n\n", "  "))
        if self._is_untidy():
            behind = f"{self.random.choice(('', ' ', '  '))}{self._comment()}"
        return f"{above}{line}{behind}\n"

    def _comment(self) -> str:
        return self.random.choice(COMMENTS)

    def _is_untidy(self) -> bool:
        return self.random.random() < self._untidy

    def _keys(self, keys: tuple[str, ...]) -> str:
        dot = self.random.choice((" . ", ". ")) if self.random.random() < self._untidy / 4 else "."
        return dot.join(map(self.key, keys))

    def key(self, key: str) -> str:
        if BARE.fullmatch(key) and self.random.random() > self._untidy / 3:
            return key
        if "'" not in key and key.isprintable() and self.random.random() < 0.4:
            return f"'{key}'"
        return self._quoted(key)

    def value(self, value: Any) -> str:
        if isinstance(value, str):
            return self._string(value)
        if isinstance(value, dict):
            pairs = ", ".join(f"{self.key(key)} = {self.value(item)}" for key, item in value.items())
            return f"{{ {pairs} }}" if pairs else self.random.choice(("{}", "{ }"))
        if isinstance(value, list):
            return self._array([self.value(item) for item in value])
        if isinstance(value, bool):
            return str(value).lower()
        if isinstance(value, (date, datetime, time)):
            return value.isoformat().replace("T", self.random.choice("Tt "))
        return self._integer(value) if isinstance(value, int) else self._float(value)

    def _array(self, items: list[str]) -> str:
        if not self._is_untidy():
            return f"[{', '.join(items)}]"
        lines = [self.random.choice((f"{item},", f"  {item},  {self._comment()}", f"\n {item} ,")) for item in items]
        last = self.random.choice(("", f"\n{self._comment()}"))
        return "\n".join(["[", *lines]) + f"{last}\n]"

    def _string(self, value: str) -> str:
        kind = self.random.random()
        if kind < 0.1 and "'" not in value and all(c.isprintable() or c in "\n\t" for c in value):
            return f"'''\n{value}'''"
        if kind < 0.2 or ("\n" in value and kind < 0.8):
            fold = "\\\n   " if self._is_untidy() else ""
            escaped = self._escaped(value, keep="\n")
            return f'"""\n{fold}{escaped}"""'
        if kind < 0.3 and "'" not in value and value.isprintable():
            return f"'{value}'"
        return self._quoted(value)

    def _quoted(self, value: str) -> str:
        return f'"{self._escaped(value)}"'

    def _escaped(self, value: str, keep: str = "") -> str:
        return "".join(self._character(c, keep) for c in value)

    def _character(self, character: str, keep: str) -> str:
        short = {"\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\"}
        raw = character.isprintable() or character in keep or ord(character) > 0x9F
        if raw and character not in '"\\' and self.random.random() > self._untidy / 10:
            return character
        return short.get(character) or (
            f"\\u{ord(character):04x}" if ord(character) < 0x10000 else f"\\U{ord(character):08X}"
        )

    def _integer(self, value: int) -> str:
        if not self._is_untidy():
            return str(value)
        forms = [f"{value:_}", f"{value:+}", *([f"{value:#x}", f"{value:#o}", f"{value:#b}"] if value >= 0 else [])]
        return self.random.choice(forms)

    def _float(self, value: float) -> str:
        if isnan(value):
            return self.random.choice(("nan", "+nan", "-nan"))
        return repr(value) if isfinite(value) else "inf" if value > 0 else "-inf"

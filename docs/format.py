"""
Write docs/format.md: the manual of the registry's format, its tables of fields from the schema.

    .venv/bin/python docs/format.py
"""

from pathlib import Path

from wi_cli.registry import schema
from wi_cli.registry.format import LISTS, TABLES

HERE = Path(__file__).parent
TYPES = {"string": "text", "integer": "whole number", "number": "number", "boolean": "true or false"}
HEADINGS = {
    ("network",): "`[network]`",
    ("kinds",): "`[kinds]`, if the built-in ones are not enough",
    ("topics",): "`[topics]`",
    ("indicators", "ID"): "`[indicators.ID]`",
    ("sources", "ID"): "`[sources.ID]`",
    ("members", "ID"): "`[members.ID]`",
    **{("members", "ID", name): f"`[members.ID.{name}]`, or `{name} = {{…}}` in one line" for name in TABLES},
    **{("members", "ID", name): f"`[[members.ID.{name}]]`, one for each" for name in LISTS},
}


def main() -> None:
    """
    Put the tables into the text around them.
    """
    text = (HERE / "format.in.md").read_text(encoding="utf-8")
    (HERE / "format.md").write_text(written(text), encoding="utf-8")


def written(text: str) -> str:
    """
    The manual: the text with all tables in place of the line `{tables}`.
    """
    return text.replace("{tables}\n", "\n".join(_table(path, heading) for path, heading in HEADINGS.items()))


def _table(path: tuple[str, ...], heading: str) -> str:
    table = schema.described(path)
    table = schema.described((*path, 0)) or table  # of a list, what each of its tables holds
    lines = [f"### {heading}", "", table.get("description", ""), ""]
    if "properties" in table:
        lines += ["| field | | type | meaning |", "|---|---|---|---|"]
        lines += [_row((*path, name), needed=name in table.get("required", ())) for name in table["properties"]]
        lines.append("")
    return "\n".join(lines)


def _row(path: tuple[str, ...], *, needed: bool) -> str:
    field = schema.described(path)
    name = f"`{path[-1]}`"
    allowed = ", ".join(f"`{value}`" for value in field.get("enum", ()))
    text = " ".join(part for part in (field.get("description", ""), f"One of {allowed}." if allowed else "") if part)
    return f"| {name} | {'needed' if needed else ''} | {_type(path)} | {text} |".replace("|  |", "| |")


def _type(path: tuple[str, ...]) -> str:
    kind = schema.described(path).get("type")
    if kind == "array":
        inner = schema.described((*path, 0)).get("type")
        return "list of tables" if inner == "object" else "list of texts"
    return "table" if kind == "object" else TYPES[str(kind)]


if __name__ == "__main__":
    main()

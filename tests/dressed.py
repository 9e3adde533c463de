"""
Registries in every dress, and what of them has to stay.
"""

import re
import tomllib

from hypothesis import strategies as st

from samples import REGISTRIES
from wi_cli.checking.diagnose import examine
from wi_cli.checking.rule import Settings
from wi_cli.errors import CannotChangeError
from wi_cli.registry import store
from wi_cli.registry.tokens import tokens

SCHEMA = store.schema()
TODAY = Settings("2026-11-22")
BASE = (REGISTRIES / "base.toml").read_text(encoding="utf-8")

HEAD = """\
format = 1 # one

[network]
name = "Netz" # net
summary = "Ein erfundenes Netz."

[topics] # vocabulary
uebergang = "Übergang"
# below
eltern = 'Elternarbeit'

[indicators.population]
label = "Einwohner"
unit = "Personen"

[sources.flyer] # where it was read
title = "Faltblatt"

[sources.bericht]
title = "Bericht"
"""

NEW = {
    "name": "Neustadt",
    "kind": "Gemeinde",
    "state": "SN",
    "summary": "Eine „neue“ Gemeinde.",
    "contacts": [{"office": "Rathaus", "phone": "+49 30 23125 000", "sources": ["flyer"]}],
    "links": [{"title": "Plan"}, {"title": "Karte"}],
}
blanks = st.sampled_from(["", "", "\n", "\n", "\n\n", "\n \n"])
remark = st.sampled_from(["", "", "", "# remark @\n", "  # remark @ [members.x] \n# and @\n"])
behind = st.sampled_from(["", "", "", " # behind @", "\t#@"])
apart = st.sampled_from(["", "", "", "", "# apart @\n\n"])
text_value = st.sampled_from(['"Ein Text."', "'Ein Text.'", '"""Ein Text."""', '"Ein \\"Text\\"."', '"Ä # nichts"'])
ids = st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=4, unique=True)
SOURCES = ['["flyer"]', "[ 'flyer' , \"bericht\", ]", '[\n  "flyer", # inside @\n\n  "bericht"\n]']


@st.composite
def pairs(draw, required, optional):
    lines = [f"{key} = {value}" for key, value in required]
    lines += [f"{key}  =  {value}" for key, value in optional if draw(st.booleans())]
    return [f"{draw(remark)}{line}{draw(behind)}\n{draw(blanks)}" for line in draw(st.permutations(lines))]


@st.composite
def member_tables(draw, key):
    """
    The tables of one member, in any order (elements of an array keep theirs: TOML wants it).
    """
    sources = ("sources", draw(st.sampled_from(SOURCES)))
    own = draw(
        pairs(
            [("name", f'"{key.upper()}"'), ("kind", '"Gemeinde"'), ("state", "'SN'"), ("summary", draw(text_value))],
            [
                ("website", '"https://example.org"'),
                ("topics", "[ 'uebergang',\n 'eltern' ]"),
                ("aliases", f'["{key}{key}"]'),
            ],
        )
    )
    tables = [("", own)]
    if draw(st.booleans()):
        tables.append(("membership", draw(pairs([sources], [("since", '"2011"'), ("founding", "true")]))))
    contact = pairs([("office", '"Amt"'), sources], [("city", '"Ort"'), ("role", '"x"')])
    tables += [("contacts", lines) for lines in draw(st.lists(contact, max_size=2))]
    if draw(st.booleans()):
        tables.append(("links", draw(pairs([("title", '"Plan"')], [("url", '"https://example.org/a#b"')]))))
    result = []
    for name, lines in draw(st.permutations(tables)):
        path = f"members.{key}.{name}" if name else f"members.{key}"
        header = f"[[{path}]]" if name in ("contacts", "links") else f"[{path}]"
        above, below = draw(apart) + draw(remark), draw(remark)
        result.append(f"{above}{header}{draw(behind)}\n{''.join(lines)}{below}{draw(blanks)}")
    return result


@st.composite
def registries(draw):
    """
    A valid registry; every comment in it is another.
    """
    tables = [HEAD + draw(blanks)]
    for key in draw(ids):
        tables += draw(member_tables(key))
    text = "".join(tables) + draw(st.sampled_from(["", "", "# the end @\n", "\n# the end @\n"]))
    parts = text.split("@")
    text = parts[0] + "".join(f"c{n}{part}" for n, part in enumerate(parts[1:]))
    if draw(st.booleans()):
        text = text.removesuffix("\n")
    return text.replace("\n", "\r\n") if draw(st.booleans()) else text


@st.composite
def registries_and_keys(draw):
    text = draw(registries())
    return text, draw(st.sampled_from(sorted(tomllib.loads(text)["members"])))


def comments(text):
    return [text[slice(*token.span)].rstrip() for token in tokens(text) if token.kind == "comment"]


def errors(text):
    return sorted(
        (found.code, found.message) for found in examine(text.encode(), SCHEMA, TODAY).diagnostics if not found.warning
    )


def headers(text):
    strings = [token.span for token in tokens(text)]
    found = re.finditer(r"^[ \t]*\[+members\.([\w-]+)[^\]\n]*\]", text, re.MULTILINE)
    return [one[1] for one in found if not any(start <= one.start() < end for start, end in strings)]


def difference(before, after):
    """
    The lines in the one place at which two texts differ: what was taken out, and what came in.
    """
    before, after = (re.sub("\r?\n\\Z", "", text).replace("\r", "").split("\n") for text in (before, after))
    start = next(
        (n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), min(len(before), len(after))
    )
    most = min(len(before), len(after)) - start
    end = next((n for n in range(most) if before[-1 - n] != after[-1 - n]), most)
    return "\n".join(before[start : len(before) - end]), "\n".join(after[start : len(after) - end])


def line_ends(text):
    return {match[0] for match in re.finditer("\r?\n", text)}


def tried(change):
    """
    What a change gives, or why it can't be made.
    """
    try:
        return change(), ""
    except CannotChangeError as error:
        return None, str(error)


def scattered(text, key):
    found = headers(text)
    first, last = found.index(key), len(found) - 1 - found[::-1].index(key)
    return any(one != key for one in found[first : last + 1])

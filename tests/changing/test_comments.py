"""
Which comments go with what is taken out, and what is left where it stood.
"""

import re
import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import texts
from samples import REGISTRIES

WRITTEN = {path.stem: path.read_text(encoding="utf-8") for path in (REGISTRIES / "written").glob("*.toml")}


def comments(text):
    return [line.strip() for line in text.split("\n") if line.lstrip().startswith("#")]


def gone(before, after):
    """
    The comment lines that a text has lost, and never more than that.
    """
    left = comments(after)
    return [comment for comment in comments(before) if comment not in left or left.remove(comment)]


class Writing:
    """
    A registry as somebody wrote it; of each comment what it may speak of (nothing where that isn't known), and
    between the tables of what it stands.
    """

    def __init__(self, draw):
        self.draw = draw
        self.lines = []
        self.about = {}
        self.within = {}
        self.above = None

    def entry(self, entry, lines, within=()):
        """
        The lines of an entry, below a comment of its own or a heading, a banner, a free comment, or nothing.
        """
        kind = self.draw(st.sampled_from(["", "", "own", "banner", "titled", "free"]))
        self.lines += [""] * (kind == "free" or self.draw(st.integers(0, 3)) > 0)
        if kind:
            comment = f"# {kind} {len(self.about)}"
            self.above = comment if kind == "own" else None
            self.about[comment] = set() if kind == "own" else None
            self.within[comment] = within
            dashes = "# -------" + "-" * len(self.about)
            self.about[dashes], self.within[dashes] = None, within
            shown = {"banner": [dashes, comment, dashes], "titled": [f"{dashes} {comment}"], "free": [comment, ""]}
            self.lines += shown.get(kind, [comment])
        if self.above:
            self.about[self.above].add(entry)
        self.lines += lines

    def may_go(self, comment, removed):
        """
        Whether a comment speaks of nothing but what was removed.
        """
        name = re.sub("^(# -+) # .*", r"\1", comment)
        about = self.about[name]
        return self.within[name] in removed or (about is not None and about <= removed)


@st.composite
def writings(draw):
    writing = Writing(draw)
    writing.lines += ["format = 1", "", "[topics]"]
    for n in range(3):
        writing.entry(("topics", f"t{n}"), [f't{n} = "T"'])
    writing.above = None
    writing.lines += ["", "[indicators]"]
    for n in range(4):
        writing.entry(("sources", f"s{n}"), [f"[sources.s{n}]", f'title = "S{n}"'])
    writing.above = None
    used = draw(st.permutations(range(4)))
    for n in range(3):
        key = ("members", f"m{n}")
        sources = f'sources = ["s{used[n]}"]'
        writing.entry(key, [f"[members.m{n}]", f'name = "M{n}"', f'topics = ["t{n}"]'])
        outer, writing.above = writing.above, None
        contacts = (*key, "contacts")
        for contact in range(draw(st.integers(0, 3))):
            lines = [f"[[members.m{n}.contacts]]", f'office = "O{contact}"', sources]
            writing.entry((*contacts, contact), lines, within=contacts if contact else key)
        writing.above = None
        if draw(st.booleans()):
            writing.entry((*key, "links", 0), [f"[[members.m{n}.links]]", f'title = "L{n}"'], within=key)
        writing.above = outer
    if draw(st.booleans()):
        writing.lines += [*[""] * draw(st.integers(0, 1)), "# vim: set ft=toml:"]
        writing.about["# vim: set ft=toml:"], writing.within["# vim: set ft=toml:"] = None, ()
    return writing, "\n".join([*writing.lines, ""])


def check(writing, before, after, removed):
    everything = {part for entry in removed for part in (entry, (*entry, "contacts"))}
    assert [] == [comment for comment in gone(before, after) if not writing.may_go(comment, everything)]
    assert "\n\n\n" not in after
    assert after.endswith("\n")
    # What stood below a blank line still does, and what stays of the comments is glued to nothing.
    lines = ["", *before.split("\n")]
    for number, line in enumerate(lines):
        if line.startswith("[") and not line.startswith("[[") and not lines[number - 1] and f"{line}\n" in after:
            assert f"\n\n{line}\n" in after


@settings(max_examples=150)
@given(writings(), st.data())
def test_remove(written, data):
    """
    Removing members, also with all that only they used, deletes no comment that may be about something that
    stays; nothing comes to stand right below what it stood apart from.
    """
    writing, text = written
    before, removed = text, set()
    for key in data.draw(st.lists(st.sampled_from(["m0", "m1", "m2"]), min_size=1, max_size=3, unique=True)):
        prune = data.draw(st.booleans())
        taken = texts.without_member(text, key, prune=prune)
        text = taken.text
        removed.add(("members", key))
        removed |= {(table, name) for table, names in taken.unused.items() for name in names if prune}
    check(writing, before, text, removed)


@settings(max_examples=150)
@given(writings(), st.data())
def test_unset(written, data):
    """
    The same holds for contacts and links, one or all; what a comment stays for is said.
    """
    writing, text = written
    places = [
        ("members", key, name, n)
        for key, fields in tomllib.loads(text)["members"].items()
        for name in ("contacts", "links")
        for n in range(len(fields.get(name, ())))
    ]
    if not places:
        return
    path = data.draw(st.sampled_from([*places, *(place[:3] for place in places)]))
    after = texts.without_value(text, path)
    removed = {path, *(place for place in places if place[: len(path)] == path)}
    check(writing, text, after, removed - {("members", path[1])})


@pytest.mark.parametrize(
    ("name", "change", "expected"),
    [
        (
            "banners",
            lambda text: texts.without_member(text, "beta", prune=True).text,
            ["# Aufgenommen 2015", "#[[members.beta.links]]", '#title = "Alt"'],
        ),
        (
            "banners",
            lambda text: texts.without_member(text, "alpha", prune=True).text,
            [
                '# ags    = "00000000"',
                "# Ansprechpartnerin seit 2020",
                "# Vertretung",
                "# bis 2022: Herr Beispiel",
                '# phone = "+49 561 1235"',
            ],
        ),
        (
            "free-comments",
            lambda text: texts.without_value(text, ("members", "alpha", "contacts", 1)),
            ["# AC1-last", "# AC2-above", "# AC2-last"],
        ),
        (
            "free-comments",
            lambda text: texts.without_value(text, ("members", "alpha", "contacts")),
            ["# AC1-above", "# AC1-first", "# AC1-last", "# AC2-above", "# AC2-last"],
        ),
        (
            "indented",
            lambda text: texts.without_member(text, "alpha", prune=True).text,
            ["# kein Kommentar"],  # within a text
        ),
    ],
)
def test_written(name, change, expected):
    """
    Banners, free comments and a modeline right below a table stay; comments within what goes, right above it if
    they are about nothing else, and right below it go.
    """
    after = change(WRITTEN[name])
    assert expected == gone(WRITTEN[name], after)
    assert not re.search(r"\n\n\n|\n\n\Z", after)


def test_the_end_of_a_text_is_no_heading():
    """
    The end of a text that looks like a comment is no other heading: one above is about what stands below it, too.
    """
    text = """\
[sources]
# Presse
[sources.a]
title = "A"
[sources.b]
title = '''
# B'''
[sources.c]
title = "C"
"""
    after = texts.with_values(text, [], [("sources", "a"), ("sources", "b")])
    assert "# Presse" in after
    assert "# Presse" not in texts.with_values(text, [], [("sources", name) for name in "abc"])


SOURCES = """\
# Stiftung, Programme

[sources.a]
title = "A"

# Presse
[sources.b]
title = "B"

[sources.c]
title = "C"

# Nachschlagewerke
[sources.d]
title = "D"

"""
MEMBERS = "".join(
    f'[members.{key}]\nname = "{key}"\nmembership = {{ sources = ["{key}"] }}\n' for key in ("a", "b", "c", "d")
)


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("a", []),
        ("b", []),
        ("c", []),
        ("d", ["# Nachschlagewerke"]),
        ("cb", ["# Presse"]),
        ("bc", []),
        ("bd", ["# Nachschlagewerke"]),
    ],
)
def test_heading(keys, expected):
    """
    A heading goes if all entries go that it may be about; else it stays for good, apart from what comes next.
    """
    text = SOURCES + MEMBERS
    for key in keys:
        text = texts.without_member(text, key, prune=True).text
    assert expected == gone(SOURCES + MEMBERS, text)
    if keys == "b":
        assert "# Presse\n\n[sources.c]\n" in text


def test_remark():
    """
    What stays above a place from which something was taken is named, as it may have been about that.
    """
    text = SOURCES.replace("# Presse", "# --- Presse ---") + "# Reihe\n" + MEMBERS
    said = "the comment '# Reihe' stays: it may be about more than this"
    assert [said] == texts.left_without_member(text, "a").remarks
    assert [] == texts.left_without_member(text, "b").remarks


@pytest.mark.parametrize("blank", ["", "\n"])
@pytest.mark.parametrize("modeline", ["# vim: set ft=toml:", "# -*- mode: toml -*-", "# Local Variables:\n# End:"])
def test_modeline(modeline, blank):
    """
    What is about the file stays at its end, apart from a new member above it.
    """
    text = f"format = 1\n\n{MEMBERS}{blank}{modeline}\n"
    assert texts.without_member(text, "d").text.endswith(f'["c"] }}\n{blank}{modeline}\n')
    after = texts.with_member(text, "e", {"name": "E"})
    assert after.endswith(f'["d"] }}\n\n[members.e]\nname = "E"\n{blank}{modeline}\n')


def test_banner_above_a_new_member():
    """
    A member that becomes the first stands below the banner of all.
    """
    text = f"format = 1\n\n# ---------\n#  Mitglieder\n# ---------\n# B\n{MEMBERS[MEMBERS.index('[members.b]') :]}"
    after = texts.with_member(text, "a", {"name": "A"})
    assert '# ---------\n#  Mitglieder\n# ---------\n[members.a]\nname = "A"\n# B\n[members.b]\n' in after

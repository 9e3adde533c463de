"""
Registries that are large or odd in one way each, and what is done with them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

HEAD = """\
format = 1

[network]
name = "Netz"
summary = "Ein erfundenes Netz."

[topics]
schule = "Schule"

[indicators.population]
label = "Einwohner"
unit = "Personen"

[sources.flyer]
title = "Faltblatt"

"""
FACTS = 'kind = "Stiftung"\nsummary = "Eine erfundene Stiftung."\n'
SOURCED = 'sources = ["flyer"]\n'


FORMATS = ("full", "concise", "json", "sarif", "gitlab", "github")


class Case(NamedTuple):
    """
    A text that grows with a number, and the arguments that `wi` gets; FILE among them is the text's file, NEW
    that of another text.
    """

    text: Callable[[int], str]
    number: int
    commands: tuple[str, ...]
    new: Callable[[int], str] = lambda _: ""


def registry(*members: str) -> str:
    return HEAD + "\n".join(members)


def member(key: str = "adorf", *, name: str = "Adorf", more: str = "", blocks: str = "") -> str:
    return f'[members.{key}]\nname = "{name}"\n{FACTS}topics = ["schule"]\n{more}{blocks}'


def block(name: str, *pairs: str, key: str = "adorf") -> str:
    """
    An element of a list of tables of a member.
    """
    return "\n".join([f"\n[[members.{key}.{name}]]", *pairs, SOURCED])


def contact(*pairs: str) -> str:
    return block("contacts", 'office = "Amt"', *pairs)


def section(text: str) -> str:
    return block("sections", 'title = "Titel"', f'text = "{text}"')


def members(n: int, *, more: str = "") -> str:
    return registry(*(member(f"ort-{i}", name=f"Ort {i}", more=more.format(i)) for i in range(n)))


def ordinary(n: int) -> str:
    """
    Members as there are in fact: with contacts, figures and texts.
    """
    blocks = (
        '\n[members.{0}.membership]\nsince = "2007"\nsources = ["flyer"]\n'
        '\n[[members.{0}.contacts]]\noffice = "Bürgerbüro"\nstreet = "Ölmühlweg 7"\npostal_code = "04999"\n'
        'city = "Ort"\nphone = "+49 30 23125-{1:03}"\nemail = "amt@{0}.example.org"\nas_of = "2014"\n'
        'sources = ["flyer"]\n'
        '\n[[members.{0}.figures]]\nindicator = "population"\nvalue = {1}\nas_of = "2014"\nsources = ["flyer"]\n'
        '\n[[members.{0}.milestones]]\ndate = "2008"\ntext = "Beschluss über die Übergänge"\nsources = ["flyer"]\n'
        '\n[[members.{0}.sections]]\ntitle = "Übergänge"\nsources = ["flyer"]\n'
        'text = """\nDie Stadt führt Schule, Jugendhilfe und Wirtschaft an einen Tisch.\n\n'
        'Das Jugendamt bereitet die Treffen vor."""\n'
    )
    return registry(
        *(member(f"ort-{i}", name=f"Ort {i}", blocks=blocks.format(f"ort-{i}", 1000 + i % 1000)) for i in range(n))
    )


def chain(n: int) -> str:
    """
    Indicators each of which is a part of the next, and a figure of each.
    """
    parts = (f'[indicators.part-{i}]\nlabel = "T"\nunit = "x"\npart_of = "part-{i + 1}"\n' for i in range(n))
    figures = "".join(block("figures", f'indicator = "part-{i}"', "value = 1") for i in range(n))
    return registry(*parts, member(blocks=figures))


def in_one_line(value: str) -> Callable[[int], str]:
    """
    A list with a value many times over, in one line.
    """
    return lambda n: registry(
        member(blocks=f"\n[members.adorf.membership]\nseen = [{', '.join([value] * n)}]\n{SOURCED}")
    )


def topics(n: int) -> str:
    declared = "".join(f'erklaert-{i} = "E {i}"\n' for i in range(n))
    used = ", ".join(f'"benutzt-{i}"' for i in range(n))
    return HEAD.replace("[topics]\n", f"[topics]\n{declared}") + member().replace('"schule"', used)


def long_topics(n: int) -> str:
    return HEAD.replace("[topics]\n", f'[topics]\n{"x" * n} = "X"\n') + member().replace("schule", f"{'x' * n}y")


def sources(n: int) -> str:
    """
    Sources that are declared with one letter, and named with another.
    """
    declared = "".join(f'[sources.quelle-{i}]\ntitle = "Q"\n\n' for i in range(n))
    milestones = "".join(
        f'\n[[members.adorf.milestones]]\ndate = "2008"\ntext = "T"\nsources = ["kuelle-{i}"]\n' for i in range(n)
    )
    return registry(declared, member(blocks=milestones))


def milestones(n: int) -> str:
    return registry(
        member(blocks="".join(block("milestones", f'date = "{2020 - i % 1000}"', 'text = "T"') for i in range(n)))
    )


def figures(n: int) -> str:
    dated = (('indicator = "population"', f"value = {10 ** (i % 7)}", f'as_of = "{1000 + i % 900}"') for i in range(n))
    return registry(member(blocks="".join(block("figures", *pairs) for pairs in dated)))


def untidy(n: int) -> str:
    facts = FACTS.replace(" = ", "=")
    return registry(*(f'[members.ort-{i}]\n{facts}name="Ort {i}"\n' for i in range(n)))


def ignored(n: int) -> str:
    """
    A line with many defects, and a comment that names as many codes.
    """
    codes = " ".join(f"WI{i}" for i in range(1000, 1000 + n))
    line = ", ".join(['"14.5.14"'] * n)
    return registry(member(blocks=f"\n[members.adorf.membership]\nseen = [{line}] # wi: ignore {codes} so\n{SOURCED}"))


def described(numbers: Iterable[int]) -> str:
    """
    Members, each with a source of its own.
    """
    ids = [f"{number:06}" for number in numbers]
    cited = 'sources = ["flyer-{0}"]\n'
    written = (
        member(
            key := f"ort-{i}",
            name=f"Ort {i}",
            blocks=block("contacts", 'office = "Amt"', key=key).replace(SOURCED, cited.format(i)),
        )
        for i in ids
    )
    return "\n".join([*(f'[sources.flyer-{i}]\ntitle = "Faltblatt"\n' for i in ids), *written])


def with_sources(numbers: Iterable[int]) -> str:
    used = member(blocks=block("figures", 'indicator = "population"', "value = 1"))
    return registry(used, described(numbers))


def same_names(n: int) -> str:
    """
    One name that is long only by its blanks, and many that are the same without them.
    """
    names = ["Adorf" + "." * 100 * n, *["Adorf"] * n]
    return registry(*(member(f"ort-{i}", name=name) for i, name in enumerate(names)))


def far_from_the_website(n: int) -> str:
    """
    A host of many letters, and many addresses that are elsewhere.
    """
    website = f'website = "https://{".".join(["a" * 60] * (n // 10))}.example.org"\n'
    return registry(member(more=website, blocks=contact('email = "amt@example.com"') * n))


def marks(n: int) -> str:
    """
    A letter with many accents, above it and below it by turns.
    """
    return registry(member(name="A" + "\u0301\u0316" * n))


def conflicts(n: int) -> str:
    mark = '<<<<<<< HEAD\nname = "A"\n=======\nname = "B"\n>>>>>>> other\n'
    return registry(*(member(f"ort-{i}", name=f"Ort {i}", more=mark) for i in range(n)))


def headless(n: int) -> str:
    return members(n) + "".join(f'\n[members.art-{i}.membership]\nsince = "2007"\n{SOURCED}' for i in range(n))


def scattered(n: int) -> str:
    """
    Members whose tables stand apart from each other.
    """
    return members(n) + "".join(f'\n[members.ort-{i}.membership]\nsince = "2007"\n{SOURCED}' for i in range(n))


def odd_numbers(n: int) -> str:
    """
    Values that are no numbers, and as many other defects.
    """
    figure = block("figures", 'indicator = "population"', "value = nan", 'as_of = "14.5.14"')
    return registry(member(blocks=figure * n))


def in_a_list(value: str) -> Callable[[int], str]:
    return lambda n: registry(member(more=f"aliases = [{value * n}]\n"))


def undecodable(n: int) -> str:
    """
    Many lines that are not UTF-8, as text with surrogates.
    """
    return registry(member()) + 'x = "\udce4"\n' * n


def in_one_table(n: int) -> str:
    """
    All members in one line.
    """
    facts = 'kind = "Verein", summary = "s"'
    of_member = 'contacts = [{ office = "A", phone = "0561 78", sources = ["flyer"] }]'
    line = ", ".join(f'ort-{i} = {{ name = "Ort {i}", {facts}, {of_member} }}' for i in range(n))
    return HEAD.replace("[network]", f"members = {{ {line} }}\n[network]")


def dotted_members(n: int) -> str:
    pairs = (f'ort-{i}.name = "Ort {i}"\nort-{i}.kind = "Verein"\nort-{i}.summary = "s"\n' for i in range(n))
    return registry("[members]", *pairs)


def lines_of_text(line: str) -> Callable[[int], str]:
    return lambda n: registry(
        member(blocks=f'\n[[members.adorf.sections]]\ntitle = "T"\n{SOURCED}text = """\n{line * n}"""\n')
    )


def long_comments(n: int) -> str:
    return registry(member()) + f"# wi: ignore WI216 {'x ' * n}\n{'#' * n}wi: ignore\n# {' ' * n}wi:\n"


LONG_WORD = "a" * 100_000
WORDS = ["die", "Stadt", "führt", "an", "einen", "das", "vor", "ort", "amt", "Schule"]

SAME_NAME = """
[[members.ort-{0}.contacts]]
given_name = "Kim"
family_name = "Gleich"
sources = []

[[members.ort-{0}.contacts]]
office = "Amt"
sources = []
"""
CASES: dict[str, Case] = {
    # -- keys and numbers --
    "a dotted key": Case(
        lambda n: registry(member(), "[x]\n" + ".".join(["a"] * n) + " = 1\n"),
        20_000,
        (
            "validate FILE",
            "fmt --check FILE",
            "list --registry FILE",
            "edit adorf --set summary=X --diff --registry FILE",
        ),
    ),
    "a dotted header": Case(
        lambda n: registry(member(), f"[{'.'.join(['a'] * n)}]\nb = 1\n"),
        20_000,
        (
            "validate FILE",
            "fmt --check FILE",
            "show adorf --registry FILE",
            "remove adorf --yes --diff --registry FILE",
        ),
    ),
    "quoted keys in a line": Case(
        lambda n: registry(member(), "x = { " + " . ".join(['"a.b"'] * n) + " = 1 }\n"), 20_000, ("validate FILE",)
    ),
    "keys as long as they may be": Case(
        lambda n: registry(member(), *(f"x{i}.{'.'.join(['a'] * 30)} = 1\n" for i in range(n))),
        4_000,
        ("validate FILE",),
    ),
    "brackets in each other": Case(
        lambda n: registry(member(), f"x = {'[' * n}{']' * n}\n"),
        300_000,
        ("validate FILE", "fmt --check FILE", "list --registry FILE"),
    ),
    "tables in each other": Case(
        lambda n: registry(member(), *(f"x{i} = {'{ a.b = ' * 300}1{' }' * 300}\n" for i in range(n))),
        100,
        ("validate FILE", "fmt --check FILE", "list --registry FILE"),
    ),
    "dots in texts": Case(
        lambda n: registry(member(blocks=section("Satz. " * n))), 100_000, ("validate FILE", "fmt --check FILE")
    ),
    "an empty key twice": Case(
        lambda n: registry(member()) + " " * n + '\nx = {"" = 1, "" = 2}\n', 200_000, ("validate FILE",)
    ),
    "a key many times": Case(lambda n: registry(member(more='state = "HE"\n' * n)), 20_000, ("validate FILE",)),
    "keys in quotes": Case(
        lambda n: registry(member(), "[x]\n" + "".join(f'"a\\u002e {i}" = 1\n' for i in range(n))),
        10_000,
        ("validate FILE", "fmt --check FILE"),
    ),
    "digits": Case(
        lambda n: registry(member(), f"# {('1' * 3999 + ' ') * n}\nx = {'1' * 5000}\n"), 500, ("validate FILE",)
    ),
    "a number of many digits": Case(
        lambda n: registry(member(), f"x = 1.{'1' * n}\ny = 0x{'f' * n}\n"), 200_000, ("validate FILE",)
    ),
    "native dates": Case(in_one_line("2014-05-14"), 10_000, ("validate FILE", "validate --diff FILE")),
    "no numbers": Case(odd_numbers, 4_000, ("validate FILE",)),
    # -- what is no TOML --
    "no statements": Case(lambda n: registry(member(), "x y\n" * n), 50_000, ("validate FILE",)),
    "quotes": Case(
        lambda n: registry(member(more='state = "HE\n' * n)), 50_000, ("validate FILE", "list --registry FILE")
    ),
    "quotes in a line": Case(lambda n: registry(member(), f"x = {chr(34) * n}\n"), 300_001, ("validate FILE",)),
    "apostrophes": Case(lambda n: registry(member(), f"x = {' '.join([chr(39)] * n)}\n"), 100_001, ("validate FILE",)),
    "open brackets": Case(lambda n: registry(member(), "x = [\n" * n), 50_000, ("validate FILE",)),
    "what is not UTF-8": Case(undecodable, 20_000, ("validate FILE", "list --registry FILE")),
    "conflicts": Case(conflicts, 2_000, ("validate FILE",)),
    "returns": Case(lambda n: registry(member()) + "x\r" * n, 200_000, ("validate FILE",)),
    "all line ends": Case(
        lambda n: registry(member()) + "\r\n\n# x\r\n\t\n" * n, 50_000, ("validate FILE", "fmt --diff FILE")
    ),
    "escapes": Case(lambda n: registry(member(more='state = "' + "\\\\" * n + '\\q"\n')), 200_000, ("validate FILE",)),
    "unicode escapes": Case(
        lambda n: registry(member(blocks=section("\\u00e4" * n))),
        100_000,
        ("validate FILE", "fmt --check FILE"),
    ),
    "invisible characters": Case(
        lambda n: registry(member(), "x\u00a0=\u00a01\n" * n), 20_000, ("validate FILE", "validate --diff FILE")
    ),
    # -- one long text --
    "a name": Case(
        lambda n: registry(member(name="a" * n)),
        1_000_000,
        (
            "validate FILE",
            "list --registry FILE",
            "list --format table --registry FILE",
            "list --format markdown --registry FILE",
            "show adorf --registry FILE",
            "show adorf --format table --registry FILE",
            "contact adorf --vcard --registry FILE",
            "search aaaaaaaab --registry FILE",
        ),
    ),
    "blanks in a name": Case(
        lambda n: registry(member(name=f"A{' ' * n}x")),
        300_000,
        (
            "validate FILE",
            "search adorf --registry FILE",
            "show adorf --registry FILE",
            "list --format table --registry FILE",
        ),
    ),
    "a word of one letter": Case(
        lambda n: registry(*(member(f"ort-{i}", name="a" * 40 + str(i)) for i in range(n))),
        2_000,
        ("search aaaaaaaaaaaaaaaaaaaaaaaab --registry FILE",),
    ),
    "accents": Case(
        marks,
        50_000,
        ("validate FILE", "list --registry FILE", "search adorf --registry FILE", "show adorf --registry FILE"),
    ),
    "a phone number": Case(
        lambda n: registry(member(blocks=contact(f'phone = "0{" " * n}x"') + contact(f'phone = "0{"- " * n}1"'))),
        100_000,
        ("validate FILE", "contact adorf --registry FILE"),
    ),
    "an e-mail address": Case(
        lambda n: registry(
            member(blocks=contact(f'email = "{"a" * n}@{"b." * n}"') + contact(f'email = "{"a@" * n}"'))
        ),
        100_000,
        ("validate FILE",),
    ),
    "a web address": Case(
        lambda n: registry(member(more=f'website = "https://{"a." * n}de/{"?" * n} "\n')), 100_000, ("validate FILE",)
    ),
    "a date": Case(in_one_line(f'"{" " * 50_000}14.5.14"'), 10, ("validate FILE",)),
    "a paragraph": Case(
        lambda n: registry(member(blocks=section("übung kassel " * n))),
        20_000,
        (
            "search kassel --registry FILE",
            "search übung kassel kasel --registry FILE",
            "search uebung --json --registry FILE",
            "show adorf --registry FILE",
            "show adorf --format markdown --registry FILE",
            "show adorf --format table --registry FILE",
        ),
    ),
    "a long word in a paragraph": Case(
        lambda n: registry(member(blocks=section("a-" * n + "- " + "-" * n + "x" * n))),
        200_000,
        ("show adorf --registry FILE", "show adorf --format markdown --registry FILE"),
    ),
    "markup": Case(
        lambda n: registry(member(blocks=section("*_[`<&#" * n))),
        30_000,
        ("show adorf --format markdown --registry FILE",),
    ),
    # -- one long line --
    "dates in a line": Case(
        in_one_line('"14.5.14"'),
        10_000,
        (
            "validate FILE",
            "validate --output-format full FILE",
            "validate --output-format sarif FILE",
            "validate --output-format gitlab FILE",
            "fmt --diff FILE",
        ),
    ),
    "umlauts in a line": Case(
        in_one_line('"14.5.ä14"'), 10_000, ("validate FILE", "validate --output-format full FILE")
    ),
    "codes to ignore": Case(ignored, 8_000, ("validate FILE",)),
    # -- many of a kind --
    "members": Case(
        ordinary,
        1_000,
        (
            "validate FILE",
            "fmt --check FILE",
            "list --registry FILE",
            "list --format table --registry FILE",
            "list --json --registry FILE",
            "search buergerbuero --registry FILE",
            "search Übergänge Jugendhilfe Wirtschaft Tisch --registry FILE",
            "show ort-500 --registry FILE",
            "show orrt-500 --registry FILE",
            "contact ort-500 --vcard --registry FILE",
            "edit ort-500 --set summary=Neu --diff --registry FILE",
            "remove ort-500 --yes --diff --registry FILE",
        ),
    ),
    "members in their places": Case(
        lambda n: with_sources(sorted(range(0, 2 * n, 2))),
        5_000,
        ("add --from NEW --diff --registry FILE",),
        lambda n: described(range(1, 2 * n, 2)),
    ),
    "members at the end": Case(
        lambda n: with_sources(sorted(range(0, 2 * n, 2), key=str)),
        5_000,
        ("add --from NEW --diff --registry FILE",),
        lambda n: described(range(1, 2 * n, 2)),
    ),
    "malformed ids": Case(
        lambda n: registry(*(member(f'"Ort_{i}"', name=f"Ort {i}") for i in range(n))),
        4_000,
        ("validate FILE", "validate --diff FILE"),
    ),
    "near names": Case(
        lambda n: registry(
            *(member(f"o-{i}", name=f"Musterort{chr(97 + i % 26)}{chr(97 + i // 26 % 26)}") for i in range(n))
        ),
        2_000,
        ("search musterort1x --registry FILE", "search mustrt --registry FILE", "show musterort1x --registry FILE"),
    ),
    "aliases": Case(
        in_a_list('"Bdorf", '),
        50_000,
        ("validate FILE", "search bdorf --registry FILE", "search bdrof --registry FILE"),
    ),
    "other aliases": Case(
        lambda n: registry(member(more=f"aliases = [{', '.join(f'{chr(34)}Ort {i}{chr(34)}' for i in range(n))}]\n")),
        20_000,
        (
            "validate FILE",
            "search ort --registry FILE",
            "search 'orrt 77' --registry FILE",
            "show adorrf --registry FILE",
        ),
    ),
    "the same name": Case(same_names, 1_500, ("validate FILE", "show adorf --registry FILE")),
    "contacts": Case(
        lambda n: registry(member(blocks=contact('phone = "0561 787"', 'email = "amt@example.org"') * n)),
        4_000,
        (
            "validate FILE",
            "validate --diff FILE",
            "fmt --check FILE",
            "search 0561787 --registry FILE",
            "search amt --registry FILE",
            "contact adorf --registry FILE",
            "edit adorf --set contacts.7.office=X --diff --registry FILE",
            "edit adorf --unset contacts.7 --diff --registry FILE",
        ),
    ),
    "defects below a long id": Case(
        lambda n: registry(
            member(
                f"a{'_' * 100 * n}",
                blocks="".join(
                    block("contacts", "x = nan", 'phone = "0561\\u0001 787"', key=f"a{'_' * 100 * n}")
                    for _ in range(n // 30)
                ),
            )
        ),
        1_000,
        ("validate FILE", "validate --output-format json FILE"),
    ),
    "defects below a long key": Case(
        lambda n: registry(
            member(more=f"{'x' * 100 * n} = [{', '.join(['nan, 1979-05-27', chr(34) + ' a' + chr(34)] * n)}]\n")
        ),
        2_000,
        ("validate FILE", "validate --output-format json FILE", "list --registry FILE"),
    ),
    "bad figures of a long id": Case(
        lambda n: registry(f'[members.a{"b" * 100 * n}]\nname = "A"\n{FACTS}figures = [{"{ indicator = 1 }, " * n}]\n'),
        2_000,
        ("list --registry FILE",),
    ),
    "addresses elsewhere": Case(far_from_the_website, 2_000, ("validate FILE",)),
    "sections": Case(
        lambda n: registry(member(blocks=section("Übung") * n)),
        8_000,
        (
            "validate FILE",
            "search uebung --registry FILE",
            "show adorf --registry FILE",
            "show adorf --format table --registry FILE",
        ),
    ),
    "milestones": Case(milestones, 5_000, ("validate FILE", "show adorf --registry FILE")),
    "figures": Case(figures, 5_000, ("validate FILE", "show adorf --registry FILE", "list --registry FILE")),
    "parts of parts": Case(
        chain,
        2_000,
        (
            "validate FILE",
            "show adorf --registry FILE",
            "show adorf --format table --registry FILE",
            "remove adorf --yes --prune --diff --registry FILE",
        ),
    ),
    "topics": Case(topics, 4_000, ("validate FILE", "topics --registry FILE", "list --topic nope --registry FILE")),
    "long topics": Case(long_topics, 2_000_000, ("validate FILE",)),
    "sources with slips": Case(sources, 4_000, ("validate FILE",)),
    "doubles": Case(in_a_list('"Bdorf", "Cdorf", '), 20_000, ("validate FILE",)),
    "unknown keys": Case(
        lambda n: registry(member(more="".join(f"nmae{i} = 1\n" for i in range(n)))), 8_000, ("validate FILE",)
    ),
    "unknown keys of members": Case(
        lambda n: members(n, more='webseite{0} = "x"\nstaate = "HE"\n'), 2_000, ("validate FILE",)
    ),
    "without a header": Case(headless, 2_000, ("validate FILE",)),
    "scattered members": Case(scattered, 2_000, ("validate FILE", "edit ort-7 --set summary=X --diff --registry FILE")),
    "comments to ignore": Case(lambda n: registry(member(), "# wi: ignore WI216 so\n" * n), 20_000, ("validate FILE",)),
    "comments": Case(
        lambda n: registry(member(), "# a\n\n#b\n" * n, member("bdorf", name="Bdorf")),
        20_000,
        (
            "fmt --check FILE",
            "edit bdorf --set summary=X --diff --registry FILE",
            "remove bdorf --yes --diff --registry FILE",
        ),
    ),
    "comments in a list": Case(in_a_list('"Bdorf", # b\n'), 20_000, ("fmt --diff FILE",)),
    "lists in a list": Case(
        lambda n: registry(member(), "x = [" + "[1, { a = 2 }], " * n + "]\n"), 20_000, ("fmt --check FILE",)
    ),
    "untidy": Case(untidy, 4_000, ("fmt --check FILE", "fmt --diff FILE")),
    "members in a line": Case(
        in_one_table, 1_500, ("validate FILE", "fmt --check FILE", "edit ort-7 --set summary=X --diff --registry FILE")
    ),
    "dotted members": Case(
        dotted_members,
        3_000,
        ("validate FILE", "fmt --check FILE", "edit ort-7 --set summary=X --diff --registry FILE"),
    ),
    "contacts in a line": Case(
        lambda n: registry(
            member(more="contacts = [" + ", ".join(['{ office = "A", phone = "0561 78" }'] * n) + "]\n")
        ),
        3_000,
        ("validate FILE", "edit adorf --unset contacts.7 --diff --registry FILE"),
    ),
    "blank lines": Case(
        lambda n: registry(member() + "\n" * n + member("bdorf", name="Bdorf")),
        200_000,
        ("validate FILE", "fmt --check FILE", "remove bdorf --yes --diff --registry FILE"),
    ),
    "long comments": Case(
        long_comments,
        500_000,
        ("validate FILE", "fmt --check FILE", "edit adorf --set summary=X --diff --registry FILE"),
    ),
    "paragraphs": Case(
        lines_of_text("Ein Satz.\n\n"),
        30_000,
        (
            "validate FILE",
            "search satz --registry FILE",
            "show adorf --registry FILE",
            "show adorf --format table --registry FILE",
        ),
    ),
    "quotes in a text": Case(
        lines_of_text('a "" b " c\n'), 30_000, ("validate FILE", "edit adorf --set summary=X --diff --registry FILE")
    ),
    "sources of a figure": Case(
        lambda n: registry(
            *(f'[sources.q{i}]\ntitle = "Q"\n' for i in range(n)),
            member(
                blocks=block("figures", 'indicator = "population"', "value = 1").replace(
                    SOURCED, "sources = [" + ", ".join(f'"q{i}"' for i in range(n)) + "]\n"
                )
            ),
        ),
        6_000,
        ("validate FILE", "show adorf --registry FILE", "remove adorf --prune --yes --diff --registry FILE"),
    ),
    "control characters": Case(
        lambda n: registry(member(name="A\\u0001" * n)),
        100_000,
        ("validate FILE", "list --registry FILE", "list --format markdown --registry FILE"),
    ),
    "wide characters": Case(
        lambda n: registry(member(name="😀é" * n)),
        100_000,
        ("list --format table --registry FILE", "contact adorf --vcard --registry FILE"),
    ),
    "letters that are several": Case(
        lambda n: registry(member(blocks=section("ﬁﷺ kassel " * n))), 20_000, ("search kassel --registry FILE",)
    ),
    # -- as many defects as there can be --
    "wrong types": Case(
        in_one_line("1"),
        330_000,
        (*(f"validate --output-format {form} FILE" for form in FORMATS), "validate --diff FILE"),
    ),
    "empty texts": Case(in_one_line('""'), 250_000, ("validate FILE", "validate --output-format sarif FILE")),
    "blanks around dates": Case(in_one_line('" 2014"'), 20_000, ("validate FILE", "validate --diff FILE")),
    "numbers below an unknown key": Case(
        lambda n: registry(member(more=f"zz = [{'1,' * n}]\n")), 500_000, ("validate FILE", "validate --diff FILE")
    ),
    "empty contacts": Case(
        lambda n: registry(member(more=f"contacts = [{'{},' * n}]\n")),
        330_000,
        ("validate FILE", "validate --output-format sarif FILE"),
    ),
    "very many unknown keys": Case(
        lambda n: registry(member(more="".join(f"k{i}=1\n" for i in range(n)))), 100_000, ("validate FILE",)
    ),
    "malformed topics": Case(
        lambda n: HEAD.replace("[topics]\n", "[topics]\n" + "".join(f"A{i}=1\n" for i in range(n))) + member(),
        100_000,
        ("validate FILE",),
    ),
    "lists too deep together": Case(
        lambda n: registry(member(blocks=block("figures", f"zz = [{('[' * 30 + ']' * 30 + ',') * n}]"))),
        10_000,
        ("validate FILE", "validate --diff FILE"),
    ),
    "members with a website": Case(
        lambda n: members(n, more='website = "https://example.org"\n'),
        8_000,
        ("list --format table --registry FILE", "validate FILE"),
    ),
    "people of one name": Case(
        lambda n: registry(
            *(member(f"ort-{i}", name=f"Ort {i}", more=SAME_NAME.format(i)) for i in range(n)),
        ),
        6_000,
        (
            "contact gleich --registry FILE",
            "contact gleihc --vcard --registry FILE",
            "contact --all --qr --registry FILE",
        ),
    ),
    "contacts of one member": Case(
        lambda n: registry(member(blocks="".join(contact(f'phone = "+49 30 23125-{i}"') for i in range(n)))),
        5_000,
        (
            "contact adorf --vcard --registry FILE",
            "contact adorf --qr --registry FILE",
            "list --columns name,phone --registry FILE",
        ),
    ),
    # -- what is typed --
    "an address typed": Case(lambda _: registry(member()), 1, ("search 'https://{a:60000} x' --registry FILE",)),
    "a word typed": Case(
        lambda n: registry(member(blocks=section("a" * n))),
        1_000_000,
        (
            f"search {LONG_WORD} --registry FILE",
            f"search {'a' * 199}b --registry FILE",
            f"show {LONG_WORD} --registry FILE",
        ),
    ),
    "many words": Case(ordinary, 300, ("search {words:50} --registry FILE", "search {words:5000} --registry FILE")),
}

"""
TOML as people leave it: registry-like tables in any order and layout.
"""

from hypothesis import assume
from hypothesis import strategies as st

from wi_cli.registry import toml

REMARKS = st.sampled_from(
    [
        "# a",
        "#b  ",
        "# --- c: [x] = \" ' ''' \"\"\" ---",
        "# wi: ignore WI101 because",
        "# wi: ignore WI102,WI103 because",
        "#wi:ignore WI203 because",
        "# wi: ignore WI231 because",
    ]
)

VALUES = st.sampled_from(
    [
        '"x"',
        "'y # [z]'",
        '""" \\"" # no\n\n  [members.z]\n"""',
        "'''\n# no ''''",
        '""""a"""""',
        "0x10",
        "1_000",
        "-1e3",
        "nan",
        "true",
        "1979-05-27 07:32:00Z",
        "[ ]",
        '["u","u" , "u",]',
        '[\n"u", # 1\n\n\n"v"\n# 2\n\n# 3\n, "w"\n]',
        "[ # 4\n[1,2,[\n3 # 5\n] ], {a=1,b . c= [ ]} ]",
        '[ "u",\n# wi: ignore WI231 because\n"u", "u", # wi: ignore WI231, WI203 because\n]',
        '[ "u","u", # wi: ignore WI231 because\n"u" ]',
        f'[ "{"l" * 50}", "{"m" * 60}"]',
        "{ }",
        '{ lon= 1.50 , lat =[ {"ä"=2} ,{ }] }',
        "[{ a = [ # 6\n] }, 1979-05-27 07:32:00, 07:32:00 ]",
    ]
)

NAMES = [
    "name",
    "kind",
    "state",
    "topics",
    "sources",
    '"x y"',
    "'title'",
    "zz",
    "membership.since",
    "membership . seen",
]

HEADERS = [
    "[network]",
    "[[network.links]]",
    "[[ network . figures ]]",
    "[topics]",
    "[members]",
    "[members.b.membership]",
    "[members.b]",
    "[[members.b.links]]",
    "[[members.b.contacts]]",
    "[members.b.contacts.x]",
    "[members.b.zz.deep]",
    "[members.b.zz]",
    "[members.'a']",
    '[[members."a".figures]]',
    '["members".a.membership]',
    "[sources.'s t']",
    "[other]",
]
BLANKS = st.sampled_from(["", " ", "\t "])


@st.composite
def texts(draw):
    """
    Valid TOML with registry-like tables in any order, and comments and blanks anywhere.
    """

    def noise():
        number = draw(st.sampled_from([0, 0, 0, 1, 2]))
        lines.extend(draw(BLANKS) + draw(st.one_of(st.just(""), REMARKS)) for _ in range(number))

    def statement(text):
        behind = draw(st.one_of(st.just(""), st.just(""), REMARKS))
        lines.append(f"{draw(BLANKS)}{text}{draw(BLANKS)}{behind}")

    lines = []
    headers = draw(st.lists(st.sampled_from(HEADERS), max_size=9, unique=True))
    for header in ["", *headers]:
        noise()
        if header:
            statement(header)
        for name in draw(st.lists(st.sampled_from(NAMES), max_size=4, unique=True)):
            noise()
            statement(f"{name}{draw(BLANKS)}={draw(BLANKS)}{draw(VALUES)}")
    noise()
    # Not above all: what is wrong with the whole document is shown in line 1, whatever stands there.
    text = "\n".join([*lines, draw(st.sampled_from(["", "# end"]))]).lstrip()
    try:
        toml.loads(text)
    except toml.DecodeError:
        assume(False)  # noqa: FBT003
    return text.replace("\n", draw(st.sampled_from(["\n", "\n", "\r\n"])))

"""
What happens to files: by slips of the hand, by merges, by other programs, and by chance.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fuzzing.pieces import COMMENTS, ODD_IDS, TOKENS, VALUES, WORDS

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

_VALUE = re.compile(r"(=[ \t]*)([^\n#]*)")
_ID = re.compile(r"(?<=[.\[])[A-Za-z0-9_-]+(?=[.\]])|^[A-Za-z0-9_-]+(?=\s*=)", re.MULTILINE)
_NAME = re.compile(r'"[a-z0-9-]+"')


def of_lines(text: str, random: Random) -> str:
    """
    Lines lost, doubled, swapped, moved or joined.
    """
    lines = text.splitlines(keepends=True) or [""]
    here, there = random.randrange(len(lines)), random.randrange(len(lines))
    kind = random.randrange(6)
    if kind == 0:
        del lines[here : here + random.choice((1, 1, 3))]
    elif kind == 1:
        lines.insert(there, lines[here])
    elif kind == 2:
        lines[here], lines[there] = lines[there], lines[here]
    elif kind == 3:
        lines.insert(there, lines.pop(here))
    elif kind == 4:
        lines[here] = lines[here].rstrip("\r\n")
    else:  # a block
        end = here + random.randrange(1, 12)
        lines[there:there] = lines[here:end]
    return "".join(lines)


def of_conflict(text: str, random: Random) -> str:
    """
    The marks of a merge that nobody finished.
    """
    lines = text.splitlines(keepends=True)
    start = random.randrange(len(lines) + 1)
    end = min(len(lines), start + random.randrange(4))
    ours = lines[start:end]
    lines[start:end] = ["<<<<<<< HEAD\n", *ours, "=======\n", *reversed(ours), ">>>>>>> main\n"]
    return "".join(lines)


def of_tokens(text: str, random: Random) -> str:
    """
    A piece of TOML put in, or in the place of some characters.
    """
    start = random.randrange(len(text) + 1)
    return text[:start] + random.choice(TOKENS) + text[start + random.choice((0, 0, 1, 3)) :]


def of_values(text: str, random: Random) -> str:
    """
    A value replaced by any other.
    """
    new = random.choice(VALUES)
    return _replaced(_VALUE, text, random, lambda found: found[1] + new)


def of_ids(text: str, random: Random) -> str:
    """
    An id in a header or a key replaced by an odd one, everywhere or once.
    """
    odd = random.choice(ODD_IDS)
    quoted = "".join(f"\\u{ord(c):04x}" if not c.isprintable() or c in '"\\' else c for c in odd)
    key = odd if re.fullmatch(r"[A-Za-z0-9_-]+", odd) and random.random() < 0.8 else f'"{quoted}"'
    found = list(_ID.finditer(text))
    if not found:
        return text
    name = random.choice(found)[0]
    if random.random() < 0.4:
        return _replaced(_ID, text, random, lambda _: key)
    text = _ID.sub(lambda found: key if found[0] == name else found[0], text)
    return text.replace(f'"{name}"', f'"{quoted}"')


def of_names(text: str, random: Random) -> str:
    """
    A word between quotes with a slip in it.
    """

    def slip(found: re.Match[str]) -> str:
        word = found[0]
        n = random.randrange(1, len(word) - 1)
        return random.choice((word[:n] + word[n + 1 :], word[:n] + word[n] + word[n:], f'" {word[1:]}', word.upper()))

    return _replaced(_NAME, text, random, slip)


def of_words(text: str, random: Random) -> str:
    """
    Characters that nobody expects.
    """
    start = random.randrange(len(text) + 1)
    return text[:start] + "".join(random.choices(WORDS, k=random.choice((1, 1, 4)))) + text[start:]


def of_comments(text: str, random: Random) -> str:
    """
    Comments and blank lines anywhere between the lines.
    """
    lines = text.splitlines(keepends=True)
    for _ in range(random.choice((1, 1, 5))):
        lines.insert(random.randrange(len(lines) + 1), random.choice((f"{random.choice(COMMENTS)}\n", "\n", " \t\n")))
    return "".join(lines)


def of_line_ends(text: str, random: Random) -> str:
    """
    The line ends of another system, in all lines or some.
    """
    kind = random.randrange(4)
    if kind == 0:
        return re.sub("\n", lambda _: random.choice(("\n", "\r\n")), text)
    if kind == 1:
        return text.rstrip("\n")
    return text.replace("\r\n", "\n").replace("\n", "\r\n")


def of_end(text: str, random: Random) -> str:
    """
    Only the beginning, or only the end.
    """
    cut = random.randrange(len(text) + 1)
    return text[cut:] if random.random() < 0.2 else text[:cut]


def of_bytes(content: bytes, random: Random) -> bytes:
    """
    Some bytes lost, turned, doubled or put in.
    """
    changed = bytearray(content)
    for _ in range(random.choice((1, 1, 2, 5))):
        place = random.randrange(len(changed) + 1)
        kind = random.randrange(3)
        if kind == 0:
            changed[place : place + 1] = bytes([random.randrange(256)])
        elif kind == 1:
            del changed[place : place + random.choice((1, 2, 8))]
        else:
            changed[place:place] = random.choice((b"\xff", b"\xc3", b"\xed\xa0\x80", b"\x00", b"\xf0\x9f", b"\x1b["))
    return bytes(changed)


def of_encoding(content: bytes, random: Random) -> bytes:
    """
    Saved in another encoding, or with a byte order mark.
    """
    kind = random.randrange(5)
    if kind < 3:
        return b"\xef\xbb\xbf" + content
    text = content.decode("utf-8", "replace")
    return text.encode("latin-1", "replace") if kind == 3 else text.encode(random.choice(("utf-16", "utf-16-be")))


TEXT = (
    *(of_lines, of_lines, of_conflict, of_tokens, of_tokens, of_values, of_values, of_values, of_ids, of_ids, of_names),
    *(of_words, of_comments, of_line_ends, of_end),
)
GENTLE = (of_values, of_ids, of_ids, of_names, of_comments, of_comments, of_line_ends)
"""After these most registries still are TOML."""


def mutated(text: str, random: Random) -> bytes:
    """
    A text after none or a few of these.
    """
    kinds = TEXT if random.random() < 0.5 else GENTLE
    for _ in range(random.choice((0, 0, 1, 1, 1, 2, 3, 5))):
        text = random.choice(kinds)(text, random)
    content = text.encode("utf-8", "replace")
    if kinds is TEXT and random.random() < 0.15:
        content = random.choice((of_bytes, of_bytes, of_encoding))(content, random)
    return content


def _replaced(pattern: re.Pattern[str], text: str, random: Random, new: Callable[[re.Match[str]], str]) -> str:
    found = list(pattern.finditer(text))
    if not found:
        return text
    one = random.choice(found)
    return text[: one.start()] + new(one) + text[one.end() :]

"""
Changes to a registry from text to text.
"""

from typing import NamedTuple

from wi_cli.changing import members, review
from wi_cli.changing.fields import Fields
from wi_cli.changing.splice import Spliced
from wi_cli.registry import toml


class Taken(NamedTuple):
    """
    What is left of a text without a member, and what nobody uses any more.
    """

    text: str
    unused: dict[str, list[str]]


def read(text):
    """
    A text as those who change it get it.
    """
    return Spliced(text, toml.loads(text))


def with_value(text, path, value):
    """
    A text with one value set.
    """
    return with_values(text, [(path, value)])


def without_value(text, path):
    """
    A text without a value.
    """
    return with_values(text, [], [path])


def with_values(text, values, gone=(), declared=None):
    """
    A text with values set and others taken out, and perhaps something declared.
    """
    fields = Fields(read(text))
    fields.declare(declared or {})
    for path, value in values:
        fields.put(path, value)
    for path in gone:
        fields.drop(path)
    return fields.made().text


def member_text(text, key):
    """
    The lines of a member.
    """
    return members.member_text(read(text), key)


def with_member(text, key, fields, declared=None):
    """
    A text with a new member.
    """
    return with_members(text, {key: fields}, declared)


def with_members(text, new, declared=None):
    """
    A text with new members, by id.
    """
    return members.with_members(read(text), new, declared).text


def with_member_text(text, key, lines):
    """
    A text with other lines for a member.
    """
    return members.with_member_text(read(text), key, lines).text


def without_member(text, key, *, prune=False):
    """
    A text without a member.
    """
    taken = members.without_member(read(text), key, prune=prune)
    return Taken(taken.left.text, taken.unused)


def left_without_member(text, key):
    """
    A registry without a member.
    """
    return members.without_member(read(text), key).left


def problems(before, after, schema, settings):
    """
    What is wrong with a text, and wasn't before.
    """
    return review.problems(read(before), read(after), schema, settings)


def draft(text, key, lines, schema, settings):
    """
    What a text would be with other lines for a member.
    """
    return review.draft(read(text), key, lines, schema, settings)

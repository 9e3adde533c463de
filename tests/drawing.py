"""
What a terminal shows, as text, for the tests of all that is drawn.
"""

import re

from samples import SMALL, registry
from wi_cli.registry.hits import Hit, Match
from wi_cli.registry.values import Member
from wi_cli.showing import pages, plain, portrait, rich, tables
from wi_cli.showing.columns import chosen
from wi_cli.showing.form import Form

TODAY = "2024-06-30"


def drawn(renderable, width=40, *, colour=False, window=0):
    return rich.draw(renderable, width=width, colour=colour, links=colour, window=window)


def page(name="koellnitz", width=40, text=SMALL, *, links=False, colour=False):
    small = registry(text)
    found = portrait.of_member(small.members[name], small)
    return drawn(pages.portrait_page(found, width=width, links=links), width, colour=colour)


def listed(width, names=None, text=SMALL, *, colour=False):
    small = registry(text)
    columns = chosen(names, Form("table"), width)
    members = list(small.members.values())
    table = tables.member_table(members, small, columns, today=TODAY, width=width, footer="4 Mitglieder")
    return drawn(table, width, colour=colour)


def carded(name, text=SMALL, width=40, *, colour=False):
    small = registry(text)
    found = small.members[name]
    lines = plain.no_contact_lines(found)
    return drawn(
        pages.cards(found, portrait.cards(found, small), lines, today=TODAY, width=width), width, colour=colour
    )


def hit(text, spans, more=0):
    found = Member("a", "Astadt", "Gemeinde")
    return Hit(found, "text", 50, (Match("section", text, spans), *[Match("topic", "x", ((0, 1),))] * more))


def links(text):
    return re.findall(r"\x1b\]8;[^;]*;([^\x1b]+)\x1b\\", text)

"""
What stands in a page of `wi export html`, read by Python's own parser of HTML.
"""

from __future__ import annotations

import json
from html.parser import HTMLParser

from wi_cli.sharing.page import page

EMPTY = {"meta", "input", "link", "br", "circle", "path", "use"}
TODAY = "2026-11-27"
MADE = page.Made(TODAY, "members.toml", "1.2.3")


class Read(HTMLParser):
    """
    The elements with their attributes, the texts of scripts and styles, and the text that a reader sees.
    """

    def __init__(self, html):
        super().__init__()
        self.elements, self.raw, self.texts, self._inside = [], [], [], None
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag in ("script", "style"):
            self._inside = tag
            self.raw.append((tag, dict(attrs).get("type"), ""))

    def handle_endtag(self, tag):
        if tag == self._inside:
            self._inside = None

    def handle_data(self, data):
        if self._inside:
            tag, kind, before = self.raw[-1]
            self.raw[-1] = (tag, kind, before + data)
        else:
            self.texts.append(data)

    @property
    def text(self):
        return " ".join(" ".join(self.texts).split())

    def of(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]

    def script(self, kind=None):
        return next(text for tag, own, text in self.raw if (tag, own) == ("script", kind))

    @property
    def index(self):
        return json.loads(self.script("application/json"))


def made(registry, members=None, **wish):
    """
    The page of a registry, or of some of its members, as text.
    """
    chosen = [*registry.members.values()] if members is None else [registry.members[key] for key in members]
    return page.html(chosen, registry, MADE, page.Wish(**wish)).decode()

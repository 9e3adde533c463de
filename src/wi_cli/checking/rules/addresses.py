"""
Rules on e-mail and web addresses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wi_cli.checking.rule import Advice, Problem, View, entries, form, rule, text_of
from wi_cli.german.slips import nearest
from wi_cli.german.wording import cited
from wi_cli.registry.schema import described

form("email", "WI108", "e-mail address", "write one address: name@domain.de")


@rule(
    code="WI108",
    name="malformed-email",
    title="an e-mail address is not name@domain, or one that there can't be",
    why="Mail to it would not arrive (RFC 5321). It is one bare address, without a name or brackets around it.",
    bad="""
        [[members.kassel.contacts]]
        office = "Jugendamt"
        email = "jugendamt@kassel"
        sources = ["kassel-portrait"]
    """,
    good="""
        [[members.kassel.contacts]]
        office = "Jugendamt"
        email = "jugendamt@kassel.de"
        sources = ["kassel-portrait"]
    """,
)
def addresses_can_exist(view: View) -> Iterator[Problem]:
    form_of_address = re.compile(described(("network", "contacts", 0, "email"))["pattern"])
    for path, contact in view.tables("contacts"):
        address = text_of(contact, "email").strip()
        if form_of_address.search(address) and (reason := _impossible(address)):
            yield Problem((*path, "email"), "WI108", f"impossible e-mail address {cited(address)}", reason)


def _impossible(address: str) -> str | None:
    """
    Why there can't be such an address (RFC 5321, 5322, 6531, 6761); nobody is asked whether there is.
    """
    # Imported here, because that takes 22 ms, an eighth of a run.
    from email_validator import EmailNotValidError, validate_email

    try:
        validate_email(address, check_deliverability=False)
    except EmailNotValidError as error:
        return str(error)[:1].lower() + str(error)[1:].rstrip(".")
    return None


rule(
    code="WI109",
    name="no-web-address",
    title="a web address doesn't begin with https:// or http://, or has blanks in it",
    why="Without that beginning it can't be clicked. A blank in an address is written %20 (RFC 3986).",
    bad="""
        [sources.kassel-portrait]
        url = "www.kassel.de/portrait"
    """,
    good="""
        [sources.kassel-portrait]
        url = "https://www.kassel.de/portrait"
    """,
)


@form("url", "WI109", "web address", "begin with https:// or http://, no blanks")
def url_as_meant(value: str) -> Advice | None:
    return Advice(f'write "https://{value}"') if re.match(r"www\.\S+$", value) else None


@rule(
    code="WI216",
    name="foreign-email",
    title="the domain of an e-mail address has nothing to do with the member's website",
    why="Often it is a slip, or an address copied from another member. "
    "If the address is right, say so with `# wi: ignore WI216` and the reason.",
    bad="""
        [[members.kassel.contacts]]
        office = "Jugendamt"
        email = "jugendamt@kasel.de"
        sources = ["kassel-portrait"]
    """,
    good="""
        [[members.kassel.contacts]]
        office = "Jugendamt"
        email = "jugendamt@kassel.de"
        sources = ["kassel-portrait"]
    """,
    warning=True,
)
def addresses_fit_the_website(view: View) -> Iterator[Problem]:
    for owner_path, owner in view.owners:
        website = text_of(owner, "website")
        host = _host(website) if re.match(r"https?://\S+$", website) and not _url_fault(website) else None
        if not host:
            continue
        site = _registered(host)
        for path, contact in entries(owner, "contacts", owner_path):
            address = text_of(contact, "email").strip().lower()
            if not re.fullmatch(r"[^\s@]+@[^\s@]+\.[^\s@.]+", address):
                continue
            domain = address.rpartition("@")[2]
            if _registered(domain) != site:
                message = f"e-mail domain {domain!r} is not the website's {cited(host)}"
                near = nearest(domain, [site])
                hint = f"did you mean {near[0]!r}?" if near else "check for a slip"
                yield Problem((*path, "email"), "WI216", message, hint)


def _host(url: str) -> str | None:
    from urllib.parse import urlsplit

    try:
        return urlsplit(url).hostname
    except ValueError:
        return None


def _registered(domain: str) -> str:
    """
    The part of a domain that somebody has registered: its last two labels.
    """
    return ".".join(domain.split(".")[-2:])


@rule(
    code="WI217",
    name="broken-url",
    title="a web address can't be opened: its host or port is missing or malformed",
    why="It begins as a web address should, but no browser gets anywhere with it (RFC 3986).",
    bad="""
        [sources.kassel-portrait]
        url = "https:///www.kassel.de/portrait"
    """,
    good="""
        [sources.kassel-portrait]
        url = "https://www.kassel.de/portrait"
    """,
)
def addresses_are_urls(view: View) -> Iterator[Problem]:
    for path, url in view.texts:
        if path[0] == "topics" or path[-1] not in ("url", "website") or not re.match(r"https?://\S+$", url):
            continue
        if reason := _url_fault(url):
            yield Problem(path, "WI217", f"malformed web address {url!r}", reason)


def _url_fault(url: str) -> str | None:
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError as error:
        return str(error)[:1].lower() + str(error)[1:]
    labels = host.split(".")
    if not host:
        return "there is no host after //"
    if len(labels) < 2 or not all(re.fullmatch(r"[^\W_]([\w-]*[^\W_])?", label) for label in labels):  # noqa: PLR2004
        return f"{host!r} is no name of a host"
    if set(url) & set('<>"{}|\\^`'):
        return "a character must be written with %"
    return None

"""
Rules on e-mail and web addresses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wi_cli.checking.rule import Advice, Problem, View, entries, form, rule, text_of
from wi_cli.german.slips import is_one_slip
from wi_cli.german.spelling import fold
from wi_cli.german.wording import cited
from wi_cli.registry.schema import described

# kassel.de has nine; of ihk.de and hwk.de neither is a slip.
_SHORTEST_DOMAIN = len("bonn.de")

_PLAIN = re.compile(
    r"[a-z0-9]+(?:[._-][a-z0-9]+)*@(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+(?:[a-z]{2}|com|net|org|info)", re.ASCII
)
# Both sides of an address and each part of its domain may have more (RFC 5321, 4.5.3.1; RFC 1035, 2.3.4).
_LONGEST_PLAIN = 60

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
        if is_plain(address) or not form_of_address.search(address):
            continue
        if reason := _impossible(address):
            yield Problem((*path, "email"), "WI108", f"impossible e-mail address {cited(address)}", reason)


def is_plain(address: str) -> bool:
    """
    Whether an address is made as nearly all are, so that nothing can be wrong with it: small letters and digits,
    single dots, hyphens and underlines between them, and the domain of a country or an old general one.
    """
    return len(address) < _LONGEST_PLAIN and _PLAIN.fullmatch(address) is not None


def _impossible(address: str) -> str | None:
    """
    Why there can't be such an address (RFC 5321, 5322, 6531, 6761); nobody is asked whether there is.
    """
    # Imported only for what isn't plain: that takes 22 ms, an eighth of a run.
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
    title="the domain of an e-mail address is nearly that of the member's website, but not quite",
    why="It is a slip, and mail goes nowhere, or to a stranger. Any other domain is fine: partners have their own. "
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
    sites = {path: found for path, owner in view.owners if (found := _site(text_of(owner, "website")))}
    known = {registered for _, registered in sites.values()}
    for owner_path, owner in view.owners:
        if owner_path not in sites:
            continue
        host, site = sites[owner_path]
        for path, contact in entries(owner, "contacts", owner_path):
            address = text_of(contact, "email").strip().lower()
            if not re.fullmatch(r"[^\s@]+@[^\s@]+\.[^\s@.]+", address):
                continue
            domain = address.rpartition("@")[2]
            own = _site(text_of(contact, "website"))
            others = known | {own[1]} if own else known
            if (registered := _registered(domain)) not in others and _is_slip(registered, site):
                message = f"e-mail domain {domain!r} is not the website's {cited(host)}"
                yield Problem((*path, "email"), "WI216", message, f"did you mean {site!r}?")


def _site(url: str) -> tuple[str, str] | None:
    """
    The host of a web address, and the domain that it is part of; None for a malformed address.
    """
    host = _host(url) if re.match(r"https?://\S+$", url) and not _url_fault(url) else None
    return (host, _registered(host)) if host else None


def _host(url: str) -> str | None:
    from urllib.parse import urlsplit

    try:
        return urlsplit(url).hostname
    except ValueError:
        return None


def _registered(domain: str) -> str:
    """
    The part of a domain that somebody has registered: its last two labels, with umlauts for punycode.
    """
    return ".".join(map(_readable, domain.lower().split(".")[-2:]))


def _readable(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return label.encode().decode("idna")
    except UnicodeError:
        return label


def _is_slip(domain: str, meant: str) -> bool:
    """
    Whether a domain is another one with a letter too many, too few or wrong, or
    two swapped.  Other spellings of an umlaut, hyphens and numbers tell two
    domains of one body apart as a rule, and short ones are abbreviations.
    """
    if min(len(domain), len(meant)) < _SHORTEST_DOMAIN or _letters(domain) == _letters(meant):
        return False
    return is_one_slip(domain, meant)


def _letters(domain: str) -> str:
    return re.sub("[^a-z]", "", fold(domain))


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

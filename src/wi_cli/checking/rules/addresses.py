"""
Rules on e-mail and web addresses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from wi_cli.checking.rule import Advice, Problem, View, entries, form, rule, text_of
from wi_cli.german.slips import is_one_slip
from wi_cli.german.spelling import fold
from wi_cli.german.wording import cited
from wi_cli.registry.schema import described

# kassel.de has nine; of ihk.de and hwk.de neither is a slip.
_SHORTEST_DOMAIN = len("bonn.de")
_SHORTEST_LABEL = len("bonn")
# Below the domain of a country: what is registered begins to the left of it (gv.at, co.uk).
_SECOND_LEVEL = frozenset({"ac", "co", "com", "edu", "gov", "gv", "net", "or", "org"})

_PLAIN = re.compile(
    r"[a-z0-9]+(?:[._-][a-z0-9]+)*@(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+(?:[a-z]{2}|com|net|org|info)",
    re.ASCII | re.IGNORECASE,
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
    Whether an address is made as nearly all are, so that nothing can be wrong with it: ASCII letters and digits,
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
        validate_email(address, check_deliverability=False, strict=True)
    except EmailNotValidError as error:
        # Of a name in xn-- it says which code points, which nobody sees, are in it.
        said = re.sub(r" \(Codepoint .*", "", str(error)) if address.isascii() else str(error)
        return "; ".join(sentence[:1].lower() + sentence[1:] for sentence in said.rstrip(".").split(". "))
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
    known = {name for site in sites.values() for name in (site.domain, site.registered)}
    for owner_path, owner in view.owners:
        if owner_path not in sites:
            continue
        site = sites[owner_path]
        for path, contact in entries(owner, "contacts", owner_path):
            address = text_of(contact, "email").strip().lower()
            if not re.fullmatch(r"[^\s@]+@[^\s@]+\.[^\s@.]+", address):
                continue
            domain = address.rpartition("@")[2]
            own = _site(text_of(contact, "website"))
            if meant := _meant(domain, site, known | {own.domain, own.registered} if own else known):
                message = f"e-mail domain {domain!r} is not the website's {cited(site.host)}"
                yield Problem((*path, "email"), "WI216", message, f"did you mean {meant!r}?")


class _Site(NamedTuple):
    """
    The host of a web address; the same without www. and with umlauts for punycode; what somebody has registered of it.
    """

    host: str
    domain: str
    registered: str


def _site(url: str) -> _Site | None:
    """
    Where a web address is; None for a malformed one.
    """
    host = _host(url) if re.match(r"https?://\S+$", url) and not _url_fault(url) else None
    return _Site(host, ".".join(_labels(host.removeprefix("www."))), _registered(host)) if host else None


def _meant(domain: str, site: _Site, known: AbstractSet[str]) -> str | None:
    """
    The domain of a site that another one is a slip of, where that is nobody's: what is registered, or a part below.
    """
    registered, labels, wanted = _registered(domain), _labels(domain), site.domain.split(".")
    if registered != site.registered:
        is_slip = registered not in known and _is_slip(registered, site.registered, _SHORTEST_DOMAIN)
        return site.registered if is_slip else None
    both = enumerate(zip(reversed(labels), reversed(wanted), strict=False), start=1)
    for n, (label, other) in both:
        if label != other:
            is_slip = ".".join(labels[-n:]) not in known and _is_slip(label, other, _SHORTEST_LABEL)
            return ".".join(wanted[-n:]) if is_slip else None
    return None


def _host(url: str) -> str | None:
    from urllib.parse import urlsplit

    try:
        return urlsplit(url).hostname
    except ValueError:
        return None


def _registered(domain: str) -> str:
    """
    The part of a domain that somebody has registered: its last two labels, or three.
    """
    labels = _labels(domain)
    is_below_second = len(labels[-1]) == len("uk") and labels[-2] in _SECOND_LEVEL
    return ".".join(labels[-3:] if is_below_second else labels[-2:])


def _labels(domain: str) -> list[str]:
    """
    The labels of a domain, with umlauts for punycode.
    """
    return [*map(_readable, domain.lower().split("."))]


def _readable(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return label.encode().decode("idna")
    except UnicodeError:
        return label


def _is_slip(domain: str, meant: str, shortest: int) -> bool:
    """
    Whether a domain, or a part of one, is another one with a letter too many, too few or wrong, or
    two swapped.  Other spellings of an umlaut, hyphens and numbers tell two
    domains of one body apart as a rule, and short ones are abbreviations.
    """
    if min(len(domain), len(meant)) < shortest or _letters(domain) == _letters(meant):
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

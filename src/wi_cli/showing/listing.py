"""
What commands list, in every form that programs take: tsv, csv, json, ids, Markdown.

A listing is made once and says itself in the form that is asked for.  Raw
values stand under the registry's field names; only Markdown reads German.
Nothing here depends on the width of a terminal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from wi_cli.german.wording import LABELS, visible
from wi_cli.registry.values import Member
from wi_cli.showing import envelope, indicators, phrases

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from wi_cli.registry.hits import Hit
    from wi_cli.registry.values import Contact, Network, Registry, Topic
    from wi_cli.showing.columns import Column
    from wi_cli.showing.delimited import Cell
    from wi_cli.showing.form import Form

FIGURES = ("id", "indicator", "label", "value", "value_max", "unit", "qualifier", "as_of", "note", "sources")
CONTACTS = (
    "id",
    "name",
    "office",
    "title",
    "given_name",
    "family_name",
    "role",
    "street",
    "postal_code",
    "city",
    "phone",
    "email",
    "website",
    "as_of",
    "suffix",
    "country",
    "mobile",
    "fax",
    "person",
)
"""What is known of a contact.  Scripts count on the order: what is new stands last."""


class Listing(NamedTuple):
    """
    What stands in rows: raw values under the registry's field names, German
    texts under titles, one id for each member or topic, and what stands in JSON.
    Only what a form needs is made.
    """

    names: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    ids: Iterable[str]
    document: Callable[[], dict[str, Any]]
    titles: Sequence[str] = ()
    texts: Iterable[Sequence[str]] = ()

    def text(self, form: Form) -> str:
        """
        All of it as json, ids, markdown, csv or, for any other form, tsv.
        """
        if form.name == "json":
            return envelope.as_json(self.document())
        if form.name == "ids":
            return "".join(f"{visible(key)}\n" for key in self.ids)
        # Each form is imported where it is asked for.
        if form.name == "markdown":
            from wi_cli.showing import markdown

            return markdown.markdown_table(self.titles, self.texts)
        from wi_cli.showing import delimited

        if form.name == "csv":
            return delimited.comma_separated(self.names, self.rows, excel=form.excel)
        return delimited.tab_separated(self.names, self.rows, header=form.header)


def members(found: Sequence[Member], registry: Registry, columns: Sequence[Column]) -> Listing:
    """
    Members under some columns; one may have several rows, each with one of its contacts.
    """
    read = indicators.dated(columns, found)
    return Listing(
        names=[column.name for column in columns],
        rows=([column.raw(member) for column in columns] for member in found),
        ids=dict.fromkeys(member.id for member in found),
        document=lambda: envelope.envelope(found, registry),
        titles=[column.head for column in read],
        texts=([column.shown(member, registry) for column in read] for member in found),
    )


def topics(found: Sequence[Topic], *, today: str) -> Listing:
    """
    The vocabulary, how many members work on each topic, and how many of them had left before `today`
    (YYYY-MM-DD); JSON says which.
    """
    former = {topic.id: [member.id for member in topic.members if member.left_before(today)] for topic in found}

    def document() -> dict[str, Any]:
        labels = {topic.id: topic.label for topic in found}
        usage = {topic.id: [member.id for member in topic.members] for topic in found}
        return {"version": envelope.VERSION, "topics": labels, "usage": usage, "former": former}

    return Listing(
        names=("id", "label", "members", "former"),
        rows=((topic.id, topic.label, len(topic.members), len(former[topic.id])) for topic in found),
        ids=(topic.id for topic in found),
        document=document,
        titles=(LABELS["topic"], "Zahl", LABELS["members"]),
        texts=(
            (
                visible(topic.label),
                str(len(topic.members)),
                ", ".join(phrases.marked_name(member, today) for member in topic.members),
            )
            for topic in found
        ),
    )


def hits(
    found: Sequence[Hit],
    registry: Registry,
    *,
    today: str,
    said: Mapping[str, Any] | None = None,
) -> Listing:
    """
    Members that were found, each with the best of what matched and until when it belonged, and marked
    where people read it if it had left before `today` (YYYY-MM-DD); JSON has all of what matched, and what is
    `said` of the question.  The network has a row, but no id that means a member.
    """
    best = [(hit, hit.matches[0]) for hit in found]
    of_members = [hit for hit in found if not hit.is_network]

    def document() -> dict[str, Any]:
        matches = {hit.member.id: {"match": _match(hit)} for hit in of_members}
        network = [{"match": _match(hit)} for hit in found if hit.is_network]
        extra = {"network": network[0]} if network else {}
        return envelope.envelope([hit.member for hit in of_members], registry, matches) | extra | dict(said or {})

    return Listing(
        names=("id", "name", "tier", "score", "field", "excerpt", "until"),
        rows=(
            (hit.member.id, hit.member.name, hit.tier, hit.score, m.field, m.excerpt()[0], hit.member.until)
            for hit, m in best
        ),
        ids=(hit.member.id for hit in of_members),
        document=document,
        titles=(LABELS["name"], LABELS["found"], LABELS["excerpt"]),
        texts=(
            (phrases.marked_name(hit.member, today), LABELS.get(m.field, m.field), visible(m.excerpt()[0]))
            for hit, m in best
        ),
    )


def _match(hit: Hit) -> dict[str, object]:
    """
    Spans are character offsets in the text as the registry has it.
    """
    fields = [{"name": m.field, "text": m.text, "spans": [list(span) for span in m.spans]} for m in hit.matches]
    return {"tier": hit.tier, "score": hit.score, "fields": fields}


def contacts(found: Sequence[Member], registry: Registry) -> Listing:
    """
    The members' contacts, one row each; a member without one has a row with its name and website.
    """
    return Listing(
        names=CONTACTS,
        rows=(
            [contact_field(member, contact, name) for name in CONTACTS]
            for member in found
            for contact in member.contacts or (None,)
        ),
        ids=(member.id for member in found),
        document=lambda: envelope.envelope(found, registry),
    )


def figures(owner: Member | Network, registry: Registry) -> Listing:
    """
    The figures of a member or of the network.
    """
    if isinstance(owner, Member):
        return Listing(
            FIGURES, _figure_rows(owner.id, owner, registry), [owner.id], lambda: envelope.envelope([owner], registry)
        )
    return Listing(
        FIGURES,
        _figure_rows("network", owner, registry),
        ["network"],
        lambda: envelope.network_envelope(owner, registry),
    )


def _figure_rows(key: str, owner: Member | Network, registry: Registry) -> Iterator[Sequence[Cell]]:
    for figure in owner.figures:
        indicator = registry.indicators.get(figure.indicator)
        label, unit = (indicator.label, indicator.unit) if indicator else (None, None)
        sources = ",".join(figure.sources)
        amount = (figure.value, figure.value_max, unit, figure.qualifier)
        yield (key, figure.indicator, label, *amount, figure.as_of, figure.note, sources)


def contact_values(member: Member, name: str) -> list[str]:
    """
    All values of one of the columns of `CONTACTS`, in order, each once.
    """
    values = (contact_field(member, contact, name) for contact in member.contacts or (None,))
    return [visible(value) for value in dict.fromkeys(values) if value]


def contact_field(member: Member, contact: Contact | None, name: str) -> str | None:
    """
    One of the columns of `CONTACTS`: of the contact, or of its member.
    """
    if name in ("id", "name"):
        return getattr(member, name)  # type: ignore[no-any-return]  # both are text
    value: str | None = getattr(contact, name, None)
    return value or (member.website if name == "website" else None)

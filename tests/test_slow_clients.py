"""
Other people's programs read what `wi` writes.
"""

import os
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest
import vobject

from samples import RICH
from wi_cli.registry import store, values

pytestmark = pytest.mark.slow

KHARD = Path(sys.executable).with_name("khard")


@pytest.fixture(name="vcards")
def _vcards(wi):
    """
    All contacts of a registry as vCards.
    """
    ids = store.load(RICH).members
    status, out, err = wi("contact", *ids, "--vcard", registry=RICH)
    assert (0, "") == (status, err)
    return out


def contacts():
    """
    Each contact with its member; a member without contacts has one that is empty.
    """
    for member in store.load(RICH).members.values():
        for contact in member.contacts or (values.Contact(),):
            yield member, contact


def called(member, contact):
    """
    A person by name, an office behind that of its member.
    """
    return contact.person or ", ".join(name for name in (member.name, contact.office) if name)


def test_vobject(vcards):
    """
    vobject gives every field back as the registry has it: umlauts, commas, brackets.
    """
    read = []
    for card in vobject.readComponents(vcards):
        fields = {name: entries[0].value for name, entries in card.contents.items()}
        address = fields.get("adr")
        read.append(
            (
                fields["fn"],
                fields["n"].family,
                fields["n"].given,
                fields["n"].prefix,
                fields["org"],
                fields.get("title"),
                fields.get("role"),
                address and (address.street, address.code, address.city),
                fields.get("tel"),
                fields.get("email"),
                fields.get("url"),
            )
        )
    expected = []
    for member, contact in contacts():
        expected.append(
            (
                called(member, contact),
                contact.family_name or "",
                contact.given_name or "",
                contact.title or "",
                [member.name, *([contact.office] if contact.office else [])],
                contact.role,
                contact.role,
                (contact.street or "", contact.postal_code or "", contact.city or "")
                if contact.street or contact.postal_code or contact.city
                else None,
                contact.phone,
                contact.email,
                member.website,
            )
        )
    assert expected == read
    assert "Halle (Saale)" in vcards


@pytest.fixture(name="khard")
def _khard(tmp_path, wi):
    """
    Run khard on the folder that `wi export vdir` makes, as it is.
    """
    book = tmp_path / "book"
    assert 0 == wi("export", "vdir", "-o", str(book), registry=RICH)[0]
    config = tmp_path / "khard.conf"
    config.write_text(
        dedent(f"""\
            [addressbooks]
            [[wi]]
            path = {book}
            [general]
            default_action = list
            [contact table]
            display = formatted_name
            preferred_phone_number_type = pref, work, home
            preferred_email_address_type = pref, work, home
            """),
        encoding="utf-8",
    )

    def run(*arguments):
        environment = {**os.environ, "LC_ALL": "C.UTF-8", "XDG_CONFIG_HOME": str(tmp_path), "COLUMNS": "500"}
        command = [KHARD, "--config", config, *arguments]
        done = subprocess.run(command, env=environment, capture_output=True, check=False, timeout=120)
        assert (0, "") == (done.returncode, done.stderr.decode())
        return done.stdout.decode()

    return run


def test_khard_lists_everybody(khard):
    """
    khard lists the name, phone number and address of every contact.
    """
    listed = khard("list")
    assert len([*contacts()]) == len(listed.splitlines()) - 2  # its name, and the head
    phones, emails = khard("phone", "--parsable"), khard("email", "--parsable", "--remove-first-line")
    for member, contact in contacts():
        assert called(member, contact) in listed
        assert (contact.phone or "") in phones
        assert (contact.email or "") in emails


def test_khard_shows_a_contact(khard):
    """
    khard shows a contact with everything that the registry has of it.
    """
    wanted = next(contact for member, contact in contacts() if member.id == "herten" and contact.phone)
    shown = khard("show", wanted.family_name)
    for text in (wanted.person, wanted.phone, wanted.email, wanted.office, wanted.city, wanted.postal_code):
        assert text in shown

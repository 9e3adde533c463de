"""
Programs that synchronize cards, and two readers of vCard by different people, take what `wi export` writes.
"""

import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest
import vobject

from samples import RICH, toml
from wi_cli.registry import store
from wi_cli.showing import vcard

pytestmark = pytest.mark.slow

VDIRSYNCER = Path(sys.executable).with_name("vdirsyncer")
NODE, NPM = shutil.which("node"), shutil.which("npm")
ICAL = "ical.js@2.2.1"
READ = """\
import ICAL from "ical.js";
import { readFileSync } from "node:fs";
const cards = ICAL.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(cards.map(([, properties]) => properties)));
"""


@pytest.fixture(name="sync")
def _sync(tmp_path):
    """
    Run vdirsyncer between the folder `cards` and the folder `phone`; what it says.
    """
    config = tmp_path / "vdirsyncer.conf"
    config.write_text(
        dedent(f"""\
            [general]
            status_path = "{tmp_path}/status/"
            [pair wi]
            a = "cards"
            b = "phone"
            collections = null
            [storage cards]
            type = "filesystem"
            path = "{tmp_path}/cards"
            fileext = ".vcf"
            [storage phone]
            type = "filesystem"
            path = "{tmp_path}/phone"
            fileext = ".vcf"
            """),
        encoding="utf-8",
    )
    (tmp_path / "phone").mkdir()
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}

    def run(command):
        done = subprocess.run(
            [VDIRSYNCER, "--config", config, command, "wi"],
            env=environment,
            input=b"y\n",
            capture_output=True,
            check=False,
            timeout=120,
        )
        said = (done.stdout + done.stderr).decode()
        assert 0 == done.returncode, said
        return [line for line in said.splitlines() if line.startswith(("Copying", "Deleting"))]

    run("discover")
    return lambda: run("sync")


def test_vdirsyncer(wi, sync, tmp_path):
    """
    A changed telephone number is an update of the same card, no new one; a contact that is gone goes there, too.
    """
    text = RICH.read_text(encoding="utf-8")
    before = store.load(RICH).members["herten"]
    assert 0 == wi("export", "vdir", "-o", "cards", registry=text)[0]
    count = len([*(tmp_path / "cards").iterdir()])
    assert count == len(sync())
    assert 0 == wi("export", "vdir", "-o", "cards", registry=text)[0]
    assert [] == sync()

    phone = next(contact.phone for contact in before.contacts if contact.phone)
    assert 0 == wi("export", "vdir", "-o", "cards", registry=text.replace(phone, "+49 30 23125 199"))[0]
    (said,) = sync()
    assert said.startswith("Copying (updating) item")
    cards = [path.read_text(encoding="utf-8") for path in (tmp_path / "phone").iterdir()]
    assert count == len(cards)
    assert 1 == sum("TEL;TYPE=WORK,VOICE:+49 30 23125 199" in card for card in cards)

    assert 0 == wi("export", "vdir", "herten", "-o", "cards", registry=text)[0]
    assert count - len(before.contacts) == sum(line.startswith("Deleting") for line in sync())


PIECES = (
    *(
        "Groß",
        "Änne",
        "Öl",
        "Amt",
        "Schule",
        "漢字",
        "𝄞",
        "é",
        "Müller-Lüdenscheidt",
        "\\n",
        "\\",
        "\\\\",
        ",",
        ";",
        ":",
    ),
    *('"', "'", "=", "^n", "^", "&amp;", "<b>", "(EU)", "[x]", "%2C", "+49", "–", "„Bild“", "x" * 80, "BEGIN:VCARD"),
)


def generated(count):
    """
    A registry with so many contacts of all kinds, each with a member of its own.
    """
    chance = random.Random(2024)

    def text():
        # ical.js takes a backslash at the end of a part for the escape of what follows.
        return " ".join(chance.choices(PIECES, k=chance.randint(1, 5))).rstrip("\\ ") or "Amt"

    def maybe(make):
        return make() if chance.random() < 0.7 else None

    lines = ["format = 1", "[network]", 'name = "Netz"', 'summary = "Netz."', "[sources.s]", f"title = {toml(text())}"]
    for number in range(count):
        person = chance.random() < 0.6
        contact = {
            "office": maybe(text) if person else text(),
            "given_name": maybe(text) if person else None,
            "family_name": text() if person else None,
            "title": chance.choice([None, "Dr.", "M.A.", "Prof. Dr. LL.M."]) if person else None,
            "role": maybe(text),
            "street": maybe(text),
            "postal_code": maybe(lambda: f"{chance.randint(0, 99999):05}"),
            "city": maybe(text),
            "phone": chance.choice([None, "+49 30 23125-001", "+49 151 23456789"]),
            "email": maybe(lambda: "e.muster@example.org"),
            "as_of": chance.choice([None, "2014", "2014-04-30"]),
        }
        lines += [f"[members.m{number}]", f"name = {toml(text())}", 'kind = "Verein"', 'summary = "Kurz."']
        lines += [f"website = {toml('https://example.org/' + chance.choice(['', 'a,b;c', 'ä?b=c&d']))}"]
        lines += [f"[[members.m{number}.contacts]]", 'sources = ["s"]']
        lines += [f"{name} = {toml(value)}" for name, value in contact.items() if value is not None]
    return "\n".join(lines)


def expected(member, contact):
    """
    What the fields of a card are, as values.
    """
    before, behind = vcard.titles(contact)
    called = " ".join(part for part in (before, contact.given_name, contact.family_name) if part)
    office = [contact.office] if contact.office else []
    person = f"{called}, {behind}" if behind else called
    address = [contact.street or "", contact.city or "", contact.postal_code or ""]
    fields = {
        "fn": person if contact.family_name else ", ".join([member.name, *office]),
        "n": [contact.family_name or "", contact.given_name or "", "", before, behind],
        "org": [member.name, *office],
        "title": contact.role,
        "role": contact.role,
        "adr": address if any(address) else None,
        "tel": contact.phone,
        "email": contact.email,
        "url": member.website.replace(",", "%2C").replace(";", "%3B"),
        "categories": "Netz",
    }
    return {name: value for name, value in fields.items() if value is not None}


def by_vobject(cards):
    for card in vobject.readComponents(cards):
        read = {name: card.contents[name][0].value for name in card.contents}
        name, address = read["n"], read.get("adr")
        read["n"] = [name.family, name.given, name.additional, name.prefix, name.suffix]
        read["categories"] = ",".join(read["categories"])
        if address:
            read["adr"] = [address.street, address.city, address.code]
        yield read


def by_ical_js(cards, folder):
    if not (NODE and NPM):
        pytest.skip("Node.js is not installed")
    installed = subprocess.run(
        [NPM, "install", "--silent", "--no-save", "--prefix", folder, ICAL],
        capture_output=True,
        check=False,
        timeout=300,
    )
    if installed.returncode:
        pytest.skip("ical.js can't be had")
    (folder / "read.mjs").write_text(READ, encoding="utf-8")
    done = subprocess.run(
        [NODE, folder / "read.mjs"], input=cards.encode(), capture_output=True, check=True, timeout=60
    )
    for properties in json.loads(done.stdout):
        # It takes no escape from a semicolon outside of structured values, as version 4 has it (RFC 6350, 3.4).
        read = {n: value.replace("\\;", ";") if isinstance(value, str) else value for n, _, _, value in properties}
        read["org"] = [read["org"]] if isinstance(read["org"], str) else read["org"]
        if "adr" in read:
            read["adr"] = [read["adr"][place] for place in (2, 3, 5)]
        yield read


@pytest.mark.parametrize("reader", ["vobject", "ical.js"])
def test_readers_agree(wi, tmp_path, reader):
    """
    Two readers by different people give back every field of 250 contacts as the registry has it.
    """
    text = generated(250)
    status, cards, err = wi("export", "vcf", registry=text)
    assert (0, "") == (status, err)
    read = by_vobject(cards) if reader == "vobject" else by_ical_js(cards, tmp_path)
    wanted = [
        expected(member, contact)
        for member in store.load(tmp_path / "members.toml").members.values()
        for contact in member.contacts
    ]
    assert 250 == len(wanted)
    for fields, found in zip(wanted, read, strict=True):
        assert fields == {name: value for name, value in found.items() if name in fields}
        assert fields.keys() == found.keys() - {"version", "prodid", "uid", "note", "rev", "x-abshowas"}

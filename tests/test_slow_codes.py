"""
A reader of codes sees what `wi contact --qr` shows.
"""

import shutil
import subprocess

import pytest
import vobject

from codes import modules, picture
from samples import RICH, SMALL
from wi_cli.cli import terminal
from wi_cli.registry import store
from wi_cli.showing import vcard

ZBAR = shutil.which("zbarimg")
pytestmark = [pytest.mark.slow, pytest.mark.skipif(ZBAR is None, reason="zbar-tools is not installed")]
LOOKS = {
    "file": {},
    "dark terminal": {"is_terminal": True},
    "light terminal": {"is_terminal": True, "COLORFGBG": "0;15"},
    "colours": {"FORCE_COLOR": "1"},
}


def read(file):
    """
    What zbar reads from a picture, to the octet.
    """
    done = subprocess.run([ZBAR, "--quiet", "--raw", "--oneshot", "-Sbinary", file], capture_output=True, check=False)
    return done.stdout.decode()


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", ["gross@koellnitz.example.org", "Köllnitz, Bürgerbüro", "hall", "bad-hall"])
def test_zbar(wi, monkeypatch, tmp_path, look, name):
    """
    From a picture of the very output, on dark and light ground, comes the smallest card, letter by letter.
    """
    settings = dict(LOOKS[look])
    monkeypatch.setattr(terminal, "is_terminal", lambda: settings.get("is_terminal", False))
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("LINES", "100")
    for variable in ("COLORFGBG", "FORCE_COLOR"):
        monkeypatch.setenv(variable, settings.get(variable, ""))
    if look != "colours":
        monkeypatch.setenv("NO_COLOR", "1")
    status, out, err = wi("contact", name, "--qr", registry=SMALL)
    assert (0, "") == (status, err)
    dark = look == "dark terminal"
    file = tmp_path / "code.pgm"
    file.write_bytes(picture(modules(out, light_ink=dark), ground=0 if dark else 1))
    card = vobject.readOne(read(file))
    plain = vobject.readOne(wi("contact", name, "--vcard", registry=SMALL)[1])
    for part in ("fn", "n", "org", "adr", "url"):
        assert [str(line.value) for line in plain.contents.get(part, [])] == [
            str(line.value) for line in card.contents.get(part, [])
        ]
    for part in ("tel", "email"):
        assert [line.value for line in plain.contents.get(part, [])] == [
            line.value for line in card.contents.get(part, [])
        ]
    assert not {"uid", "note", "title", "role", "rev"} & set(card.contents)


def test_every_contact(wi, tmp_path):
    """
    Every contact of a registry with as much to say as a real one has a code that is read.
    """
    for member in store.load(RICH).members.values():
        for contact in member.contacts:
            name = contact.email or f"{member.name}, {contact.person or contact.office}"
            status, out, err = wi("contact", name, "--qr", registry=RICH)
            assert (0, "") == (status, err)
            file = tmp_path / "code.pgm"
            file.write_bytes(picture(modules(out)))
            assert vcard.smallest(member, contact) == read(file)

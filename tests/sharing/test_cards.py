import os
import re

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from samples import registry
from wi_cli.registry.values import Contact, Member
from wi_cli.sharing import cards
from wi_cli.sharing.cards import Done, file_up
from wi_cli.sharing.files import CannotSaveError

TODAY = "2024-06-30"
MUSTER = Contact(given_name="Erika", family_name="Muster", phone="+49 30 23125-001")
OFFICE = Contact(office="Amt")


def filed(folder, *contacts, force=False):
    """
    Bring a folder up to date with a member's contacts.
    """
    member = Member("a", "Astadt", "Gemeinde", contacts=contacts)
    return file_up(folder, cards.cards([member], registry(), today=TODAY), force=force)


def held(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture(name="folder")
def _folder(tmp_path):
    return tmp_path / "cards"


def the_file(folder, name):
    """
    The file of the contact called so.
    """
    (path,) = (path for path in folder.iterdir() if f"FN:{name}\r\n".encode() in path.read_bytes())
    return path


def test_a_file_for_each_contact(folder):
    """
    Each contact has a file called by its UID, also a member that has none, and each is one whole card.
    """
    members = registry().members.values()
    expected = [card.uid for card in cards.cards([*members], registry(), today=TODAY)]
    assert Done(5, 0, 0, 0, ()) == file_up(folder, cards.cards([*members], registry(), today=TODAY))
    assert sorted(f"{uid}.vcf" for uid in expected) == sorted(held(folder))
    for name, content in held(folder).items():
        (card,) = vobject.readComponents(content.decode())
        assert name == f"{card.uid.value}.vcf"


def test_unchanged_cards_stay_untouched(folder):
    """
    A second run writes nothing; a changed phone number changes that card alone, under the same name.
    """
    assert Done(2, 0, 0, 0, ()) == filed(folder, MUSTER, OFFICE)
    for path in folder.iterdir():
        os.utime(path, ns=(0, 0))
    assert Done(0, 0, 2, 0, ()) == filed(folder, MUSTER, OFFICE)
    assert {0} == {path.stat().st_mtime_ns for path in folder.iterdir()}
    assert Done(0, 1, 1, 0, ()) == filed(folder, MUSTER._replace(phone="+49 30 23125-002"), OFFICE)
    changed = the_file(folder, "Erika Muster")
    assert b"TEL;TYPE=WORK,VOICE:+49 30 23125-002\r\n" in changed.read_bytes()
    assert [changed] == [path for path in folder.iterdir() if path.stat().st_mtime_ns]


def test_what_is_gone_goes(folder):
    """
    The card of a contact that is gone is removed.
    """
    filed(folder, MUSTER, OFFICE)
    assert Done(0, 0, 1, 1, ()) == filed(folder, OFFICE)
    assert [the_file(folder, "Astadt\\, Amt")] == [*folder.iterdir()]


FOREIGN = "b30a028f-c1a7-5de4-9d57-eabfde3501a5"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("notes.txt", b"mine"),
        ("friend.vcf", b"BEGIN:VCARD\r\nVERSION:3.0\r\nUID:friend\r\nEND:VCARD\r\n"),
        # Called as ours are, by some other program.
        (f"{FOREIGN}.vcf", f"BEGIN:VCARD\r\nVERSION:3.0\r\nUID:{FOREIGN}\r\nEND:VCARD\r\n".encode()),
        (f"{FOREIGN}.vcf", b""),
        (f"{FOREIGN}.vcf", b"X-WI-SEAL:" + 64 * b"0" + b"\r\nEND:VCARD\r\n"),
    ],
)
def test_foreign_files_stay(folder, name, content):
    """
    What isn't from here is never touched, not even with force.
    """
    folder.mkdir()
    (folder / name).write_bytes(content)
    os.utime(folder / name, ns=(0, 0))
    assert Done(1, 0, 0, 0, ()) == filed(folder, MUSTER)
    assert Done(1, 0, 0, 1, ()) == filed(folder, OFFICE, force=True)
    assert content == (folder / name).read_bytes()
    assert 0 == (folder / name).stat().st_mtime_ns


def test_copies_stay(folder):
    """
    A copy of a card under another name is somebody's own, and so is a link.
    """
    filed(folder, MUSTER)
    ours = the_file(folder, "Erika Muster")
    content = ours.read_bytes()
    copies = ("copy.vcf", f"{FOREIGN}.vcf", f"{ours.name}.bak")
    for name in copies:
        (folder / name).write_bytes(content)
    elsewhere = folder.with_name("elsewhere.vcf")
    ours.rename(elsewhere)
    ours.symlink_to(elsewhere)
    done = filed(folder, OFFICE)
    assert (1, 0, 0, 0) == done[:4]
    assert {*copies, ours.name, the_file(folder, "Astadt\\, Amt").name} == set(held(folder))
    assert content == elsewhere.read_bytes()


@pytest.mark.parametrize(
    "change",
    [
        lambda card: card.replace(b"END:VCARD", b"BDAY:1970-01-01\r\nEND:VCARD"),
        lambda card: card.replace(b"+49 30 23125-001", b"+49 30 23125-009"),
        lambda card: card.replace(b"\r\n", b"\n"),
        lambda card: re.sub(rb"X-WI-SEAL.*\r\n", b"", card).replace(b"FN:Erika", b"FN:Erica"),
        lambda card: card + card,
        lambda card: card[:-1],
        lambda card: card.replace(b"-//wi//", b"-//other//"),
        lambda _: b"",
    ],
)
def test_what_somebody_changed_is_theirs(folder, change):
    """
    Where somebody changed a card nothing is written at all; with force it is ours again.
    """
    filed(folder, MUSTER)
    file = the_file(folder, "Erika Muster")
    file.write_bytes(change(file.read_bytes()))
    before = held(folder)
    with pytest.raises(CannotSaveError) as refused:
        filed(folder, MUSTER, OFFICE)
    assert f"{file}: somebody else changed it" == str(refused.value)
    assert "nothing was written; --force replaces it, or move it away" == refused.value.hint
    assert before == held(folder)
    assert Done(1, 1, 0, 0, ()) == filed(folder, MUSTER, OFFICE, force=True)
    assert Done(0, 0, 2, 0, ()) == filed(folder, MUSTER, OFFICE)


def test_many_changed_cards(folder):
    """
    Of many such cards the first three are named.
    """
    offices = [Contact(office=f"Amt {number}") for number in range(5)]
    filed(folder, *offices)
    for file in folder.iterdir():
        file.write_bytes(b"")
    named = ", ".join(map(str, sorted(folder.iterdir())[:3]))
    with pytest.raises(CannotSaveError, match=re.escape(f"{named} and 2 more: somebody else changed it")):
        filed(folder, *offices)


@pytest.mark.parametrize("force", [False, True])
def test_a_changed_card_that_is_gone(folder, force):
    """
    A card that somebody changed is not taken away with its contact, but named.
    """
    filed(folder, MUSTER)
    file = the_file(folder, "Erika Muster")
    file.write_bytes(file.read_bytes().replace(b"001", b"009"))
    assert Done(1, 0, 0, 0, (file.name,)) == filed(folder, OFFICE, force=force)
    assert file.exists()


def test_same_bytes_are_ours(folder):
    """
    A card of which somebody else wrote the same bytes is up to date.
    """
    filed(folder, MUSTER)
    ours = the_file(folder, "Erika Muster")
    content = ours.read_bytes()
    ours.unlink()
    ours.write_bytes(content)
    assert Done(0, 0, 1, 0, ()) == filed(folder, MUSTER)


def test_no_folder(tmp_path):
    """
    The folder is made, the one above it is not; a file is none.
    """
    with pytest.raises(CannotSaveError, match="x: there is no such folder"):
        filed(tmp_path / "x" / "y" / "x", MUSTER)
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(CannotSaveError, match="file: is no folder"):
        filed(tmp_path / "file", MUSTER)


def test_a_folder_that_takes_nothing(folder, monkeypatch):
    """
    What the system refuses is said.
    """

    def refused(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.mkdir", refused)
    with pytest.raises(CannotSaveError, match="can't be brought up to date \\(Permission denied\\)"):
        filed(folder, MUSTER)
    monkeypatch.setattr(os, "listdir", refused)
    with pytest.raises(CannotSaveError, match="can't be looked into \\(Permission denied\\)"):
        filed(folder, MUSTER)


@given(runs=st.lists(st.sets(st.integers(0, 4)), min_size=1, max_size=4), strange=st.binary(max_size=40))
def test_a_folder_holds_what_is_wanted(tmp_path_factory, runs, strange):
    """
    Whatever was there before, a folder holds afterwards the wanted cards and what isn't ours, and says how many
    of them are new, changed, as they were and removed.
    """
    folder = tmp_path_factory.mktemp("book")
    (folder / f"{FOREIGN}.vcf").write_bytes(strange)
    before = {}
    for number, run in enumerate(runs):
        # The card of 0 changes each time.
        contacts = [Contact(office=f"Amt {n}", role=str(number) if n == 0 else None) for n in run]
        done = filed(folder, *contacts) if contacts else file_up(folder, iter(()))
        found = held(folder)
        assert strange == found.pop(f"{FOREIGN}.vcf")
        assert len(contacts) == len(found)
        changed = sum(before[name] != found[name] for name in before.keys() & found.keys())
        stayed = len(before.keys() & found.keys()) - changed
        assert (len(found.keys() - before.keys()), changed, stayed, len(before.keys() - found.keys())) == done[:4]
        before = found

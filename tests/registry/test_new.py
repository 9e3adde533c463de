import pytest

from samples import SMALL
from wi_cli.errors import RegistryUnreadableError
from wi_cli.registry import new, replace


def test_schema_of_a_registry_that_was_not_made(tmp_path, monkeypatch):
    """
    Where a new registry can't be written no schema is left behind.
    """
    write = replace.create_file

    def full(path, content):
        if path.name == "members.toml":
            raise RegistryUnreadableError("full")
        write(path, content)

    monkeypatch.setattr(replace, "create_file", full)
    with pytest.raises(RegistryUnreadableError):
        new.create(tmp_path / "members.toml", from_packaged=False)
    assert [] == list(tmp_path.iterdir())


def test_never_overwrites(tmp_path):
    """
    What is there already stays: a file, a link that leads nowhere, a folder.
    """
    house, file, link = tmp_path / "house", tmp_path / "house" / "members.toml", tmp_path / "link.toml"
    house.mkdir()
    file.write_text(SMALL, encoding="utf-8")
    link.symlink_to("nowhere")
    for path in (file, link, house):
        with pytest.raises(RegistryUnreadableError, match="is there already"):
            new.create(path, from_packaged=False)
    assert (SMALL, "nowhere") == (file.read_text(encoding="utf-8"), str(link.readlink()))
    assert {"house", "link.toml"} == {path.name for path in tmp_path.iterdir()}

import stat

import pytest

from wi_cli.cli import drafts
from wi_cli.errors import RegistryUnreadableError


@pytest.mark.parametrize("key", ["kassel", "a/b", "x" * 300, "ä\n", "../../x"])
def test_draft(key, tmp_path, monkeypatch):
    """
    A draft is a file for its owner's eyes only, whatever the member is called.
    """
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    draft = drafts.write_draft(key, "ä\r\n")
    assert ("ä\r\n".encode(), 0o600, tmp_path) == (draft.read_bytes(), stat.S_IMODE(draft.stat().st_mode), draft.parent)
    drafts.discard_draft(draft)
    drafts.discard_draft(draft)
    assert [] == list(tmp_path.iterdir())


def test_no_room_for_a_draft(tmp_path, monkeypatch):
    """
    Where no draft can be written that is said.
    """
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    with pytest.raises(RegistryUnreadableError, match="can't write a temporary file"):
        drafts.write_draft("kassel", "")

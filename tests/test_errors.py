from types import SimpleNamespace

import pytest

from wi_cli import errors


@pytest.fixture(name="windows")
def _windows(monkeypatch):
    monkeypatch.setattr(errors, "sys", SimpleNamespace(platform="win32"))


@pytest.fixture(name="elsewhere")
def _elsewhere(monkeypatch):
    monkeypatch.setattr(errors, "sys", SimpleNamespace(platform="linux"))


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("kassel", "kassel"),
        ("Köln", "Köln"),
        ('"Halle (Saale)"', "Halle (Saale)"),
        ('"L\'Aquila"', "L'Aquila"),
        ("a,b", "a,b"),
        ("'$HOME'", "$HOME"),
        ("'a\"b'", 'a"b'),
        ("-- -x", "-x"),
        ('-- "-x y"', "-x y"),
    ],
)
def test_quoting(elsewhere, expected, text):  # noqa: ARG001
    """
    A name is quoted where a shell would take it apart, and so that every shell reads it where that can be done.
    """
    assert expected == errors.argument(text)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("kassel", "kassel"),
        (r"C:\Users\jo\wi.toml", r"C:\Users\jo\wi.toml"),
        (r'"C:\Users\Jo Muster\wi.toml"', r"C:\Users\Jo Muster\wi.toml"),
        (r'"\\server\Amt & Rat\wi.toml"', r"\\server\Amt & Rat\wi.toml"),
        ('"Halle (Saale)"', "Halle (Saale)"),
        ('"a;b"', "a;b"),
        (r'"a \"b\""', 'a "b"'),
        ("-- -x", "-x"),
    ],
)
def test_quoting_on_windows(windows, expected, text):  # noqa: ARG001
    """
    On Windows only double quotes are quotes, for PowerShell and cmd.exe alike, and a backslash is none.
    """
    assert expected == errors.argument(text)
    assert text in (expected.removeprefix("-- "), expected[1:-1].replace(r"\"", '"'))

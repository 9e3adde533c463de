"""
Which registry a command reads, and how it says so.
"""

import pytest

from samples import REAL, SMALL
from wi_cli.registry import owners

OTHER = 'format = 1\n[members.b]\nname = "B"\nkind = "Stadt"\n'


@pytest.mark.parametrize("arguments", [["--registry", "{}", "list"], ["list", "--registry", "{}"]])
def test_registry_option(wi, tmp_path, arguments):
    """
    --registry counts before and after the command, and more than WI_REGISTRY.
    """
    (tmp_path / "other.toml").write_text(OTHER, encoding="utf-8")
    assert (0, "b\n", "") == wi(*(word.format("other.toml") for word in arguments), "--format", "ids")


def test_registry_option_twice(wi, tmp_path):
    """
    Given twice, the one after the command counts.
    """
    (tmp_path / "other.toml").write_text(OTHER, encoding="utf-8")
    assert (0, "b\n", "") == wi("--registry", "nope.toml", "list", "--registry", "other.toml", "-f", "ids")


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["list"], 0),
        (["topics"], 0),
        (["contact", "koellnitz"], 0),
        (["--version"], 0),
        (["validate"], 1),
        (["fmt", "--check"], 1),
        (["edit", "koellnitz", "--set", "website=https://www.example.org", "--diff"], 0),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_registry_of_everybody(wi, monkeypatch, tmp_path, arguments, status):
    """
    A registry that was found above and in which everybody may write is used, and named in a line.
    """
    path = tmp_path / "members.toml"
    path.write_text(SMALL.replace("format = 1", "format=1"), encoding="utf-8")
    path.chmod(0o666)
    (tmp_path / "sub").mkdir()
    monkeypatch.chdir(tmp_path / "sub")
    monkeypatch.setattr(owners, "user", lambda _: "somebody")
    line = f"wi: using {path}, which belongs to somebody and everybody may write to; --registry names another\n"
    found, out, err = wi(*arguments, registry=None)
    assert (status, line) == (found, err.splitlines(keepends=True)[0])
    assert out
    assert "using" not in wi("--registry", path, *arguments, registry=None)[2]


def test_version(wi, monkeypatch, tmp_path):
    """
    The version names the registry in use, below the working directory as it would be typed.
    """
    assert (0, f"wi 0.1.0\nregistry: {REAL}\n", "") == wi("--version", registry=REAL)
    assert (0, "wi 0.1.0\nregistry: members.toml\n", "") == wi("--version")
    monkeypatch.setenv("WI_REGISTRY", "")
    (tmp_path / "deep").mkdir()
    monkeypatch.chdir(tmp_path / "deep")
    assert (0, f"wi 0.1.0\nregistry: {tmp_path / 'members.toml'}\n", "") == wi("--version", registry=None)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--registry", "other.toml", "--version"],
        ["--version", "--registry", "other.toml"],
    ],
    ids=" ".join,
)
def test_version_with_registry(wi, tmp_path, arguments):
    """
    The version names the registry that --registry chose.
    """
    (tmp_path / "other.toml").write_text(OTHER, encoding="utf-8")
    assert (0, "wi 0.1.0\nregistry: other.toml\n", "") == wi(*arguments)

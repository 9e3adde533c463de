"""
Kinds that the registry declares, in the commands that know kinds: status, stdout and stderr.
"""

import shutil

import pytest

from samples import REGISTRIES

NEW = 'id = "kammer"\nname = "Kammer"\nkind = "{}"\nsummary = "Probe."\nars = "073390000000"\n'


@pytest.fixture(name="file")
def _file(tmp_path):
    return shutil.copy(REGISTRIES / "good" / "declared-kinds.toml", tmp_path / "members.toml")


def test_list(wi, file):
    """
    A declared kind is a filter like others, in any spelling; a kind that is none is named with what is near.
    """
    assert (0, "m7\n", "") == wi("list", "--kind", "agentur-fuer-arbeit", "--columns", "id", registry=file)
    assert (2, "", "wi: no kind 'Jobcentr'; did you mean 'Jobcenter'?\n") == wi(
        "list", "--kind", "Jobcentr", registry=file
    )
    assert (0, "m0\tVerbandsgemeinde\t\t073390000\n", "") == wi(
        "list", "--kind", "Verbandsgemeinde", "--columns", "id,kind,ags,ars", registry=file
    )


def test_show(wi, file):
    """
    The ARS stands beside the AGS; an AGS is that of the district, not of the body that serves it.
    """
    status, out, err = wi("show", "073390000", registry=file)
    assert (0, "Verbandsgemeinde · Rheinland-Pfalz · ARS 073390000", "") == (status, out.split("\n")[2], err)
    assert "Musterkreis" == wi("show", "07339", registry=file)[1].split("\n")[0]


@pytest.mark.parametrize("registry", ["declared-kinds", "kinds-and-places"])
def test_add_with_its_kind(wi, tmp_path, registry):
    """
    A member brings along the declaration of its kind, into a registry that has declared kinds or none.
    """
    file = shutil.copy(REGISTRIES / "good" / f"{registry}.toml", tmp_path / "members.toml")
    new = tmp_path / "new.toml"
    new.write_text(NEW.format("Landeskammer") + '[kinds]\nLandeskammer = "body"\n', encoding="utf-8")
    assert (0, "", "wi: added 'kammer' (members.toml)\n") == wi("add", "--from", str(new), registry=file)
    assert (0, "", "") == wi("validate", registry=file)
    assert 'Landeskammer = "body"\n' in file.read_text(encoding="utf-8")


def test_add_of_an_undeclared_kind(wi, file, tmp_path):
    """
    A member of an undeclared kind is refused with what to declare.
    """
    new = tmp_path / "new.toml"
    new.write_text(NEW.format("Landeskammer"), encoding="utf-8")
    status, out, err = wi("add", "--from", str(new), registry=file)
    hint = 'declare it in [kinds]: "Landeskammer" = "body" (or municipality, district, association)'
    assert (1, "") == (status, out)
    assert f"kammer.kind: WI104 kind 'Landeskammer' is not allowed; {hint}\n" in err


def test_remove_keeps_kinds(wi, file):
    """
    A kind may be declared before or after anybody is of it: who goes can come back as it was.
    """
    answer = wi("show", "m9", "--json", registry=file)[1]
    file.with_name("m9.json").write_text(answer, encoding="utf-8")
    before = file.read_text(encoding="utf-8")
    assert (0, "") == wi("remove", "m9", "--yes", "--prune", registry=file)[:2]
    assert 'Hochschule = "body"\n' in file.read_text(encoding="utf-8")
    assert (0, "", "") == wi("validate", registry=file)
    assert 0 == wi("add", "--from", str(file.with_name("m9.json")), registry=file)[0]
    assert sorted(before.split("\n")) == sorted(file.read_text(encoding="utf-8").split("\n"))


def test_capitals_are_mended(wi, file):
    """
    A kind that is only written with other capitals is mended by --fix.
    """
    right = file.read_text(encoding="utf-8")
    file.write_text(right.replace('"kreisfreie Stadt"', '"Kreisfreie Stadt"'), encoding="utf-8", newline="")
    assert 0 == wi("validate", "--fix", registry=file)[0]
    assert right == file.read_text(encoding="utf-8")

"""
pandas reads what `wi compare` writes, as it is.
"""

import io

import pytest

from samples import REAL, RICH

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("registry", [REAL, RICH], ids=["real", "rich"])
def test_csv(wi, registry):
    """
    Without an option but the type of ids: numbers are numbers, texts texts, and measured values pivot into a
    table of members by indicators.
    """
    pandas = pytest.importorskip("pandas")
    status, out, err = wi("compare", "--all", "--format", "csv", registry=registry)
    assert (0, "") == (status, err)
    frame = pandas.read_csv(io.StringIO(out, newline=""), dtype={"member": str, "indicator": str})
    expected = "member indicator value value_max qualifier as_of unit source note"
    assert expected.split() == [*frame.columns]
    assert pandas.api.types.is_numeric_dtype(frame["value"])
    assert pandas.api.types.is_numeric_dtype(frame["value_max"])
    assert not frame["value"].isna().any()
    measured = frame[frame["qualifier"] != "target"]
    assert not measured.duplicated(["member", "indicator"]).any()
    table = measured.pivot(index="member", columns="indicator", values="value")
    populations = [
        line.split("\t") for line in wi("list", "--columns", "id,population", registry=registry)[1].splitlines()
    ]
    known = {key: float(value) for key, value in populations if value}
    assert known == table["population"].dropna().to_dict()

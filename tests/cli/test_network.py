"""
`wi network`: status, stdout and stderr.
"""

import json

from samples import document, member


def test_network(wi):
    """
    The portrait of the network itself; tsv and csv carry its figures.
    """
    assert (
        0,
        (
            "Netz der Übergänge\n==================\nNdÜ\nhttps://netz.example.org\n\nEin erfundenes Netz.\n\n"
            "Zahlen\n------\nMitglieder: 4 Mitglieder, undatiert [1]\n\nQuellen\n-------\n[1] Satzung (09.12.2013)\n"
        ),
        "",
    ) == wi("network")
    assert (0, "network\tmember-count\tMitglieder\t4\t\tMitglieder\t\t\t\tsatzung\n", "") == wi("network", "-f", "tsv")
    assert (0, "network\n", "") == wi("network", "--format", "ids")
    status, out, err = wi("network", "--json")
    assert (0, "") == (status, err)
    written = document()
    assert {
        "version": 1,
        "network": {"contacts": [], "milestones": [], "sections": [], "links": [], **written["network"]},
        "sources": {"satzung": written["sources"]["satzung"]},
        "topics": {},
        "indicators": {"member-count": {**written["indicators"]["member-count"], "decimals": 0}},
    } == json.loads(out)


def test_no_network(wi):
    """
    A registry without a network can't show it.
    """
    status, out, err = wi("network", registry=member(""))
    assert (3, "") == (status, out)
    assert "the network itself can't be shown" in err

"""
`wi topics`: status, stdout and stderr.
"""

import json

from samples import document


def test_topics(wi):
    """
    The vocabulary with the number of members, and of those of them that left, in every format.
    """
    status, out, err = wi("topics", "--json")
    assert (0, "") == (status, err)
    assert {
        "version": 1,
        "topics": {**document()["topics"], "nirgends-erklaert": "nirgends-erklaert"},
        "usage": {
            "uebergang": ["koellnitz", "hall", "landkreis-hoexburg"],
            "elternarbeit": ["koellnitz"],
            "ehrenamt": [],
            "nirgends-erklaert": ["landkreis-hoexburg"],
        },
        "former": {
            "uebergang": ["landkreis-hoexburg"],
            "elternarbeit": [],
            "ehrenamt": [],
            "nirgends-erklaert": ["landkreis-hoexburg"],
        },
    } == json.loads(out)
    assert (
        0,
        (
            "uebergang\tÜbergang Schule–Beruf\t3\t1\nelternarbeit\tElternarbeit\t1\t0\nehrenamt\tEhrenamt\t0\t0\n"
            "nirgends-erklaert\tnirgends-erklaert\t1\t1\n"
        ),
        "",
    ) == wi("topics")
    assert (0, "uebergang\nelternarbeit\nehrenamt\nnirgends-erklaert\n", "") == wi("topics", "--format", "ids")
    assert (
        0,
        (
            "Thema                   Mitglieder   davon ehemalig   --topic\n"
            "───────────────────────────────────────────────────────────────────────\n"
            "Übergang Schule–Beruf            3                1   uebergang\n"
            "Elternarbeit                     1                    elternarbeit\n"
            "Ehrenamt                         0                    ehrenamt\n"
            "nirgends-erklaert                1                1   nirgends-erklaert\n"
            "\n"
            "4 Themen\n"
            "NdÜ · Stand 31.12.2020 · wi 0.1.0 · members.toml\n"
        ),
        "",
    ) == wi("topics", "--format", "table")
    assert (
        0,
        (
            "| Thema | Zahl | Mitglieder |\n| --- | --- | --- |\n"
            "| Übergang Schule–Beruf | 3 | Köllnitz, Hall (Saale), Landkreis Höxburg (bis 2022) |\n"
            "| Elternarbeit | 1 | Köllnitz |\n"
            "| Ehrenamt | 0 |  |\n"
            "| nirgends-erklaert | 1 | Landkreis Höxburg (bis 2022) |\n"
        ),
        "",
    ) == wi("topics", "--format", "markdown")

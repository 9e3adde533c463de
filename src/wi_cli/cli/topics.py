"""
`wi topics`: the vocabulary, and how many members work on each topic.
"""

from __future__ import annotations

from wi_cli.cli import terminal
from wi_cli.cli.options import TABLES, Excel, Header, Json, RegistryFile, TableFormat, chosen_format, footer, load


def command(
    form: TableFormat = None,
    json: Json = False,
    header: Header = False,
    excel: Excel = False,
    registry: RegistryFile = None,
) -> None:
    """
    List the topics, and how many members work on each.
    """
    from wi_cli.showing import export

    asked = chosen_format(form, TABLES, json=json, excel=excel, header=header)
    loaded, path = load(registry)
    topics = loaded.by_topic()
    if asked != "table":
        terminal.write(export.topic_list(asked, topics, header=header, excel=excel))
        return
    from wi_cli.showing import render

    width = terminal.width()
    table = render.topic_table(topics, width=width, footer=footer(len(topics), "Thema", "Themen", path))
    terminal.write(render.draw(table, width=width, colour=terminal.colour()))

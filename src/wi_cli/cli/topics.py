"""
`wi topics`: the vocabulary, and how many members work on each topic.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wi_cli.cli import output
from wi_cli.cli.options import RegistryFile, footer, load, today
from wi_cli.cli.output import AsJson, Excel, Header, TableFormat
from wi_cli.messages import counted

if TYPE_CHECKING:
    from wi_cli.showing.rich import Drawing


def command(
    form: TableFormat = None,
    as_json: AsJson = False,
    header: Header = False,
    excel: Excel = False,
    registry: RegistryFile = None,
) -> None:
    """
    List the topics, and how many members work on each.
    """
    from wi_cli.showing import listing

    wanted = output.chosen(form, output.TABLES, as_json=as_json, header=header, excel=excel)
    loaded, path = load(registry)
    topics = loaded.by_topic()

    def draw(width: int, _: object) -> Drawing:
        from wi_cli.showing import tables

        line = footer(loaded, path, counted(len(topics), "{number} Thema", "{number} Themen"))
        return tables.topic_table(topics, today=today(), width=width, footer=line)

    output.show(listing.topics(topics, today=today()), wanted, draw)

"""
`wi network`: the portrait of the Arbeitsgemeinschaft itself.
"""

from __future__ import annotations

from wi_cli.cli import terminal
from wi_cli.cli.options import (
    PAGES,
    Excel,
    Header,
    Json,
    NoPager,
    Only,
    PageFormat,
    RegistryFile,
    chosen_blocks,
    chosen_format,
    load,
)


def command(
    only: Only = None,
    form: PageFormat = None,
    json: Json = False,
    header: Header = False,
    excel: Excel = False,
    no_pager: NoPager = False,
    registry: RegistryFile = None,
) -> None:
    """
    Show the portrait of the Arbeitsgemeinschaft itself.
    """
    from wi_cli.errors import RegistryUnreadableError
    from wi_cli.registry import store
    from wi_cli.showing import export, portrait

    asked = chosen_format(form, PAGES, json=json, excel=excel, header=header)
    blocks = chosen_blocks(only, asked)
    loaded, path = load(registry)
    network = loaded.network
    if network is None:
        raise RegistryUnreadableError(f"{path}: the network itself can't be shown", "run wi validate")
    if asked == "json":
        terminal.write(export.json(export.network_envelope(network, loaded)))
    elif asked in ("tsv", "csv"):
        rows = export.figure_rows("network", network.figures, loaded)
        terminal.write(export.delimited(asked, export.FIGURES, rows, header=header, excel=excel))
    elif asked == "ids":
        terminal.write("network\n")
    else:
        terminal.portrait(
            portrait.of_network(network, loaded, blocks), asked, pager=not no_pager, footer=store.shown(path)
        )

"""
`wi network`: the portrait of the Arbeitsgemeinschaft itself.
"""

from __future__ import annotations

from functools import partial

from wi_cli.cli import output, terminal
from wi_cli.cli.options import Only, RegistryFile, chosen_blocks, footer, load
from wi_cli.cli.output import AsJson, Excel, Header, NoPager, PageFormat


def command(
    only: Only = None,
    form: PageFormat = None,
    as_json: AsJson = False,
    header: Header = False,
    excel: Excel = False,
    no_pager: NoPager = False,
    registry: RegistryFile = None,
) -> None:
    """
    Show the portrait of the Arbeitsgemeinschaft itself.
    """
    from wi_cli.errors import RegistryUnreadableError
    from wi_cli.showing import listing, portrait

    wanted = output.chosen(form, output.PAGES, as_json=as_json, header=header, excel=excel)
    blocks = chosen_blocks(only, wanted)
    loaded, path = load(registry)
    network = loaded.network
    if network is None:
        raise RegistryUnreadableError(f"{path}: the network itself can't be shown", "run wi validate")
    if wanted.is_page:
        page = portrait.of_network(network, loaded, blocks)
        output.show_portrait(page, wanted, pager=not no_pager, footer=partial(footer, loaded, path))
    else:
        terminal.write(listing.figures(network, loaded).text(wanted))

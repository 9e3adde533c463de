"""
The page's one script, out of several files: each is found from its name, and all of them are read as if they were one.
"""

from __future__ import annotations

from importlib.resources import files

# In the order in which one needs another while the page begins.
SEARCH = ("spelling", "stems", "slips", "placenames", "index", "likeness", "questions", "ranking", "answers")
VIEWS = (
    *("elements", "members", "addresses", "overview", "map", "portraits", "contacts", "comparing"),
    *("searched", "searching", "start"),
)
FRAME = """\
// One address for each view, nothing is asked of anybody and nothing is kept.
"use strict";
{types}
/**
 * The search of `wi search`, over what the page itself says: spelling, index, likeness and order follow wi_cli.german
 * and wi_cli.finding file by file, with their tables (`rules`).
 * @param {{Rules}} rules
 * @param {{Searched[]}} members
 */
const finder = (rules, members) => {{
{search}
return answer;
}};

document.documentElement.classList.add("js");
document.addEventListener("DOMContentLoaded", () => {{
{views}
}});
"""


def source() -> str:
    """
    The script as its developers write it: the search, then what shows the page when all of it is there.
    """
    return FRAME.format(
        types=_file("types"),
        search=_files(*(f"search/{name}" for name in SEARCH)),
        views=_files(*VIEWS),
    )


def _files(*names: str) -> str:
    return "\n".join(map(_file, names))


def _file(name: str) -> str:
    return files("wi_cli.sharing.page").joinpath("browser", *f"{name}.js".split("/")).read_text(encoding="utf-8")

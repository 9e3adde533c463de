"""
What each code of a diagnostic means, for people: `wi rule CODE`.

Every rule has a bad and a good piece of a registry.  They are examples that
run: put into a valid registry, the bad one gives this code and no other, the
good one gives nothing.  Nothing here is looked at when a file is checked.
"""

from __future__ import annotations

from inspect import cleandoc
from typing import NamedTuple


class Rule(NamedTuple):
    """
    One code: its short name, what is wrong, why it matters, and how it looks.

    `warning` is false for an error; `fixable` says that `--fix` can put it right.
    """

    code: str
    name: str
    title: str
    why: str
    bad: str
    good: str
    warning: bool = False
    fixable: bool = False


# Faults of the bytes, which no text can show: their examples are written with escapes.
NOT_RUNNABLE = frozenset({"WI002", "WI003"})

RULES: dict[str, Rule] = {
    rule.code: rule
    for rule in (
        # -- is it TOML? ---------------------------------------------------------
        Rule(
            code="WI001",
            name="invalid-toml",
            title="the file is not valid TOML",
            why="Until this is put right, nothing in the file can be read. "
            "Most often quotes around a text, a value or an = is missing (TOML 1.0, toml.io).",
            bad=cleandoc("""
                [members.kassel]
                name = Kassel
            """),
            good=cleandoc("""
                [members.kassel]
                name = "Kassel"
            """),
        ),
        Rule(
            code="WI002",
            name="not-utf8",
            title="the file is not saved as UTF-8",
            why="TOML files are UTF-8; in ANSI, Latin-1 or UTF-16 every umlaut is lost. "
            "Choose UTF-8 in the editor's Save As.",
            bad=cleandoc(r"""
                # saved as ANSI: \xfc is the byte of the ü
                [members.kassel]
                summary = "Oberzentrum f\xfcr Nordhessen."
            """),
            good=cleandoc("""
                # saved as UTF-8
                [members.kassel]
                summary = "Oberzentrum für Nordhessen."
            """),
        ),
        Rule(
            code="WI003",
            name="byte-order-mark",
            title="the file begins with a byte order mark (BOM)",
            why="Windows editors put these three invisible bytes before the text, and TOML readers stumble over them. "
            "Save as UTF-8 without BOM.",
            bad=cleandoc(r"""
                \xef\xbb\xbfformat = 1
            """),
            good=cleandoc("""
                format = 1
            """),
            fixable=True,
        ),
        Rule(
            code="WI004",
            name="typographic-quotes",
            title="typographic quotes stand where TOML needs straight ones",
            why="Word processors and phones turn straight quotes into „ and “. "
            "Inside a text they are welcome, around it they are not.",
            bad=cleandoc("""
                [members.kassel]
                name = „Kassel“
            """),
            good=cleandoc("""
                [members.kassel]
                name = "Kassel"
            """),
        ),
        Rule(
            code="WI005",
            name="duplicate-key",
            title="a key or a table stands there twice",
            why="Nobody could say which of the two holds. Delete one; "
            "what may occur several times has a header in double brackets, such as [[members.kassel.contacts]].",
            bad=cleandoc("""
                [members.kassel]
                name = "Kassel"
                name = "Stadt Kassel"
            """),
            good=cleandoc("""
                [members.kassel]
                name = "Kassel"
                aliases = ["Stadt Kassel"]
            """),
        ),
        Rule(
            code="WI006",
            name="open-quote",
            title="a quote is opened and never closed",
            why="TOML can't tell where the text ends. A text of several lines has three quotes on either side.",
            bad=cleandoc("""
                [members.kassel]
                name = "Kassel
            """),
            good=cleandoc("""
                [members.kassel]
                name = "Kassel"
            """),
        ),
        Rule(
            code="WI007",
            name="open-bracket",
            title="a bracket or brace is opened and never closed",
            why="TOML takes everything that follows for a part of the list or the table.",
            bad=cleandoc("""
                [members.kassel]
                aliases = ["Cassel", "Stadt Kassel"
            """),
            good=cleandoc("""
                [members.kassel]
                aliases = ["Cassel", "Stadt Kassel"]
            """),
        ),
        Rule(
            code="WI008",
            name="nested-too-deeply",
            title="brackets or tables are nested more than 32 levels deep",
            why="No registry needs more than six levels. Such depth is a slip or an attack, and could stop a program.",
            bad=cleandoc("""
                [members.kassel]
                aliases = [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["Cassel"]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
            """),
            good=cleandoc("""
                [members.kassel]
                aliases = ["Cassel"]
            """),
        ),
        # -- has it the right shape? ---------------------------------------------
        Rule(
            code="WI101",
            name="unknown-key",
            title="a key that the format doesn't know",
            why="Readers pass over keys that they don't know, so a misspelt one hides its value from everybody.",
            bad=cleandoc("""
                [members.weinheim]
                websit = "https://www.weinheim.de"
            """),
            good=cleandoc("""
                [members.weinheim]
                website = "https://www.weinheim.de"
            """),
        ),
        Rule(
            code="WI102",
            name="missing-key",
            title="a key is missing that every entry of this sort needs",
            why="Without it the entry can't be shown. `wi schema` names the required keys of each table.",
            bad=cleandoc("""
                [[members.kassel.links]]
                url = "https://www.kassel.de"
            """),
            good=cleandoc("""
                [[members.kassel.links]]
                title = "Stadt Kassel"
                url = "https://www.kassel.de"
            """),
        ),
        Rule(
            code="WI103",
            name="wrong-type",
            title="a value has the wrong type: text, number, list, table or true/false",
            why="Text stands in quotes, a number doesn't, a list stands in brackets. "
            "An AGS is text, because a number would lose its leading 0.",
            bad=cleandoc("""
                [members.kassel]
                ags = 6611000
            """),
            good=cleandoc("""
                [members.kassel]
                ags = "06611000"
            """),
        ),
        Rule(
            code="WI104",
            name="value-not-allowed",
            title="a value is not one of those allowed here",
            why="kind, state and qualifier have fixed values, so that lists can be filtered by them; "
            "the Land is its code in ISO 3166-2:DE. `--fix` turns the name of a Land into its code.",
            bad=cleandoc("""
                [members.kassel]
                state = "Hessen"
            """),
            good=cleandoc("""
                [members.kassel]
                state = "HE"
            """),
            fixable=True,
        ),
        Rule(
            code="WI105",
            name="malformed-id",
            title="an id is made of other characters than a-z, 0-9 and single hyphens",
            why="Ids are typed by hand, on any keyboard. Write ä as ae, ö as oe, ü as ue and ß as ss.",
            bad=cleandoc("""
                [members.Lern_Werk]
                name = "Lernwerk"
                kind = "Verein"
                summary = "Begleitet Jugendliche in den Beruf."
            """),
            good=cleandoc("""
                [members.lernwerk]
                name = "Lernwerk"
                kind = "Verein"
                summary = "Begleitet Jugendliche in den Beruf."
            """),
        ),
        Rule(
            code="WI106",
            name="malformed-date",
            title="a date is not written as YYYY, YYYY-MM or YYYY-MM-DD",
            why="Dates in this order (ISO 8601) can be sorted and compared. "
            "An interval is start/end, where .. stands for an open end: 2006/..",
            bad=cleandoc("""
                [members.kassel.membership]
                seen = ["14.05.2014"]
            """),
            good=cleandoc("""
                [members.kassel.membership]
                seen = ["2014-05-14"]
            """),
        ),
        Rule(
            code="WI107",
            name="malformed-phone",
            title="a phone number is not written as +49 561 787-0",
            why="DIN 5008: country code, area code without its 0, blanks between the groups, "
            "one hyphen before the extension. Written so, a phone can dial it.",
            bad=cleandoc("""
                [[members.kassel.contacts]]
                office = "Jugendamt"
                phone = "0561 / 787-0"
                sources = ["kassel-portrait"]
            """),
            good=cleandoc("""
                [[members.kassel.contacts]]
                office = "Jugendamt"
                phone = "+49 561 787-0"
                sources = ["kassel-portrait"]
            """),
            fixable=True,
        ),
        Rule(
            code="WI108",
            name="malformed-email",
            title="an e-mail address is not name@domain",
            why="Mail to it would not arrive (RFC 5321). It is one bare address, without a name or brackets around it.",
            bad=cleandoc("""
                [[members.kassel.contacts]]
                office = "Jugendamt"
                email = "jugendamt@kassel"
                sources = ["kassel-portrait"]
            """),
            good=cleandoc("""
                [[members.kassel.contacts]]
                office = "Jugendamt"
                email = "jugendamt@kassel.de"
                sources = ["kassel-portrait"]
            """),
        ),
        Rule(
            code="WI109",
            name="no-web-address",
            title="a web address doesn't begin with https:// or http://, or has blanks in it",
            why="Without that beginning it can't be clicked. A blank in an address is written %20 (RFC 3986).",
            bad=cleandoc("""
                [sources.kassel-portrait]
                url = "www.kassel.de/portrait"
            """),
            good=cleandoc("""
                [sources.kassel-portrait]
                url = "https://www.kassel.de/portrait"
            """),
        ),
        Rule(
            code="WI110",
            name="malformed-postal-code",
            title="a postal code is not five digits",
            why="German postal codes have five digits and no country before them. "
            "They stand in quotes, so that a leading 0 stays.",
            bad=cleandoc("""
                [[members.kassel.contacts]]
                office = "Jugendamt"
                postal_code = "D-34112"
                sources = ["kassel-portrait"]
            """),
            good=cleandoc("""
                [[members.kassel.contacts]]
                office = "Jugendamt"
                postal_code = "34112"
                sources = ["kassel-portrait"]
            """),
        ),
        Rule(
            code="WI111",
            name="malformed-ags",
            title="an AGS is not 8 or 5 digits",
            why="The Amtlicher Gemeindeschlüssel (Destatis) has 8 digits for a municipality and 5 for a district, "
            "written without blanks.",
            bad=cleandoc("""
                [members.kassel]
                ags = "06 6 11 000"
            """),
            good=cleandoc("""
                [members.kassel]
                ags = "06611000"
            """),
        ),
        Rule(
            code="WI112",
            name="text-too-long",
            title="a summary has more than 200 characters",
            why="A summary is the one sentence under the name. What it has no room for belongs in a section.",
            bad=cleandoc(r'''
                [members.kassel]
                summary = """Kreisfreie Großstadt und Oberzentrum für Nordhessen, \
                  die den Übergang von der Schule in den Beruf mit einem Fachdezernat, \
                  einer Koordinierungsstelle im Jugendamt und einem Übergangsmanagement \
                  an acht Schulen steuert."""
            '''),
            good=cleandoc("""
                [members.kassel]
                summary = "Oberzentrum für Nordhessen mit einer Koordinierungsstelle im Jugendamt."
            """),
        ),
        Rule(
            code="WI113",
            name="empty-text",
            title="a text is empty",
            why="An empty text says nothing and is shown as a gap. Leave the field out while its value is unknown.",
            bad=cleandoc("""
                [sources.kassel-portrait]
                publisher = ""
            """),
            good=cleandoc("""
                [sources.kassel-portrait]
                publisher = "Stadt Kassel"
            """),
        ),
        Rule(
            code="WI114",
            name="number-out-of-range",
            title="a number is larger or smaller than it can be",
            why="A latitude is at most 90 degrees, a longitude 180, and decimals goes from 0 to 6. "
            "A larger number has lost its point or gained a digit.",
            bad=cleandoc("""
                [indicators.population]
                decimals = 10
            """),
            good=cleandoc("""
                [indicators.population]
                decimals = 0
            """),
        ),
        Rule(
            code="WI115",
            name="native-date",
            title="a TOML date or time, inf or nan stands where text or a number belongs",
            why="TOML dates can't say 2014 or 2014-04, so all dates here are text. "
            "inf and nan are no numbers that a source prints. `--fix` puts quotes around a date.",
            bad=cleandoc("""
                [members.kassel.membership]
                since = 2008-05-14
            """),
            good=cleandoc("""
                [members.kassel.membership]
                since = "2008-05-14"
            """),
            fixable=True,
        ),
        Rule(
            code="WI116",
            name="unknown-format",
            title="the format is another number than 1",
            why="The number says how the file is to be read. A file of a later format needs a later `wi`.",
            bad=cleandoc("""
                format = 2
            """),
            good=cleandoc("""
                format = 1
            """),
        ),
        # -- does it make sense? -------------------------------------------------
        Rule(
            code="WI201",
            name="missing-header",
            title="a member has sub-tables, but no [members.ID] header of its own",
            why="A slip in the id of a header makes a second, nameless member, and the first one loses the facts.",
            bad=cleandoc("""
                [members.kasel.membership]
                sources = ["kassel-portrait"]
            """),
            good=cleandoc("""
                [members.kassel.membership]
                sources = ["kassel-portrait"]
            """),
        ),
        Rule(
            code="WI202",
            name="unknown-topic",
            title="a member names a topic that [topics] doesn't have",
            why="Who looks for the topic doesn't find this member. "
            "Correct the id, or declare the topic with its label in [topics].",
            bad=cleandoc("""
                [members.kassel]
                topics = ["schulsozialarbeit", "uebergang-schule-beruf", "schulsozialarbiet"]
            """),
            good=cleandoc("""
                [members.kassel]
                topics = ["schulsozialarbeit", "uebergang-schule-beruf"]
            """),
        ),
        Rule(
            code="WI203",
            name="unknown-source",
            title="a fact names a source that [sources] doesn't have",
            why="The reader is sent to a source that isn't there. "
            "Correct the id, or describe the source under [sources.ID].",
            bad=cleandoc("""
                [members.kassel.membership]
                sources = ["kassel-portrait", "kassel-slides"]
            """),
            good=cleandoc("""
                [members.kassel.membership]
                sources = ["kassel-portrait", "kassel-slides-2014"]
            """),
        ),
        Rule(
            code="WI204",
            name="unknown-indicator",
            title="a figure or part_of names an indicator that [indicators] doesn't have",
            why="The number would stand there without label and unit. "
            "Correct the id, or describe the indicator under [indicators.ID].",
            bad=cleandoc("""
                [[members.kassel.figures]]
                indicator = "populaton"
                value = 196500
                sources = ["kassel-slides-2014"]
            """),
            good=cleandoc("""
                [[members.kassel.figures]]
                indicator = "population"
                value = 196500
                sources = ["kassel-slides-2014"]
            """),
        ),
        Rule(
            code="WI205",
            name="unused-topic",
            title="no member has this topic",
            why="It is offered as a filter and finds nobody. Delete it, or add it to the members that work on it.",
            bad=cleandoc("""
                [topics]
                elternarbeit = "Elternarbeit"
            """),
            good=cleandoc("""
                [topics]
                elternarbeit = "Elternarbeit"

                [members.kassel]
                topics = ["schulsozialarbeit", "uebergang-schule-beruf", "elternarbeit"]
            """),
            warning=True,
        ),
        Rule(
            code="WI206",
            name="unused-source",
            title="nothing cites this source",
            why="Either the facts read there don't name it, or it is left over. Cite it or delete it.",
            bad=cleandoc("""
                [sources.kassel-flyer]
                title = "Faltblatt der Koordinierungsstelle"
            """),
            good=cleandoc("""
                [sources.kassel-flyer]
                title = "Faltblatt der Koordinierungsstelle"

                [members.kassel.membership]
                sources = ["kassel-portrait", "kassel-flyer"]
            """),
            warning=True,
        ),
        Rule(
            code="WI207",
            name="unused-indicator",
            title="no figure uses this indicator",
            why="It is left over, or its figures name another one. Use it or delete it.",
            bad=cleandoc("""
                [indicators.schools]
                label = "Schulen"
                unit = "Schulen"
            """),
            good=cleandoc("""
                [indicators.schools]
                label = "Schulen"
                unit = "Schulen"

                [[members.kassel.figures]]
                indicator = "schools"
                value = 62
                sources = ["kassel-slides-2014"]
            """),
            warning=True,
        ),
        Rule(
            code="WI208",
            name="scattered-member",
            title="the tables of a member don't stand in one block",
            why="A table among those of another member is easily overlooked, and `wi edit` needs the block whole. "
            "Move it up to its member.",
            bad=cleandoc("""
                [members.herten]
                name = "Herten"
                kind = "kreisangehörige Stadt"
                state = "NW"
                summary = "Stadt im Kreis Recklinghausen."

                [[members.kassel.links]]  # belongs to Kassel, further up
                title = "Stadtplan"
            """),
            good=cleandoc("""
                [members.herten]
                name = "Herten"
                kind = "kreisangehörige Stadt"
                state = "NW"
                summary = "Stadt im Kreis Recklinghausen."

                [[members.herten.links]]
                title = "Stadtplan"
            """),
        ),
        Rule(
            code="WI209",
            name="same-name",
            title="an id, name or alias of two members is the same once umlauts and capitals are folded",
            why="Names are found however umlauts are typed, so `wi show` could not choose between the two.",
            bad=cleandoc("""
                [members.kassel]
                aliases = ["Koordinierungsbüro"]

                [members.weinheim]
                aliases = ["Koordinierungsbuero"]
            """),
            good=cleandoc("""
                [members.kassel]
                aliases = ["Koordinierungsbüro Kassel"]

                [members.weinheim]
                aliases = ["Koordinierungsbüro Weinheim"]
            """),
        ),
        Rule(
            code="WI210",
            name="id-not-from-name",
            title="an id is made neither from the name nor from an alias",
            why="People guess the id from the name. "
            "Write the name as id, or add the name that the id comes from as an alias.",
            bad=cleandoc("""
                [members.kassel]
                name = "Stadt Kassel"
            """),
            good=cleandoc("""
                [members.kassel]
                name = "Stadt Kassel"
                aliases = ["Kassel"]
            """),
        ),
        Rule(
            code="WI211",
            name="ags-of-another-land",
            title="an AGS doesn't begin with the number of the Land",
            why="Its first two digits are the Land (Destatis): 05 is Nordrhein-Westfalen, 06 is Hessen. "
            "Either the AGS or the state is wrong.",
            bad=cleandoc("""
                [members.kassel]
                state = "HE"
                ags = "05611000"
            """),
            good=cleandoc("""
                [members.kassel]
                state = "HE"
                ags = "06611000"
            """),
        ),
        Rule(
            code="WI212",
            name="ags-of-another-kind",
            title="the length of an AGS doesn't fit the kind of member",
            why="Destatis gives a municipality 8 digits, a kreisfreie Stadt too, and a district 5.",
            bad=cleandoc("""
                [members.kassel]
                kind = "kreisfreie Stadt"
                ags = "06611"
            """),
            good=cleandoc("""
                [members.kassel]
                kind = "kreisfreie Stadt"
                ags = "06611000"
            """),
        ),
        Rule(
            code="WI213",
            name="duplicate-ags",
            title="two members have the same AGS",
            why="Each municipality has an AGS of its own, and `wi show` finds members by it. "
            "Most often a copied entry kept the old number.",
            bad=cleandoc("""
                [members.baunatal]
                name = "Baunatal"
                kind = "kreisangehörige Stadt"
                state = "HE"
                ags = "06611000"  # Kassel's
                summary = "Nachbarstadt von Kassel."
            """),
            good=cleandoc("""
                [members.baunatal]
                name = "Baunatal"
                kind = "kreisangehörige Stadt"
                state = "HE"
                ags = "06633003"
                summary = "Nachbarstadt von Kassel."
            """),
        ),
        Rule(
            code="WI214",
            name="missing-state",
            title="a municipality or district doesn't say in which Land it lies",
            why="Without it, `wi list --state` misses the member. Only a Stiftung or a Verein may do without.",
            bad=cleandoc("""
                [members.baunatal]
                name = "Baunatal"
                kind = "kreisangehörige Stadt"
                summary = "Nachbarstadt von Kassel."
            """),
            good=cleandoc("""
                [members.baunatal]
                name = "Baunatal"
                kind = "kreisangehörige Stadt"
                state = "HE"
                summary = "Nachbarstadt von Kassel."
            """),
        ),
        Rule(
            code="WI215",
            name="nameless-contact",
            title="a contact has neither office nor family_name",
            why="Who calls wants to know who answers. One of the two is enough.",
            bad=cleandoc("""
                [[members.kassel.contacts]]
                phone = "+49 561 787-0"
                sources = ["kassel-portrait"]
            """),
            good=cleandoc("""
                [[members.kassel.contacts]]
                office = "Jugendamt"
                phone = "+49 561 787-0"
                sources = ["kassel-portrait"]
            """),
        ),
        Rule(
            code="WI216",
            name="foreign-email",
            title="the domain of an e-mail address has nothing to do with the member's website",
            why="Often it is a slip, or an address copied from another member. "
            "If the address is right, say so with `# wi: ignore WI216` and the reason.",
            bad=cleandoc("""
                [[members.kassel.contacts]]
                office = "Jugendamt"
                email = "jugendamt@kasel.de"
                sources = ["kassel-portrait"]
            """),
            good=cleandoc("""
                [[members.kassel.contacts]]
                office = "Jugendamt"
                email = "jugendamt@kassel.de"
                sources = ["kassel-portrait"]
            """),
            warning=True,
        ),
        Rule(
            code="WI217",
            name="broken-url",
            title="a web address can't be opened: its host or port is missing or malformed",
            why="It begins as a web address should, but no browser gets anywhere with it (RFC 3986).",
            bad=cleandoc("""
                [sources.kassel-portrait]
                url = "https:///www.kassel.de/portrait"
            """),
            good=cleandoc("""
                [sources.kassel-portrait]
                url = "https://www.kassel.de/portrait"
            """),
        ),
        Rule(
            code="WI218",
            name="outside-germany",
            title="a location lies outside Germany, or lat and lon are swapped",
            why="lat goes north, from 47 to 55 in Germany; lon goes east, from 6 to 15 (degrees, WGS 84).",
            bad=cleandoc("""
                [members.kassel]
                location = { lat = 9.5, lon = 51.317 }
            """),
            good=cleandoc("""
                [members.kassel]
                location = { lat = 51.317, lon = 9.5 }
            """),
        ),
        Rule(
            code="WI219",
            name="no-such-date",
            title="a date that the calendar doesn't have",
            why="The month or the day is mistyped. If the day is unknown, the month or the year is enough.",
            bad=cleandoc("""
                [members.kassel.membership]
                seen = ["2014-02-30"]
            """),
            good=cleandoc("""
                [members.kassel.membership]
                seen = ["2014-02-28"]
            """),
        ),
        Rule(
            code="WI220",
            name="future-date",
            title="a date lies in the future",
            why="No source can have seen it yet, so digits are swapped. "
            "Only a membership's until and the as_of of a figure with the qualifier target may lie ahead.",
            bad=cleandoc("""
                [members.kassel.membership]
                seen = ["2104"]
            """),
            good=cleandoc("""
                [members.kassel.membership]
                seen = ["2014"]
            """),
        ),
        Rule(
            code="WI221",
            name="end-before-start",
            title="an end comes before its start",
            why="In an interval, in since and until, and in value and value_max the smaller one stands first. "
            "The two are swapped, or one is mistyped.",
            bad=cleandoc("""
                [members.kassel.membership]
                since = "2016"
                until = "2009"
            """),
            good=cleandoc("""
                [members.kassel.membership]
                since = "2009"
                until = "2016"
            """),
        ),
        Rule(
            code="WI222",
            name="unordered-milestones",
            title="milestones don't stand oldest first",
            why="They are shown as a timeline, in the order of the file.",
            bad=cleandoc("""
                [[members.kassel.milestones]]
                date = "2013"
                text = "Das Übergangsmanagement beginnt."
                sources = ["kassel-slides-2014"]

                [[members.kassel.milestones]]
                date = "2008-05"
                text = "Die Koordinierungsstelle wird eingerichtet."
                sources = ["kassel-slides-2014"]
            """),
            good=cleandoc("""
                [[members.kassel.milestones]]
                date = "2008-05"
                text = "Die Koordinierungsstelle wird eingerichtet."
                sources = ["kassel-slides-2014"]

                [[members.kassel.milestones]]
                date = "2013"
                text = "Das Übergangsmanagement beginnt."
                sources = ["kassel-slides-2014"]
            """),
        ),
        Rule(
            code="WI223",
            name="duplicate-figure",
            title="a member has two figures with the same indicator, date and source",
            why="One source gives one value for one date. One of the two is a copy, or its date or source is wrong.",
            bad=cleandoc("""
                [[members.kassel.figures]]
                indicator = "population"
                value = 195500
                as_of = "2014"
                sources = ["kassel-slides-2014"]

                [[members.kassel.figures]]
                indicator = "population"
                value = 196500
                as_of = "2014"
                sources = ["kassel-slides-2014"]
            """),
            good=cleandoc("""
                [[members.kassel.figures]]
                indicator = "population"
                value = 195500
                as_of = "2010"
                sources = ["kassel-slides-2014"]

                [[members.kassel.figures]]
                indicator = "population"
                value = 196500
                as_of = "2014"
                sources = ["kassel-slides-2014"]
            """),
        ),
        Rule(
            code="WI224",
            name="sudden-jump",
            title="a value is three times its neighbour in time, or more, or a third of it, or less",
            why="Towns don't grow like that: a digit is lost or doubled. "
            "If the source means it, say so with `# wi: ignore WI224` and the reason.",
            bad=cleandoc("""
                [[members.kassel.figures]]
                indicator = "population"
                value = 195500
                as_of = "2010"
                sources = ["kassel-slides-2014"]

                [[members.kassel.figures]]
                indicator = "population"
                value = 19650
                as_of = "2014"
                sources = ["kassel-slides-2014"]
            """),
            good=cleandoc("""
                [[members.kassel.figures]]
                indicator = "population"
                value = 195500
                as_of = "2010"
                sources = ["kassel-slides-2014"]

                [[members.kassel.figures]]
                indicator = "population"
                value = 196500
                as_of = "2014"
                sources = ["kassel-slides-2014"]
            """),
            warning=True,
        ),
        Rule(
            code="WI225",
            name="control-character",
            title="a control character, or a line break outside the text of a section",
            why="Control characters and bidi overrides make a terminal show what the file doesn't say (UAX #9). "
            "A section's text has paragraphs; all other texts are one line.",
            bad=cleandoc('''
                [members.kassel]
                summary = """Oberzentrum
                für Nordhessen."""
            '''),
            good=cleandoc("""
                [members.kassel]
                summary = "Oberzentrum für Nordhessen."
            """),
        ),
        Rule(
            code="WI226",
            name="outer-blanks",
            title="a text begins or ends with blanks",
            why="Nobody sees them, but they come along with every copy and spoil comparisons.",
            bad=cleandoc("""
                [members.kassel]
                summary = "Oberzentrum für Nordhessen. "
            """),
            good=cleandoc("""
                [members.kassel]
                summary = "Oberzentrum für Nordhessen."
            """),
            warning=True,
            fixable=True,
        ),
        Rule(
            code="WI227",
            name="stale-contact",
            title="a contact is older than --max-age months, or says not how old it is",
            why="People change office. Ask whether it still holds, and note the date as as_of. "
            "Only checked with --max-age.",
            bad=cleandoc("""
                [[members.kassel.contacts]]
                office = "Jugendamt"
                as_of = "2014"
                sources = ["kassel-portrait"]
            """),
            good=cleandoc("""
                [[members.kassel.contacts]]
                office = "Jugendamt"
                as_of = "2026-06"
                sources = ["kassel-portrait"]
            """),
            warning=True,
        ),
        Rule(
            code="WI228",
            name="no-source",
            title="a fact names no source",
            why="Every figure, milestone, contact and membership can be looked up where it was read. "
            "Name at least one id from [sources].",
            bad=cleandoc("""
                [members.kassel.membership]
                sources = []
            """),
            good=cleandoc("""
                [members.kassel.membership]
                sources = ["kassel-portrait"]
            """),
        ),
        Rule(
            code="WI229",
            name="empty-section",
            title="a section has neither text nor items",
            why="It would be shown as a heading with nothing below.",
            bad=cleandoc("""
                [[members.kassel.sections]]
                title = "Koordinierung"
            """),
            good=cleandoc("""
                [[members.kassel.sections]]
                title = "Koordinierung"
                text = "Das Jugendamt führt alle Beteiligten an einen Tisch."
            """),
        ),
        Rule(
            code="WI230",
            name="circular-parts",
            title="indicators are parts of each other in a circle, or of more than 32 others",
            why="The part is shown under its whole; here nothing is the whole, or nobody finds it. Delete one part_of.",
            bad=cleandoc("""
                [indicators.population]
                part_of = "population-under-25"

                [indicators.population-under-25]
                part_of = "population"
            """),
            good=cleandoc("""
                [indicators.population-under-25]
                part_of = "population"
            """),
        ),
        Rule(
            code="WI231",
            name="duplicate-entry",
            title="the same entry stands twice in one list",
            why="It adds nothing, and often another entry was meant.",
            bad=cleandoc("""
                [members.kassel]
                aliases = ["Cassel", "Cassel"]
            """),
            good=cleandoc("""
                [members.kassel]
                aliases = ["Cassel", "Stadt Kassel"]
            """),
            warning=True,
        ),
        # -- are the exceptions needed? ------------------------------------------
        Rule(
            code="WI301",
            name="needless-ignore",
            title="a `# wi: ignore CODE` silences nothing",
            why="The defect is gone, or the comment stands in another line. Left there, it would hide the next one.",
            bad=cleandoc("""
                [members.lernwerk]
                name = "Lernwerk"
                kind = "Verein"
                summary = "Begleitet Jugendliche in den Beruf."  # wi: ignore WI226 as printed
            """),
            good=cleandoc("""
                [members.lernwerk]
                name = "Lernwerk"
                kind = "Verein"
                summary = "Begleitet Jugendliche in den Beruf."
            """),
            warning=True,
        ),
        Rule(
            code="WI302",
            name="malformed-ignore",
            title="a `# wi: ignore` has an unknown code, no code or no reason",
            why="Who comes later must see what is silenced and why. Write the code and the reason behind it.",
            bad=cleandoc("""
                [sources.lernwerk-flyer]  # wi: ignore WI206
                title = "Faltblatt des Lernwerks"
            """),
            good=cleandoc("""
                [sources.lernwerk-flyer]  # wi: ignore WI206 its facts are added next month
                title = "Faltblatt des Lernwerks"
            """),
            warning=True,
        ),
    )
}

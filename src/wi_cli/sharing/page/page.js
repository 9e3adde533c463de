// The page's script: one address for each view, nothing is asked of anybody and nothing is kept.
"use strict";

/**
 * @typedef {[string, number, number, number[], number | null, string, number]} Entry  id, Land, kind, topics, population, since, left
 * @typedef {{states: [string, string][], kinds: string[], topics: [string, string][], indicators: [string, string, number][], members: Entry[], unplaced: number[], rules: Rules}} Index
 * @typedef {{q: string, land: string[], art: string[], thema: string[], mitglied: string[], ordnung: string, ansicht: string}} Wish
 * @typedef {{n: number, found: () => Node[]}} Hit
 */

document.documentElement.classList.add("js");
document.addEventListener("DOMContentLoaded", () => {
  const NO_WISH = { q: "", land: [], art: [], thema: [], mitglied: [], ordnung: "name", ansicht: "kacheln" };
  const VIEWS = [["kacheln", "Kacheln"], ["tabelle", "Tabelle"], ["karte", "Landkarte"]];
  const MOST_COMPARED = 4;
  const MOST_TILES = 30;
  const MOST_EXPLAINED = 100;
  const MAIL = ".card a[href^=mailto]";
  /** How far from a dot's middle it is hit, in px. */
  const FINGERTIP = 16;

  /** @type {(id: string) => HTMLElement} */
  const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
  /** @type {(root: ParentNode, selector: string) => HTMLElement[]} */
  const all = (root, selector) => /** @type {HTMLElement[]} */ ([...root.querySelectorAll(selector)]);
  /** @type {(one: Element | null | undefined) => string} */
  const textOf = (one) => (one && one.textContent ? one.textContent.trim() : "");

  /**
   * An element with its properties, attributes and children.
   * @param {string} tag
   * @param {Object<string, any>} [properties]
   * @param {...(Node | string)} children
   * @returns {any}
   */
  const make = (tag, properties = {}, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
      if (name in made) Object.assign(made, { [name]: value });
      else made.setAttribute(name, value);
    }
    made.append(...children);
    return made;
  };

  /** Have something read out that is seen elsewhere. @param {string} words */
  const tell = (words) => byId("_meldung").replaceChildren(words);

  /** @type {(count: number) => string} */
  const written = (count) => String(count).replace(/\B(?=(?:\d{3})+$)/g, ".");
  /** Between words on a line: what begins another doesn't begin with it. */
  const DOT = "\u00a0· ";

  /** @type {Index} */
  const index = JSON.parse(textOf(byId("_index")));
  const articles = index.members.map((entry) => byId(entry[0]));
  const rows = all(byId("_tabelle"), "tbody tr");
  const names = articles.map((article) => textOf(article.querySelector("h2")));
  const numbers = new Map(index.members.map((entry, n) => [entry[0], n]));
  const title = document.title;
  const links = all(document, "nav a");
  /** The part of the page in sight. @type {HTMLElement | undefined} */
  let current;
  /** @type {string[]} */
  let chosen = [];
  /** @type {Wish} */
  let wish = { ...NO_WISH };
  let lastList = "#";
  let listScroll = 0;
  let most = MOST_TILES;

  // -- what passes ----------------------------------------------------------------

  const FACETS = [
    { key: "land", head: "Land", values: index.states, of: (/** @type {Entry} */ e) => [index.states[e[1]]?.[0]], every: false },
    { key: "art", head: "Art", values: index.kinds.map((kind) => [kind, kind]).sort((a, b) => a[0].localeCompare(b[0], "de")), of: (/** @type {Entry} */ e) => [index.kinds[e[2]]], every: false },
    { key: "mitglied", head: "Mitgliedschaft", values: [["aktuell", "aktuell"], ["ehemalig", "ehemalig"]], of: (/** @type {Entry} */ e) => [e[6] ? "ehemalig" : "aktuell"], every: false },
    { key: "thema", head: "Thema", values: index.topics, of: (/** @type {Entry} */ e) => e[3].map((n) => index.topics[n][0]), every: true },
  ].filter((facet) => facet.key !== "mitglied" || index.members.some((entry) => entry[6]));

  /**
   * Whether a member passes all facets, or all but one: several values of a facet are alternatives, topics must all be there.
   * @param {Entry} entry
   * @param {string} [but]
   */
  const passes = (entry, but) =>
    FACETS.every((facet) => {
      const wanted = wish[/** @type {"land"} */ (facet.key)];
      if (facet.key === but || !wanted.length) return true;
      const has = facet.of(entry);
      return facet.every ? wanted.every((one) => has.includes(one)) : wanted.some((one) => has.includes(one));
    });

  /** @type {Object<string, (a: number, b: number) => number>} */
  const ORDERS = {
    name: (a, b) => a - b,
    einwohner: (a, b) => (index.members[b][4] ?? -1) - (index.members[a][4] ?? -1) || a - b,
    seit: (a, b) => (index.members[a][5] || "9").localeCompare(index.members[b][5] || "9") || a - b,
    land: (a, b) => (index.members[a][1] + 1 || 99) - (index.members[b][1] + 1 || 99) || a - b,
  };

  const filtered = () => FACETS.some((facet) => wish[/** @type {"land"} */ (facet.key)].length);
  let said = "";
  /** Who has what is searched for, whatever the filters say. @type {Set<number>} */
  let asked = new Set();
  /** The network itself, if it was found and no filter asks for members. @type {Hit | undefined} */
  let found;
  /** @returns {Hit[]} */
  const passing = () => {
    const everybody = index.members.map((_, n) => n);
    [said, found, asked] = ["", undefined, new Set(everybody)];
    if (wish.q) {
      const answer = search(wish.q);
      said = answer.said;
      asked = new Set(answer.hits.map((hit) => hit.n));
      found = filtered() ? undefined : answer.hits.find((hit) => !index.members[hit.n]);
      return answer.hits.filter((hit) => index.members[hit.n] && passes(index.members[hit.n]));
    }
    const order = everybody.filter((n) => passes(index.members[n]));
    return order.sort(ORDERS[wish.ordnung]).map((n) => ({ n, found: () => [] }));
  };

  // -- addresses ------------------------------------------------------------------

  /** @param {Wish} wanted */
  const addressOf = (wanted) => {
    const said = new URLSearchParams();
    for (const [key, value] of Object.entries(wanted)) {
      if (Array.isArray(value)) value.forEach((one) => said.append(key, one));
      else if (value !== NO_WISH[/** @type {"q"} */ (key)]) said.set(key, value);
    }
    return "#" + said.toString();
  };

  /**
   * @param {string} hash
   * @returns {Wish}
   */
  const wishOf = (hash) => {
    const said = new URLSearchParams(hash);
    /** @param {string} key */
    const known = (key) => said.getAll(key).filter((one) => FACETS.some((facet) => facet.key === key && facet.values.some((value) => value[0] === one)));
    const order = said.get("ordnung") || "";
    const view = said.get("ansicht") || "";
    return {
      q: said.get("q") || "",
      land: known("land"), art: known("art"), thema: known("thema"), mitglied: known("mitglied"),
      ordnung: Object.hasOwn(ORDERS, order) ? order : NO_WISH.ordnung,
      ansicht: VIEWS.some(([key]) => key === view) ? view : NO_WISH.ansicht,
    };
  };

  /** The address, if it is one that this page doesn't have. */
  const unknown = () => {
    const keys = [...new URLSearchParams(location.hash.slice(1)).keys()];
    return keys.length && !keys.some((key) => Object.hasOwn(NO_WISH, key) || document.getElementById(key)) ? keys[0] : "";
  };

  /** @param {Partial<Wish>} change */
  const want = (change) => {
    most = MOST_TILES;
    settle();
    location.hash = addressOf({ ...wish, ...change });
  };

  /**
   * Show one part of the page.
   * @param {HTMLElement} part
   * @param {string} name
   * @param {string} of
   */
  const show = (part, name, of) => {
    if (part !== current) {
      current?.classList.remove("on");
      part.classList.add("on");
      current = part;
      showChosen();
    }
    document.title = name ? `${name} – ${title}` : title;
    links.forEach((link) => {
      if (link.dataset.view === of) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    });
  };

  const route = () => {
    const hash = location.hash.slice(1);
    const [owner, mark] = hash.split("_q");
    if (current === byId("_liste")) listScroll = scrollY;
    if (hash.startsWith("vergleich=")) return compare(hash.slice("vergleich=".length).split(/,|%2C/));
    if (hash === "_seite" || hash === "_inhalt") {
      if (!current) showList();
      byId(hash).scrollIntoView();
      return byId(hash).focus();
    }
    const article = numbers.has(owner) || owner === "_netz" ? byId(owner) : null;
    if (article) return showArticle(article, Number(mark));
    const from = current;
    wish = wishOf(location.hash.slice(1));
    lastList = location.hash || "#";
    // A blank at the end may be the one before the next word.
    if (field.value.trim() !== wish.q) field.value = wish.q;
    showList();
    if (!from || from === byId("_liste")) return;
    // Who comes back is where they went away.
    const [left] = all(byId("_liste"), `a[href="#${CSS.escape(from.id)}"]`).filter((link) => link.checkVisibility());
    (left ?? byId("_titel")).focus({ preventScroll: true });
    scrollTo({ top: listScroll, behavior: "instant" });
  };

  // -- the overview -----------------------------------------------------------------

  const filters = byId("_filter");
  /** @type {{key: string, value: string, box: HTMLInputElement, count: HTMLElement, line: HTMLElement}[]} */
  const boxes = [];
  {
    const groups = FACETS.map((facet) => {
      const lines = facet.values.map(([value, label]) => {
        const box = make("input", { type: "checkbox", value });
        const count = make("small");
        const line = make("label", {}, box, make("span", {}, label), " ", count);
        boxes.push({ key: facet.key, value, box, count, line });
        return line;
      });
      return make("fieldset", {}, make("legend", {}, facet.head), ...lines);
    });
    const details = make("details", {}, make("summary", {}, "Filter"), ...groups);
    const beside = matchMedia("(min-width: 60rem)");
    // Beside the list there is nothing to open them with.
    beside.onchange = () => (details.open ||= beside.matches);
    details.open = beside.matches;
    const reset = make("button", { type: "button", className: "plain", id: "_alle", hidden: true }, "Filter zurücksetzen");
    reset.onclick = () => {
      want({ q: "", land: [], art: [], thema: [], mitglied: [] });
      byId("_frage").focus();
    };
    byId("_ohne").onclick = () => {
      want({ land: [], art: [], thema: [], mitglied: [] });
      byId("_frage").focus();
    };
    filters.append(details);
    byId("_ohne").after(reset);
    filters.onchange = () => {
      /** @param {string} key */
      const ticked = (key) => boxes.filter((one) => one.key === key && one.box.checked).map((one) => one.value);
      want({ land: ticked("land"), art: ticked("art"), thema: ticked("thema"), mitglied: ticked("mitglied") });
    };
  }

  const views = VIEWS.map(([key, label]) => make("button", { type: "button", value: key }, label));
  byId("_ansicht").append(...views);
  byId("_ansicht").onclick = (event) => {
    const key = /** @type {HTMLButtonElement} */ (event.target).value;
    if (key) want({ ansicht: key });
  };
  const order = /** @type {HTMLSelectElement} */ (byId("_ordnung"));
  order.onchange = () => want({ ordnung: order.value });
  const heads = all(byId("_tabelle"), "thead th");
  [["name", 0], ["land", 1], ["einwohner", 3], ["seit", 4]].forEach(([key, column]) => {
    const head = heads[Number(column)];
    head.replaceChildren(make("button", { type: "button", onclick: () => want({ ordnung: String(key) }) }, textOf(head)));
    head.dataset.order = String(key);
  });

  /** @param {number} n */
  const populationOf = (n) => [...all(rows[n], "td")[2].childNodes].map((node) => node.textContent ?? "");
  /** @type {HTMLElement[]} */
  const tiles = [];
  /** @param {number} n */
  const tile = (n) => {
    if (tiles[n]) return tiles[n];
    const [id, state, kind, topics, , , left] = index.members[n];
    const [number, date] = populationOf(n);
    const population = make("span", {}, ...(number ? [make("b", {}, number), " Einwohner", make("small", {}, date)] : []));
    return (tiles[n] = make("li", { className: "tile" },
      make("h3", {}, make("a", { href: `#${id}` }, names[n])),
      make("p", { className: "kind" }, [index.kinds[kind], index.states[state]?.[1]].filter(Boolean).join(DOT)),
      ...(left ? [make("p", { className: "former" }, textOf(articles[n].querySelector("header .former")))] : []),
      make("p", { className: "said" }, textOf(articles[n].querySelector("header .lead"))),
      make("div", { className: "found" }),
      make("p", { className: "of" }, topics.map((topic) => index.topics[topic][1]).join(DOT)),
      make("div", { className: "foot" }, population, picker(id, names[n]))));
  };

  /**
   * The box that puts a member beside others.
   * @param {string} id
   * @param {string} name
   */
  const picker = (id, name) => {
    const box = make("input", { type: "checkbox", checked: chosen.includes(id), "aria-label": `${name} vergleichen` });
    box.dataset.pick = id;
    box.onchange = () => {
      chosen = box.checked ? [...chosen, id].slice(0, MOST_COMPARED) : chosen.filter((one) => one !== id);
      showChosen();
      tell(`${name} ${box.checked ? "zum Vergleichen gewählt" : "nicht mehr gewählt"}: ${chosen.length} von höchstens ${MOST_COMPARED}`);
    };
    return make("label", { className: "pick" }, box, "vergleichen");
  };

  const showChosen = () => {
    all(document, "[data-pick]").forEach((one) => {
      const box = /** @type {HTMLInputElement} */ (one);
      box.checked = chosen.includes(String(box.dataset.pick));
      box.disabled = !box.checked && chosen.length >= MOST_COMPARED;
    });
    const bar = byId("_auswahl");
    bar.hidden = !chosen.length || current === byId("_vergleich");
    const go = make("a", { href: `#vergleich=${chosen.join(",")}` }, `${chosen.length} vergleichen`);
    const clear = make("button", { type: "button", className: "plain" }, "Auswahl aufheben");
    clear.onclick = () => {
      chosen = [];
      showChosen();
      tell("Auswahl aufgehoben");
      current?.querySelector("h2")?.focus({ preventScroll: true });
    };
    bar.replaceChildren(chosen.map((id) => names[numbers.get(id) ?? 0]).join(", "), chosen.length > 1 ? go : make("span", { className: "none" }, "noch eines zum Vergleichen wählen"), clear);
    // What has the focus is not to lie below the bar.  Its height is not asked for without need: it takes a layout.
    document.documentElement.style.scrollPaddingBottom = bar.hidden ? "" : `${bar.offsetHeight + 8}px`;
  };

  let counted = "";
  /** How many of those with what is searched for each box of the filters would leave. */
  const showCounts = () => {
    const now = addressOf({ ...wish, ordnung: "", ansicht: "" });
    if (now === counted) return;
    counted = now;
    FACETS.forEach(({ key, of, every }) => {
      const numbers = new Map();
      index.members.forEach((entry, n) => {
        if (asked.has(n) && passes(entry, every ? undefined : key)) of(entry).forEach((value) => numbers.set(value, (numbers.get(value) ?? 0) + 1));
      });
      boxes.filter((one) => one.key === key).forEach(({ value, box, count, line }) => {
        const number = numbers.get(value) ?? 0;
        box.checked = wish[/** @type {"land"} */ (key)].includes(value);
        count.textContent = written(number);
        line.classList.toggle("gone", !number && !box.checked);
      });
    });
  };

  const networkLink = () => make("a", { href: "#_netz" }, textOf(byId("_netz").querySelector("h2")));
  /** What matched, below a row of the table. @param {Node[]} why */
  const whyRow = (why) => (why.length ? [make("tr", { className: "why" }, make("td", { colSpan: 6, className: "found" }, ...why))] : []);

  /**
   * "17 Mitglieder und 1 ehemaliges", of some "5 von 17 Mitgliedern und 1 ehemaliges": as phrases.counted has it.
   * @param {Hit[]} hits
   * @param {boolean} whole
   */
  const numberOf = (hits, whole) => {
    const left = hits.filter((hit) => index.members[hit.n][6]).length;
    const stayed = hits.length - left;
    const former = `${written(left)} ehemalige${left === 1 ? "s" : ""}`;
    if (left && !stayed) return `${former} ${left === 1 ? "Mitglied" : "Mitglieder"}`;
    const all = index.members.filter((entry) => !entry[6]).length;
    const said = `${written(stayed)} ${whole ? "" : `von ${written(all)} `}Mitglied${all === 1 ? "" : whole ? "er" : "ern"}`;
    return left ? `${said} und ${former}` : said;
  };

  const showList = () => {
    show(byId("_liste"), "", "list");
    const hits = passing();
    const whole = hits.length === index.members.length && !wish.q;
    const count = numberOf(hits, whole);
    const hidden = wish.q && filtered() ? asked.size - hits.length : 0;
    const nothing = found ? "Kein Mitglied, aber das Netzwerk" : !wish.q ? "Kein Mitglied passt zu diesen Filtern" : `Nichts gefunden für „${wish.q}“${hidden ? " mit diesen Filtern" : ""}`;
    byId("_anzahl").textContent = whole ? count : !hits.length ? nothing : count + (found ? " und das Netzwerk" : "");
    // On paper there is neither the field nor the filters.
    const wished = boxes.filter(({ key, value }) => wish[/** @type {"land"} */ (key)].includes(value)).map(({ line }) => textOf(line.querySelector("span")));
    byId("_gewaehlt").textContent = whole ? "" : [byId("_anzahl").textContent, ...(wish.q && hits.length ? [`„${wish.q}“`] : []), ...wished].join(" · ");
    const lift = byId("_ohne");
    lift.hidden = !hidden;
    lift.textContent = `ohne Filter: ${written(asked.size)} gefunden`;
    const nowhere = unknown();
    if (nowhere) byId("_anzahl").append(make("small", {}, ` (unter „${nowhere}“ steht hier nichts)`));
    if (said) byId("_anzahl").append(make("small", {}, ` (${said})`));
    showCounts();
    byId("_alle").hidden = whole;
    views.forEach((button) => button.setAttribute("aria-pressed", String(button.value === wish.ansicht)));
    order.value = wish.ordnung;
    order.disabled = Boolean(wish.q);
    heads.forEach((head) => {
      head.removeAttribute("aria-sort");
      if (head.dataset.order === wish.ordnung && !wish.q) head.setAttribute("aria-sort", head.dataset.order === "einwohner" ? "descending" : "ascending");
    });
    [["kacheln", "_kacheln"], ["tabelle", "_tabelle"], ["karte", "_karte"]].forEach(([key, id]) => (byId(id).hidden = key !== wish.ansicht));
    if (wish.ansicht === "tabelle") {
      if (index.members.length && !textOf(rows[0].lastElementChild)) rows.forEach((row, n) => row.lastElementChild?.append(index.members[n][3].map((topic) => index.topics[topic][1]).join(DOT)));
      const own = found ? [make("tr", {}, make("th", { scope: "row" }, networkLink()), make("td", { colSpan: 5 }, "das Netzwerk")), ...whyRow(found.found())] : [];
      byId("_tabelle").querySelector("tbody")?.replaceChildren(...hits.flatMap((hit, place) => [rows[hit.n], ...(place < MOST_EXPLAINED ? whyRow(hit.found()) : [])]), ...own);
    } else if (wish.ansicht === "karte") {
      showMap(hits);
    } else {
      const shown = hits.slice(0, most).map((hit) => {
        const one = tile(hit.n);
        one.querySelector(".found")?.replaceChildren(...hit.found());
        return one;
      });
      if (hits.length > most) {
        const more = make("button", { type: "button" }, `Weitere ${written(hits.length - most)} zeigen`);
        more.onclick = () => {
          most = hits.length;
          showList();
          shown[MOST_TILES - 1].querySelector("a")?.focus();
        };
        shown.push(make("li", {}, more));
      }
      if (found) shown.push(make("li", { className: "tile" }, make("h3", {}, networkLink()), make("p", { className: "kind" }, "das Netzwerk"), make("div", { className: "found" }, ...found.found())));
      byId("_kacheln").replaceChildren(...shown);
    }
    const write = document.getElementById("_schreiben");
    if (write) write.hidden = !hits.length;
  };

  // -- the map --------------------------------------------------------------------

  const map = byId("_karte");
  const svg = "http://www.w3.org/2000/svg";
  /** The dots as links, by the ids of members. @type {Map<string, Element>} */
  const dots = new Map();
  /** @type {{link: Element, x: number, y: number}[]} */
  const spots = [];
  /** Where many are drawn as one path, the links take a moment: they are made when there is time, or somebody looks. */
  const placeDots = () => {
    if (dots.size) return;
    const path = byId("_punkte").querySelector(".dots");
    const places = [...(path?.getAttribute("d") ?? "").matchAll(/\d+ \d+/g)].map(([place]) => place.split(" "));
    const links = index.members.filter((_, n) => !index.unplaced.includes(n)).slice(0, places.length).map(([id], n) => {
      const [link, circle] = [document.createElementNS(svg, "a"), document.createElementNS(svg, "circle")];
      // The list beside the map says the same with fewer stops.
      for (const [name, value] of [["href", `#${id}`], ["tabindex", "-1"]]) link.setAttribute(name, value);
      for (const [name, value] of [["cx", places[n][0]], ["cy", places[n][1]], ["r", "7"]]) circle.setAttribute(name, value);
      link.append(circle);
      return link;
    });
    path?.replaceWith(...links);
    all(map, "svg a").forEach((link) => {
      const id = String(link.getAttribute("href")).slice(1);
      dots.set(id, link);
      const circle = link.querySelector("circle");
      spots.push({ link, x: Number(circle?.getAttribute("cx")), y: Number(circle?.getAttribute("cy")) });
      // The script says the name better than the browser's own tip, which comes late and twice.
      link.setAttribute("aria-label", names[numbers.get(id) ?? 0]);
      link.querySelector("title")?.remove();
    });
  };
  ("requestIdleCallback" in window ? requestIdleCallback : setTimeout)(placeDots);
  /** @param {Hit[]} hits */
  const showMap = (hits) => {
    placeDots();
    const shown = new Set(hits.map((hit) => hit.n));
    dots.forEach((link, id) => {
      const n = numbers.get(id) ?? 0;
      link.classList.toggle("off", !shown.has(n));
      link.classList.toggle("left", Boolean(index.members[n][6]));
    });
    const located = hits.filter((hit) => dots.has(index.members[hit.n][0])).length;
    byId("_lagen").textContent = located < hits.length ? `: ${written(located)} von ${written(hits.length)}` : "";
    all(map, "path[data-s]").forEach((path) => {
      path.classList.toggle("on", wish.land.includes(String(path.dataset.s)));
      // What is drawn last is drawn over its neighbours.
      if (path.classList.contains("on")) path.parentNode?.append(path);
    });
    /** @type {Map<string, HTMLElement[]>} */
    const groups = new Map();
    const why = new Map(hits.slice(0, MOST_EXPLAINED).map((hit) => [hit.n, hit.found()]));
    hits.map((hit) => hit.n).sort(ORDERS.land).forEach((n) => {
      const entry = index.members[n];
      const group = index.states[entry[1]]?.[1] ?? "Ohne Land";
      const line = make("li", {}, make("span", {}, make("a", { href: `#${entry[0]}` }, names[n]), entry[6] ? make("small", {}, " ehemalig") : ""), make("small", {}, populationOf(n)[0] ?? ""));
      if (why.get(n)?.length) line.append(make("div", { className: "found" }, ...(why.get(n) ?? [])));
      line.onmouseenter = () => label(dots.get(entry[0]));
      line.onmouseleave = () => label(undefined);
      groups.set(group, [...(groups.get(group) ?? []), line]);
    });
    if (found) groups.set("Netzwerk", [make("li", {}, networkLink(), make("div", { className: "found" }, ...found.found()))]);
    byId("_orte").replaceChildren(...[...groups].flatMap(([group, lines]) => [make("h3", {}, group), make("ul", {}, ...lines)]));
  };
  /**
   * Write a dot's name beside it; no dot, no name.
   * @param {Element | null | undefined} link
   */
  const label = (link) => {
    const sign = byId("_schild");
    sign.replaceChildren();
    const circle = link?.querySelector("circle");
    if (!link || !circle) return;
    const [x, y] = [Number(circle.getAttribute("cx")), Number(circle.getAttribute("cy"))];
    const text = document.createElementNS(svg, "text");
    const anchor = x < 250 ? "start" : x > 750 ? "end" : "middle";
    for (const [name, value] of [["x", x], ["y", y < 80 ? y + 48 : y - 26], ["text-anchor", anchor]]) text.setAttribute(String(name), String(value));
    text.textContent = names[numbers.get(String(link.getAttribute("href")).slice(1)) ?? 0];
    sign.append(text);
  };
  const linkAt = (/** @type {Event} */ event) => /** @type {Element} */ (event.target).closest("svg a");
  const drawing = /** @type {SVGSVGElement} */ (map.querySelector("svg"));
  /** The dot that is meant: of those within a fingertip the nearest, and what passes before what doesn't. @param {MouseEvent} event */
  const meant = (event) => {
    const place = drawing.getScreenCTM();
    if (!place) return null;
    const far = spots.map(({ link, x, y }) => Math.hypot(x * place.a + place.e - event.clientX, y * place.a + place.f - event.clientY) + (link.classList.contains("off") ? 4 : 0));
    const least = far.reduce((one, other) => Math.min(one, other), FINGERTIP);
    return spots[far.indexOf(least)]?.link ?? null;
  };
  drawing.onpointermove = (event) => {
    const link = meant(event);
    drawing.style.cursor = link ? "pointer" : "";
    label(link);
  };
  drawing.onpointerleave = () => label(null);
  drawing.onclick = (event) => {
    const link = meant(event);
    // From the keyboard it is the link that has the focus.
    if (!event.detail || !link || link === linkAt(event)) return;
    event.preventDefault();
    location.hash = String(link.getAttribute("href"));
  };
  map.addEventListener("focusin", (event) => label(linkAt(event)));
  map.addEventListener("focusout", () => label(null));

  // -- portraits ------------------------------------------------------------------

  const ready = new Set();
  /**
   * @param {HTMLElement} article
   * @param {number} source
   */
  const showArticle = (article, source) => {
    const was = article === current;
    if (!ready.has(article)) prepare(article);
    ready.add(article);
    const back = article.querySelector(".back");
    if (back) back.setAttribute("href", lastList);
    show(article, textOf(article.querySelector("h2")), article.id === "_netz" ? "network" : "");
    if (source) {
      const line = all(article, ".sources li")[source - 1];
      all(article, ".here").forEach((one) => one.classList.remove("here"));
      line?.classList.add("here");
      line?.scrollIntoView({ block: "center" });
      line?.setAttribute("tabindex", "-1");
      line?.focus({ preventScroll: true });
    } else if (!was) {
      scrollTo({ top: 0, behavior: "instant" });
      article.querySelector("h2")?.focus({ preventScroll: true });
    }
  };

  /**
   * What a portrait has for those with a script: links to its sources, and what can be done with its contacts.
   * @param {HTMLElement} article
   */
  const prepare = (article) => {
    const head = /** @type {HTMLElement} */ (article.querySelector("header"));
    head.prepend(make("a", { className: "back", href: "#" }, "← Alle Mitglieder"));
    all(article, ".figures tr:not(.note) td:last-child").forEach((cell) => cell.replaceChildren(make("sup", {}, textOf(cell))));
    all(article, "sup").forEach((sup) => {
      const links = [...textOf(sup).matchAll(/\d+/g)].flatMap(([number], n) => [n ? ", " : "", make("a", { href: `#${article.id}_q${number}`, "aria-label": `Quelle ${number}` }, number)]);
      sup.replaceChildren("[", ...links, "]");
    });
    const n = numbers.get(article.id);
    article.setAttribute("aria-label", textOf(article.querySelector("h2")));
    article.querySelector("h2")?.setAttribute("tabindex", "-1");
    article.querySelector(".topics")?.setAttribute("aria-label", "Themen");
    all(article, ".wide").forEach((wide) => {
      for (const [name, value] of [["role", "region"], ["tabindex", "0"], ["aria-label", "Zahlen"]]) wide.setAttribute(name, value);
    });
    const print = make("button", { type: "button" }, "Drucken");
    print.onclick = () => window.print();
    const contacts = /** @type {HTMLElement | null} */ (article.querySelector(".contacts h3"));
    const jump = make("button", { type: "button", className: "jump" }, "Zum Kontakt");
    jump.onclick = () => {
      contacts?.setAttribute("tabindex", "-1");
      contacts?.scrollIntoView();
      contacts?.focus({ preventScroll: true });
    };
    head.append(make("div", { className: "acts" }, ...(article.querySelector(".card") ? [jump] : []), print, ...(n === undefined ? [] : [picker(article.id, names[n])])));
    if (n !== undefined) {
      all(article, ".topics li").forEach((one, place) => {
        const topic = index.topics[index.members[n][3][place]];
        if (topic) one.replaceChildren(make("a", { href: addressOf({ ...NO_WISH, thema: [topic[0]] }) }, textOf(one)));
      });
    }
    all(article, ".card").forEach((card) => {
      all(card, "a[href^=tel], a[href^=mailto]").forEach((way) => way.after(" ", copier("kopieren", textOf(way), "copy")));
      const lines = all(card, "h4, p:not(.age)").map(textOf);
      const acts = [copier("Anschrift kopieren", lines.join("\n"))];
      const place = cards.indexOf(card);
      if (place >= 0 && packed && "DecompressionStream" in window) {
        const save = make("button", { type: "button", className: "first" }, "Karte speichern");
        save.onclick = async () => download((await vcards())[place], `${article.id}-${place - cards.findIndex((one) => article.contains(one)) + 1}.vcf`);
        acts.unshift(save);
      }
      card.append(make("div", { className: "acts" }, ...acts));
    });
  };

  // The cards lie in the page in the order in which it shows the contacts.
  const packed = document.getElementById("_karten");
  const cards = all(document, "article:not(#_netz) .card");
  /** @returns {Promise<string[]>} */
  const vcards = async () => {
    const bytes = Uint8Array.from(atob(textOf(packed)), (character) => character.charCodeAt(0));
    const text = await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"))).text();
    return text.split(/(?<=END:VCARD\r\n)/);
  };

  /**
   * @param {string} text
   * @param {string} name
   */
  const download = (text, name) => {
    const address = URL.createObjectURL(new Blob([text], { type: "text/vcard" }));
    make("a", { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  };

  /**
   * A button that copies a text, and says so.
   * @param {string} words
   * @param {string | (() => string)} text
   * @param {string} [className]
   */
  const copier = (words, text, className = "") => {
    const button = make("button", { type: "button", className }, words);
    const say = (/** @type {string} */ shown, /** @type {string} */ done) => {
      button.textContent = shown;
      if (className) button.setAttribute("aria-label", `${text} ${done}`);
    };
    say(words, "kopieren");
    button.onclick = async () => {
      const done = await copy(typeof text === "string" ? text : text()) ? "kopiert" : "nicht kopiert";
      say(done, done);
      tell(done === "kopiert" ? "Kopiert" : "Der Browser lässt nicht kopieren: bitte den Text von Hand markieren");
      setTimeout(() => say(words, "kopieren"), 1600);
    };
    return button;
  };

  /** Whether a text could be copied. @param {string} text */
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const before = /** @type {HTMLElement | null} */ (document.activeElement);
      // Where a page was not fetched over https, browsers have only the old way.
      const area = make("textarea", { value: text });
      (document.querySelector("dialog[open]") ?? document.body).append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      before?.focus({ preventScroll: true });
      return done;
    }
  };

  // -- mailing --------------------------------------------------------------------

  const write = document.getElementById("_schreiben");
  if (write) {
    write.onclick = () => {
      const hits = passing().map((hit) => articles[hit.n]);
      const addresses = [...new Set(hits.flatMap((article) => all(article, MAIL).map(textOf)))];
      const without = hits.filter((article) => !article.querySelector(MAIL)).length;
      const area = make("textarea", { readOnly: true, value: addresses.join("; "), "aria-label": "E-Mail-Adressen" });
      const close = make("button", { type: "button" }, "Schließen");
      const saved = hits.flatMap((article) => all(article, ".card")).map((card) => cards.indexOf(card));
      const save = make("button", { type: "button" }, `${saved.length} Karten speichern`);
      save.onclick = async () => {
        const every = await vcards();
        download(saved.map((place) => every[place]).join(""), "kontakte.vcf");
      };
      const dialog = make("dialog", { "aria-labelledby": "_adressen" },
        make("h2", { id: "_adressen" }, `${addresses.length} ${addresses.length === 1 ? "E-Mail-Adresse" : "E-Mail-Adressen"}`),
        make("p", { className: "none" }, without ? `${without} ${without === 1 ? "Mitglied hat" : "Mitglieder haben"} keine im Verzeichnis.` : "Durch Semikolon getrennt, wie Outlook sie nimmt."),
        area,
        make("div", { className: "acts" }, copier("Adressen kopieren", () => area.value), ...(packed && saved.length && "DecompressionStream" in window ? [save] : []), close));
      close.onclick = () => dialog.close();
      dialog.onclose = () => {
        document.body.append(byId("_meldung"));
        dialog.remove();
        write.focus();
      };
      // Outside of an open dialog nothing is read out.
      dialog.append(byId("_meldung"));
      document.body.append(dialog);
      dialog.showModal();
      area.select();
    };
  }

  /** What is noted below a row of figures. @param {HTMLElement | null} row */
  const noteOf = (row) => (row?.nextElementSibling?.classList.contains("note") ? textOf(row.nextElementSibling) : "");

  // -- comparing ------------------------------------------------------------------

  /**
   * Figures side by side: of each indicator the latest value, as the portraits mark it.
   * @param {string[]} ids
   */
  const compare = (ids) => {
    const wanted = [...new Set(ids)].filter((id) => numbers.has(id)).slice(0, MOST_COMPARED);
    chosen = wanted;
    showChosen();
    const part = byId("_vergleich");
    const compared = wanted.map((id) => byId(id));
    /** @type {Map<string, number>} */
    const sources = new Map();
    /** @type {Map<string, Node[]>} */
    const read = new Map();
    /**
     * @param {HTMLElement} article
     * @param {HTMLElement | null} row
     * @param {number} largest
     * @param {string} said
     */
    const cell = (article, row, largest, said) => {
      if (!row) return make("td", { className: "none" }, "–");
      const [value, date, refs] = all(row, "td");
      const lines = all(article, ".sources li");
      const cited = [...textOf(refs).matchAll(/\d+/g)].map(([number]) => {
        const line = lines[Number(number) - 1];
        const source = textOf(line);
        if (!sources.has(source)) {
          sources.set(source, sources.size + 1);
          read.set(source, [...line.cloneNode(true).childNodes]);
        }
        return sources.get(source);
      });
      const size = sizeOf(row);
      const bar = make("span", { className: "bar" });
      bar.style.width = `${Math.max(1, (100 * size) / largest)}%`;
      const note = noteOf(row);
      const stand = textOf(date);
      return make("td", {}, make("b", {}, textOf(value.querySelector("b"))), ...(largest > 0 ? [bar] : []),
        make("small", {}, `${/^\d|Quartal|jahr/.test(stand) ? "Stand " : ""}${stand} [${cited.join(", ")}]`), ...(note && note !== said ? [make("small", {}, note)] : []));
    };
    /**
     * The number that a row shows, of a range the lower end.
     * @param {HTMLElement | null} row
     */
    const sizeOf = (row) => Number((/-?[\d.]+(,\d+)?/.exec(textOf(row?.querySelector("b")))?.[0] ?? "0").replaceAll(".", "").replace(",", "."));
    /** @type {HTMLElement[][]} */
    const groups = [[], []];
    index.indicators.forEach(([words, unit, depth], number) => {
      for (const kind of ["i", "z"]) {
        const found = compared.map((article) => /** @type {HTMLElement | null} */ (article.querySelector(`tr[data-${kind}="${number}"]`)));
        const present = found.filter((row) => row !== null);
        if (!present.length) continue;
        const sizes = present.map((row) => sizeOf(row));
        const largest = present.length > 1 && Math.min(...sizes) >= 0 ? Math.max(...sizes) : 0;
        // What is noted of all of them is said once.
        const notes = [...new Set(present.map(noteOf))];
        const said = present.length > 1 && notes.length === 1 ? notes[0] : "";
        const head = make("th", { scope: "row", className: depth ? `d${Math.min(depth, 2)}` : "" }, words, kind === "z" ? " (Ziel)" : "", unit ? make("small", {}, ` ${unit}`) : "", ...(said ? [make("small", { className: "said" }, said)] : []));
        groups[present.length > 1 ? 0 : 1].push(make("tr", {}, head, ...compared.map((article, n) => cell(article, found[n], largest, said))));
      }
    });
    const columns = compared.map((article) => make("th", { scope: "col" }, make("a", { href: `#${article.id}` }, textOf(article.querySelector("h2"))), make("small", {}, ` ${textOf(article.querySelector("header .kind"))}`)));
    const table = (/** @type {HTMLElement[]} */ lines, /** @type {string} */ caption) => {
      const made = make("table", {}, make("thead", {}, make("tr", {}, make("th", { scope: "col" }, "Kennzahl"), ...columns.map((head) => head.cloneNode(true)))), make("tbody", {}, ...lines));
      made.style.minWidth = `${9 + 8.5 * columns.length}rem`;
      return make("div", { className: "wide", role: "region", tabIndex: 0, "aria-label": caption }, made);
    };
    const single = make("details", {}, make("summary", {}, `${groups[1].length} ${groups[1].length === 1 ? "Kennzahl" : "Kennzahlen"}, die nur ein Mitglied hat`), table(groups[1], "Kennzahlen, die nur ein Mitglied hat"));
    const list = make("ol", {}, ...[...read.values()].map((nodes) => make("li", {}, ...nodes)));
    const enough = compared.length > 1;
    part.replaceChildren(
      make("a", { className: "back", href: lastList }, "← Alle Mitglieder"),
      make("h2", { id: "_gegenueber", tabIndex: -1 }, enough ? compared.map((article) => textOf(article.querySelector("h2"))).join(DOT) : "Vergleich"),
      make("p", { className: "lead" }, !enough ? "Zwei bis vier Mitglieder in der Übersicht ankreuzen, dann stehen ihre Zahlen hier nebeneinander." : groups[0].length ? "Von jeder Kennzahl der jüngste Wert, mit seinem Stand und seiner Quelle. Werte verschiedener Jahre sind nur bedingt vergleichbar." : "Diese Mitglieder haben keine Kennzahl gemeinsam."),
      ...(enough && groups[0].length ? [table(groups[0], "Gemeinsame Kennzahlen")] : []),
      ...(enough && groups[1].length ? [single] : []),
      ...(enough && read.size ? [make("section", { className: "sources" }, make("h3", {}, "Quellen"), list)] : []));
    show(part, "Vergleich", "");
    scrollTo({ top: 0, behavior: "instant" });
    byId("_gegenueber").focus({ preventScroll: true });
  };

  // -- searching ------------------------------------------------------------------

  const field = /** @type {HTMLInputElement} */ (byId("_frage"));
  /** The text of an element without the numbers of its sources, and what else is not its own. @param {Element | null | undefined} one */
  const ownText = (one) => {
    let text = "";
    for (let node = one?.firstChild; node; node = node.nextSibling) if (!["SUP", "BUTTON", "B"].includes(node.nodeName)) text += node.textContent;
    return text.trim();
  };
  /**
   * What can be found of a member, as wi_cli.finding.texts has it: in which field, and the text.
   * @param {number} n
   * @returns {Searched}
   */
  const searched = (n) => {
    const article = articles[n] ?? byId("_netz");
    /** @type {Partial<Entry>} */
    const [id = "network", state = -1, kind = -1, topics = [], population = null, since = "", left = 0] = index.members[n] ?? [];
    const network = !index.members[n];
    /** @type {[string, string][]} */
    const texts = [];
    /** @type {(field: string, text: string | null | undefined) => void} */
    const say = (field, text) => void (text && texts.push([field, text]));
    const head = article.querySelector("header");
    const parts = all(article, "section");
    // Two steps, a name and then tags, are much faster than one selector.
    const inside = (/** @type {string} */ part, /** @type {string} */ tags) => parts.filter((one) => one.className === part).flatMap((one) => all(one, tags));
    const facts = new Map(inside("facts", "dt").map((term) => [textOf(term), term.nextElementSibling]));
    const fact = (/** @type {string} */ name) => facts.get(index.rules.labels[name]);
    const official = ["ags", "ars"].map((name) => textOf(fact(name)));

    say("name", textOf(article.querySelector("h2")));
    if (network) say("alias", textOf(head?.querySelector(".kind")));
    for (const one of fact("alias")?.children ?? []) say("alias", textOf(one));
    say("id", id);
    say("ags", official[0]);
    say("ars", official[1]);
    inside("contacts", ".card").forEach((card) => say("contact", all(card, "h4, p:not([class]), dd").map(ownText).join(", ")));
    topics.forEach((topic) => say("topic", index.topics[topic][1]));
    say("state", index.states[state]?.[1]);
    say("district", textOf(fact("district")));
    say("kind", index.kinds[kind]);
    say("summary", textOf(head?.querySelector(".lead")));
    inside("passage", "h3, p, li").forEach((one) => say("section", ownText(one)));
    inside("events", "li").forEach((event) => say("milestone", `${textOf(event.querySelector("b"))}: ${ownText(event)}`));
    let label = "";
    inside("figures wide", "tbody tr:not(.note)").forEach((row) => {
      label = row.querySelector("th")?.firstChild?.textContent?.trim() ?? label;
      const date = textOf(all(row, "td")[1]).replace(/^für /, "");
      say("figure", [label, date === "undatiert" ? "" : date, noteOf(row)].filter(Boolean).join(", "));
    });
    inside("links", "li").forEach((line) => {
      const link = line.querySelector("a");
      say("link", textOf(link) || textOf(line));
      say("link", link?.getAttribute("href"));
    });
    say("link", fact("website")?.querySelector("a")?.getAttribute("href") ?? textOf(fact("website")));
    const belonging = ownText(fact("membership"));
    const until = /bis ([^,;]+)/.exec(belonging)?.[1];
    say("membership", [belonging.includes("Gründungsmitglied") ? "Gründungsmitglied" : "", since ? `Mitglied seit ${longDate(since)}` : "", until ? `Mitglied bis ${until}` : ""].filter(Boolean).join(", "));
    inside("sources", "cite").forEach((title) => say("source", textOf(title)));
    return { id, official: official.filter(Boolean), population, network, left: Boolean(left), state: index.states[state]?.[0] ?? "", kind: index.kinds[kind] ?? "", sort: index.rules.sorts[kind]?.[0] ?? "", declared: index.rules.sorts[kind]?.[1] ?? "", texts };
  };
  const MONTH = new Intl.DateTimeFormat("de-DE", { month: "long" });
  const longDate = (/** @type {string} */ date) => {
    const found = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(date);
    const month = found?.[2] ? MONTH.format(new Date(2000, Number(found[2]) - 1)) : "";
    return found ? [found[3] ? `${Number(found[3])}.` : "", month, found[1]].filter(Boolean).join(" ") : date;
  };
  // Made before the overview is shown, so that no key has to wait for it.
  const answer = finder(index.rules, [...index.members.keys(), ...(document.getElementById("_netz") ? [index.members.length] : [])].map(searched));

  /** What is to be said where the best of what was found is but like what was typed. @type {Object<string, string>} */
  const NEAR = { dropped: "genau so heißt kein Mitglied", typo: "genau so heißt kein Mitglied", "text-typo": "ähnlich geschrieben" };
  const WIDTH = 90;
  /**
   * About as much of a text as a line has room for, around what was found in it.
   * @param {Match} match
   * @returns {Node[]}
   */
  const excerpt = ({ text, spans }) => {
    let from = Math.max(0, Math.min(spans[0][0] - WIDTH / 3, text.length - WIDTH));
    if (from) from = text.indexOf(" ", from) < spans[0][0] && text.indexOf(" ", from) >= 0 ? text.indexOf(" ", from) + 1 : spans[0][0];
    let to = Math.min(text.length, Math.max(from + WIDTH, spans[0][1]));
    if (to < text.length) to = Math.max(text.lastIndexOf(" ", to), spans[0][1]);
    /** @type {Node[]} */
    const parts = [document.createTextNode(from ? "… " : "")];
    let place = from;
    spans.filter(([start, end]) => start >= from && end <= to).forEach(([start, end]) => {
      parts.push(document.createTextNode(text.slice(place, start)), make("mark", {}, text.slice(start, end)));
      place = end;
    });
    return [...parts, document.createTextNode(text.slice(place, to) + (to < text.length ? " …" : ""))];
  };
  /**
   * @param {string} words
   * @returns {{hits: Hit[], said: string}}
   */
  const search = (words) => {
    const { hits, without, nowhere, elsewhere, most } = answer(words);
    const said = [
      without.length ? `ohne: ${without.join(", ")}` : "",
      nowhere.length ? `steht nirgends: ${nowhere.join(", ")}` : "",
      elsewhere.length ? `niemand davon gehört zu: ${elsewhere.join(", ")}` : "",
      most ? "niemand hat alle Wörter, diese die meisten" : "",
      NEAR[hits[0]?.tier] ?? "",
    ].filter(Boolean).join("; ");
    return {
      said,
      hits: hits.map((hit) => ({
        n: hit.n,
        found: () => hit.matches().filter((match) => !["name", "id"].includes(match.field)).slice(0, 2).map((match) => make("p", {}, make("b", {}, `${index.rules.labels[match.field]}: `), ...excerpt(match))),
      })),
    };
  };

  let later = 0;
  field.oninput = () => {
    wish = { ...wish, q: field.value.trim() };
    most = MOST_TILES;
    showList();
    // The address follows when the typing rests: browsers count how often it changes.
    clearTimeout(later);
    later = setTimeout(settle, 500);
  };
  /** Write what was typed into the address, before anything leads away from here. */
  const settle = () => {
    if (!later) return;
    clearTimeout(later);
    later = 0;
    history.replaceState(null, "", addressOf(wish));
    lastList = addressOf(wish);
  };
  addEventListener("click", settle, true);
  addEventListener("pagehide", settle);
  byId("_suche").onsubmit = (event) => {
    event.preventDefault();
    settle();
    byId({ tabelle: "_tabelle", karte: "_orte" }[wish.ansicht] ?? "_kacheln").querySelector("a")?.focus();
  };

  // The address stays what it was: it says what is shown.
  /** @type {HTMLElement} */ (document.querySelector(".skip")).onclick = (event) => {
    event.preventDefault();
    byId("_inhalt").focus();
  };

  /** The address that the browser's own back left too soon, and what was typed there. @type {string[]} */
  let unwritten = [];
  addEventListener("hashchange", ({ oldURL, newURL }) => {
    if (later) {
      lastList = addressOf(wish);
      unwritten = [oldURL, lastList];
    } else if (newURL === unwritten[0]) {
      history.replaceState(null, "", unwritten[1]);
      unwritten = [];
    }
    clearTimeout(later);
    later = 0;
    route();
  });
  route();
});

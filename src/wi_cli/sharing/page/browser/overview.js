// The overview: filters, tiles and table.

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

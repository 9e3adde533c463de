// As wi_cli.finding.ranking.

const QUALITIES = Object.keys(rules.qualities);
const value = (/** @type {Place} */ place) => rules.weights[fields[place.text]] * (rules.qualities[place.kind] ?? 0.1);
const bestOf = (/** @type {Place[]} */ places) => places.reduce((best, place) => (value(place) > value(best) ? place : best));
const phraseOf = (/** @type {string[]} */ all) => all.join(" ").slice(0, rules.longest);
/** @typedef {Map<number, Place[]>} ByMember */
/** @type {(places: Place[]) => ByMember} */
const byMember = (places) => {
  const found = new Map();
  places.forEach((place) => {
    const there = found.get(owners[place.text]);
    if (there) there.push(place);
    else found.set(owners[place.text], [place]);
  });
  return found;
};
const kindOf = (/** @type {Place} */ place) => {
  if (place.kind !== "start" || !["name", "alias"].includes(fields[place.text])) return place.kind;
  const text = texts[place.text];
  return origin(text, place.start, place.end)[0] >= withoutAddition(text).length ? "part" : "start";
};
const tierOf = (/** @type {Place[][]} */ places, /** @type {string[]} */ asked) => {
  if (!places.length) return "text";
  const best = places.map(bestOf);
  const worst = best.map(kindOf).reduce((one, other) => (QUALITIES.indexOf(other) > QUALITIES.indexOf(one) ? other : one));
  if (!best.every((place) => isName[place.text]) || best.length < asked.length) return worst === "typo" ? "text-typo" : "text";
  if (worst === "word" && asked.length > 1) return ` ${fold(texts[best[0].text])} `.includes(` ${fold(asked.join(" "))} `) ? "word" : "words";
  return worst;
};
const rank = (/** @type {string | undefined} */ tier) => (tier === undefined ? rules.tiers.length : rules.tiers.indexOf(tier));
const round = (/** @type {number} */ score) => (Math.abs(score % 1) === 0.5 ? 2 * Math.round(score / 2) : Math.round(score));
const bareNames = members.map((_, n) => bare(namesOf[n][0]));
const compared = (/** @type {any[]} */ one, /** @type {any[]} */ other) => {
  for (let n = 0; n < one.length; n += 1) if (one[n] !== other[n]) return one[n] < other[n] ? -1 : 1;
  return 0;
};

/** Where words stand, remembered for one question; slips in running text are forgiven in the `forgiven` ones, none at all if `exact`. @param {string[]} forgiven @param {boolean} exact */
const looked = (forgiven, exact) => {
  /** @type {Map<string, ByMember>} */
  const seen = new Map();
  /** @type {(word: string) => ByMember} */
  const placesOf = (word) => {
    let found = seen.get(word);
    if (!found) {
      found = byMember(find(word));
      const literal = new Set(found.keys());
      for (const [n, places] of exact ? [] : byMember(misspelt(word))) if (!literal.has(n)) found.set(n, places);
      if (!found.size && forgiven.includes(word)) {
        found = byMember(parted(word));
        if (!found.size) found = byMember(misspeltAnywhere(word));
      }
      seen.set(word, found);
    }
    return found;
  };
  /** @type {(tiers: Map<number, string>, asked: string) => void} */
  const raise = (tiers, asked) => {
    same(asked).forEach((n) => {
      const member = members[n];
      const [name, ...aliases] = namesOf[n];
      tiers.set(n, asked === member.id ? "id" : member.official.includes(asked) ? "ags" : asked === name ? "name" : aliases.includes(asked) ? "alias" : "folded");
    });
    const begun = beginning(asked);
    const typed = placeNames(fold(asked));
    const telling = typed.some((name) => name.kind || name.words.length > 1) ? typed.map((name) => name.words.find((word) => word !== "sankt") ?? name.words[0]) : [];
    const among = new Set(telling.flatMap((word) => [...placesOf(word).keys()]));
    const said = new Set([...called(asked, among).filter((n) => !begun.has(n)), ...(byInitials.get(written(asked)) ?? [])]);
    for (const [tier, found] of /** @type {[string, Set<number>][]} */ ([["words", said], ["start", begun], ["typo", exact ? new Set() : near(asked)]])) {
      found.forEach((n) => rank(tiers.get(n)) > rank(tier) && tiers.set(n, tier));
    }
    tiers.forEach((tier, n) => {
      if (tier === "start" && !mostly(n, asked)) tiers.set(n, "beginning");
      if (tier === "typo" && butOne(n, asked)) tiers.set(n, "dropped");
    });
  };
  /** @type {(all: string[], numbers: Set<number>, found: ByMember[], places: Asked[]) => Found[]} */
  const hitsOf = (all, numbers, found, places) => {
    const asked = phraseOf(all);
    /** @type {ByMember} */
    const phrase = all.length > 1 ? placesOf(asked) : new Map();
    const tiers = new Map([...numbers].map((n) => [n, tierOf(found.flatMap((of) => (of.has(n) ? [of.get(n) ?? []] : [])), all)]));
    if (all.length) {
      raise(tiers, asked);
      if (all.length === 1 && !exact) {
        const gapped = [...byMember(subsequences(asked))].filter(([n]) => !tiers.has(n));
        gapped.forEach(([n]) => tiers.set(n, "subsequence"));
        found = [new Map([...found[0], ...gapped])];
      }
    }
    const few = size(fold(asked));
    /** @type {[any[], Found][]} */
    const hits = [];
    const groups = alternatives(places);
    tiers.forEach((tier, n) => {
      const scores = groups.map((group) => Math.max(...group.map((place) => placeScore(place, n))));
      if (!scores.every(Boolean)) return;
      const everywhere = [...found, phrase];
      const best = everywhere.map((of) => Math.max(0, ...(of.get(n) ?? []).map(value)));
      const together = best.pop() ?? 0;
      const told = [...best, ...scores];
      let score = tier === "text" || tier === "text-typo" ? Math.max(told.reduce((a, b) => a + b, 0) / told.length, rules.phrase * together) : closeness(n, asked, tier);
      if (["id", "ags", "name", "alias", "folded"].includes(tier)) score = [...namesOf[n], members[n].id, ...members[n].official].some((name) => fold(name) === fold(asked)) ? 100 : 99;
      const own = new Set(everywhere.flatMap((of) => (of.get(n) ?? []).map((place) => place.text)));
      const weight = own.size + groups.length ? [...[...own].map((text) => rules.weights[fields[text]]), ...groups.map(([place]) => rules.weights[place.kind ? "kind" : "state"])].reduce((a, b) => a + b, 0) : rules.weights[nearestName(n, asked) === namesOf[n][0] ? "name" : "alias"];
      const member = members[n];
      const atStart = tier === "start" || tier === "beginning";
      const lacksOne = atStart && butOne(n, asked);
      const inhabitants = member.population ?? 0;
      const asLarge = few <= rules.letter ? inhabitants : Number(inhabitants >= rules.city);
      const likeliest = atStart ? [!lacksOne, !begins(n, asked), -asLarge] : [0, 0, 0];
      const order = [member.network, rank(atStart && few <= rules.letter ? "start" : tier), ...likeliest, -round(score), member.left, -weight, -(member.population ?? 0), bareNames[n], member.id];
      hits.push([order, { n, tier, score: round(score), matches: () => matchesOf(n, everywhere, asked) }]);
    });
    return hits.sort((a, b) => compared(a[0], b[0])).map(([, hit]) => hit);
  };
  return {
    placesOf,
    /** @type {(all: string[], places: Asked[]) => Found[]} */
    withAll: (all, places) => {
      if (!all.length && !places.length) return [];
      const found = all.map(placesOf);
      const numbers = found.length ? [...found[0].keys()].filter((n) => found.every((of) => of.has(n))) : members.map((_, n) => n);
      return hitsOf(all, new Set(numbers), found, places);
    },
    /** @type {(all: string[]) => Found[]} */
    withMost: (all) => {
      const found = all.map(placesOf);
      const counted = new Map();
      found.forEach((of) => of.forEach((_, n) => counted.set(n, (counted.get(n) ?? 0) + 1)));
      const most = Math.max(0, ...counted.values());
      return hitsOf(all, new Set([...counted.keys()].filter((n) => counted.get(n) === most)), found, []);
    },
  };
};
/** Where a member was found, best first; every word explains itself. @type {(n: number, places: Map<number, Place[]>[], asked: string) => Match[]} */
const matchesOf = (n, places, asked) => {
  /** @type {Map<number, Place[]>} */
  const byText = new Map();
  places.flatMap((all) => all.get(n) ?? []).forEach((place) => byText.set(place.text, [...(byText.get(place.text) ?? []), place]));
  const leaders = new Set(places.flatMap((all) => (all.has(n) ? [bestOf(all.get(n) ?? []).text] : [])));
  const values = new Map([...byText].map(([text, inside]) => [text, Math.max(...inside.map(value))]));
  const order = [...byText.keys()].sort((a, b) => Number(leaders.has(b)) - Number(leaders.has(a)) || (values.get(b) ?? 0) - (values.get(a) ?? 0) || a - b);
  if (!order.length) {
    const name = nearestName(n, asked);
    return [{ field: name === namesOf[n][0] ? "name" : "alias", text: name, spans: [[0, name.length]] }];
  }
  return order.map((text) => ({ field: fields[text], text: texts[text], spans: merged((byText.get(text) ?? []).map((place) => (place.raw ? [place.start, place.end] : origin(texts[text], place.start, place.end)))) }));
};
/** @type {(spans: [number, number][]) => [number, number][]} */
const merged = (spans) => {
  /** @type {[number, number][]} */
  const all = [];
  for (const [start, end] of spans.sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = all.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else all.push([start, end]);
  }
  return all;
};

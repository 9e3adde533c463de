
/**
 * The search of `wi search`, over what the page itself says: spelling, index, likeness and order follow wi_cli.german and
 * wi_cli.finding part by part, with their tables (`rules`), and stand in the same order.
 *
 * @typedef {{letters: Object<string, string>, district: string[], town: string[], weights: Object<string, number>, names: string[], forgiving: string[], qualities: Object<string, number>, tiers: string[], phrase: number, part: number, respelt: number, inside: number, most: number, densest: number, subsequence: number, longest: number, labels: Object<string, string>, additions: Object<string, number>}} Rules
 * @typedef {{id: string, official: string[], population: number, texts: [string, string][]}} Searched
 * @typedef {{text: number, kind: string, start: number, end: number, raw?: boolean}} Place  a span of letters of a text's line, or of the `raw` text
 * @typedef {{text: string, written: boolean, shortened: boolean}} Spelling
 * @typedef {{field: string, text: string, spans: [number, number][]}} Match
 * @typedef {{n: number, tier: string, score: number, matches: () => Match[]}} Found
 */

/**
 * @param {Rules} rules
 * @param {Searched[]} members
 */
const finder = (rules, members) => {
  // -- german/spelling --------------------------------------------------------------

  /** @type {Map<string, string>} */
  const known = new Map(Object.entries(rules.letters));
  /**
   * The letters that a character with its marks stands for; a blank for punctuation.
   * @param {string} character
   */
  const lettersOf = (character) => {
    const found = known.get(character);
    if (found !== undefined) return found;
    const plain = character.normalize("NFC").toLowerCase();
    const bare = "äöüß".includes(plain) ? plain : plain.normalize("NFKD").replace(/\p{M}/gu, "");
    const letters = bare.replace(/[^\p{L}\p{N}]/gu, " ");
    known.set(character, letters);
    return letters;
  };
  /** A text's line: letter by letter, everything else a blank. @param {string} text */
  const line = (text) => {
    let letters = "";
    for (const character of text.normalize("NFC")) {
      letters += (character >= "a" && character <= "z") || character === " " ? character : lettersOf(character);
    }
    return letters;
  };
  /** @param {string} text */
  const written = (text) => line(text).split(" ").filter(Boolean).join(" ");
  /** @type {Object<string, string>} */
  const FOLD = { ä: "ae", ö: "oe", ü: "ue", ß: "ss" };
  /** @type {Object<string, string>} */
  const BARE = { ä: "a", ö: "o", ü: "u", ß: "ss" };
  const foldLetters = (/** @type {string} */ letters) => letters.replace(/[äöüß]/g, (one) => FOLD[one]);
  const bareLetters = (/** @type {string} */ letters) => letters.replace(/[äöüß]/g, (one) => BARE[one]);
  const fold = (/** @type {string} */ text) => foldLetters(written(text));
  const bare = (/** @type {string} */ text) => bareLetters(written(text));
  const spellings = (/** @type {string} */ letters) => [...new Set([foldLetters(letters), bareLetters(letters)])];
  const forms = (/** @type {string} */ text) => spellings(written(text));

  /** @type {Object<string, string[][]>} */
  const SPELLINGS = {
    ä: [["ä"], ["a", "e"]], ö: [["ö"], ["o", "e"]], ü: [["ü"], ["u", "e"]], ß: [["ß"], ["s", "s"]],
    ae: [["aä", "e"], ["ä"]], oe: [["oö", "e"], ["ö"]], ue: [["uü", "e"], ["ü"]],
    ss: [["s", "s"], ["ß"]], sss: [["s", "s", "s"], ["ß", "s"], ["s", "ß"]],
    a: [["aä"]], o: [["oö"]], u: [["uü"]],
  };
  const spelt = (/** @type {string} */ letters) => letters.match(/[aou]e|sss?|./gu) ?? [];
  /** What finds a word in a line however its umlauts are spelt. @param {string} letters */
  const pattern = (letters) => {
    const parts = spelt(letters).map((one) => (one === " " ? " +" : one in SPELLINGS ? `(?:${SPELLINGS[one].map((way) => way.map((some) => `[${some}]`).join("")).join("|")})` : one));
    if (spelt(letters).at(-1) === "s") parts[parts.length - 1] = "(?:s|ß(?=[^ ]))";
    return parts.join("");
  };
  /** @type {(ways: string[], word: string, start: number, first: boolean) => number} */
  const endOf = (ways, word, start, first) => {
    if (first && !ways[0].includes(word[0])) return 0;
    for (const letters of ways) {
      const places = [...letters].map((one) => word.indexOf(one, start)).filter((place) => place >= 0);
      if (!places.length) return 0;
      start = Math.min(...places) + 1;
    }
    return start;
  };
  /** How much of a word it takes to find all of these letters in it, in order; 0 if they aren't there. @type {(typed: string, word: string) => number} */
  const withGaps = (typed, word) => {
    let end = 0;
    const letters = spelt(typed);
    for (const [n, letter] of letters.entries()) {
      const half = n === letters.length - 1 && letter === "s";
      const ways = half ? [["s"], ["ß"]] : (SPELLINGS[letter] ?? [[letter]]);
      const ends = ways.map((way) => endOf(way, word, end, n === 0)).filter(Boolean);
      end = ends.length ? Math.min(...ends) : 0;
      if (!end || (half && end === word.length && word.endsWith("ß"))) return 0;
    }
    return end;
  };
  /** Where letters of a line stand in its text. @type {(text: string, start: number, end: number) => [number, number]} */
  const origin = (text, start, end) => {
    let letter = 0;
    let place = 0;
    let from = -1;
    for (const [character] of text.matchAll(/.\p{M}*/gsu)) {
      const size = lettersOf(character.normalize("NFC")).length;
      if (from < 0 && letter + size > start) from = place;
      letter += size;
      place += character.length;
      if (letter >= end) break;
    }
    return [Math.max(0, from), place];
  };

  // -- german/slips -----------------------------------------------------------------

  const size = (/** @type {string} */ text) => [...text].length;
  const allowed = (/** @type {string} */ word) => {
    const letters = size(word);
    return letters < 4 || letters > rules.longest ? 0 : letters < 8 ? 1 : 2;
  };
  /** Letters too many, too few, wrong or swapped; more than `most` counts as `most` + 1. @type {(a: string, b: string, most: number) => number} */
  const distance = (a, b, most) => {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    /** @type {number[]} */
    let before = [];
    let row = Array.from({ length: b.length + 1 }, (_, n) => n);
    for (let i = 1; i <= a.length; i += 1) {
      const next = [i];
      let least = i;
      for (let j = 1; j <= b.length; j += 1) {
        let best = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, before[j - 2] + 1);
        next[j] = best;
        if (best < least) least = best;
      }
      if (least > most) return most + 1;
      [before, row] = [row, next];
    }
    return row[b.length];
  };
  /** Which letters a word has, as bits: each slip changes two of them at most. @param {string} word */
  const bits = (word) => {
    let mask = 0;
    for (let n = 0; n < word.length; n += 1) mask |= 1 << (word.charCodeAt(n) & 31);
    return mask;
  };
  const ones = (/** @type {number} */ mask) => {
    let count = 0;
    for (; mask; mask &= mask - 1) count += 1;
    return count;
  };
  /** @type {(target: string, words: [string, number][]) => [string, number][]} */
  const fewSlipsAway = (target, words) => {
    const most = allowed(target);
    if (!most) return [];
    const mask = bits(target);
    return words.flatMap(([word, own]) => {
      if (Math.abs(word.length - target.length) > most || ones(mask ^ own) > 2 * most) return [];
      const slips = distance(target, word, most);
      return slips > 0 && slips <= Math.min(most, allowed(word)) ? [/** @type {[string, number]} */ ([word, slips])] : [];
    });
  };
  const KEYS = ["qwertzuiop", "asdfghjkl ", "yxcvbnm   "];
  const BESIDE = new Set(KEYS.flatMap((row, y) => [...row].flatMap((key, x) => [...row.slice(x + 1, x + 2), ...(KEYS[y + 1] ?? "").slice(Math.max(0, x - 1), x + 1)].map((other) => [key, other].sort().join("")))));
  const areNeighbours = (/** @type {string} */ one, /** @type {string} */ other) => BESIDE.has([one, other].sort().join(""));
  const slip = (/** @type {string} */ typed, /** @type {string} */ meant) => {
    const slips = distance(typed, meant, 99);
    if (slips === 0) return 100;
    if (slips > 1) return Math.max(0, 80 - 10 * slips);
    let place = 0;
    while (place < Math.min(typed.length, meant.length) && typed[place] === meant[place]) place += 1;
    if (typed.length < meant.length) return 96;
    if (typed.length > meant.length) return typed[place] === (typed[place - 1] ?? "") ? 95 : 85;
    if (typed.slice(place + 1) !== meant.slice(place + 1)) return 95;
    return areNeighbours(typed[place], meant[place]) ? 90 : 83;
  };
  const leftOut = (/** @type {string} */ typed, /** @type {string} */ meant) => {
    if (typed.length + 1 !== meant.length || !allowed(typed)) return false;
    let same = 0;
    while (same < typed.length && typed[same] === meant[same]) same += 1;
    return typed.slice(same) === meant.slice(same + 1);
  };
  /** Twice the letters that two texts have in common in this order, by all of them, times 100. @type {(a: string, b: string) => number} */
  const ratio = (a, b) => {
    if (!a.length && !b.length) return 100;
    let row = new Array(b.length + 1).fill(0);
    for (let i = 1; i <= a.length; i += 1) {
      const next = [0];
      for (let j = 1; j <= b.length; j += 1) next[j] = a[i - 1] === b[j - 1] ? row[j - 1] + 1 : Math.max(row[j], next[j - 1]);
      row = next;
    }
    return (200 * row[b.length]) / (a.length + b.length);
  };
  const sorted = (/** @type {string} */ text) => text.split(" ").sort().join(" ");

  // -- german/placenames --------------------------------------------------------------

  /** @type {Object<string, string>} */
  const WRITTEN_OUT = { st: "sankt", ...Object.fromEntries(rules.district.map((word) => [word, "kreis"])) };
  const standard = (/** @type {string} */ folded) => {
    if (!folded.includes(" ")) return WRITTEN_OUT[folded] ?? folded;
    const said = folded.replace(/ a m(?:ain)?$/, " am main").replace(/ i br?$/, " im breisgau").replaceAll(" a d ", " an der ");
    return said.split(" ").map((word) => WRITTEN_OUT[word] ?? word).join(" ");
  };
  const named = (/** @type {string} */ form) => {
    const said = standard(form);
    const [first, ...rest] = said.split(" ");
    return rest.length && rules.town.includes(first) ? rest.join(" ") : said;
  };
  const standardForms = (/** @type {string} */ name) => [...new Set(forms(name).map(named))];
  const typedForms = (/** @type {string} */ asked) => [...new Set([...standardForms(fold(asked)), written(asked)])];
  const withoutAddition = (/** @type {string} */ name) => name.slice(0, rules.additions[name] ?? name.length);

  // -- finding/index ------------------------------------------------------------------

  /** @type {number[]} */
  const owners = [];
  /** @type {string[]} */
  const fields = [];
  /** @type {string[]} */
  const texts = [];
  members.forEach((member, n) =>
    member.texts.forEach(([field, text]) => {
      owners.push(n);
      fields.push(field);
      texts.push(text);
    }));
  const isName = fields.map((field) => rules.names.includes(field));

  /** Some texts as one string with a line for each. @param {boolean} forgiving */
  const linesOf = (forgiving) => {
    const own = fields.flatMap((field, n) => (rules.forgiving.includes(field) === forgiving ? [n] : []));
    const starts = [];
    let whole = "";
    for (const n of own) {
      starts.push(whole.length);
      whole += ` ${line(texts[n].replaceAll("\n", " "))} \n`;
    }
    return { own, starts, whole };
  };
  const both = [linesOf(true), linesOf(false)];
  const lineAt = (/** @type {number[]} */ starts, /** @type {number} */ place) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle] <= place) low = middle;
      else high = middle - 1;
    }
    return low;
  };

  /** @type {Map<string, [number, number][]>} */
  const standing = new Map();
  both[0].own.forEach((n, row) => {
    const start = both[0].starts[row];
    const end = row + 1 < both[0].starts.length ? both[0].starts[row + 1] : both[0].whole.length;
    for (const found of both[0].whole.slice(start, end - 1).matchAll(/[^ ]+/g)) {
      const places = standing.get(found[0]);
      if (places) places.push([n, found.index - 1]);
      else standing.set(found[0], [[n, found.index - 1]]);
    }
  });
  const words = [...standing.keys()].sort();
  /** @type {Map<string, string[]>} */
  const vocabulary = new Map();
  words.forEach((word) => spellings(word).forEach((form) => vocabulary.set(form, [...(vocabulary.get(form) ?? []), word])));
  const knownForms = [...vocabulary.keys()].map((form) => /** @type {[string, number]} */ ([form, bits(form)]));

  const WEB_ADDRESS = /[^\s.]\.(?:com|de|eu|info|net|org)$/i;
  /** The digits that somebody dials, country code first. @param {string} typed */
  const dialled = (typed) => {
    const plain = typed.replace(/\(0\)/g, "").replace(/[‐‑‒–—―−]/g, "-").replace(/^(?:tel(?:efon)?|fon|fax)\b[.:\s]*/i, "").trim();
    if (!/^\(? ?(?:\+|0)[0-9 ()/.-]*$/.test(plain) || plain.replace(/[^0-9]/g, "").length < 3) return "";
    const digits = plain.replace(/[^0-9]/g, "");
    return plain.includes("+") ? digits : digits.startsWith("00") ? digits.slice(2) : `49${digits.slice(1)}`;
  };
  /**
   * Where a word, however it is spelt, stands: as a whole word, at the start of one or inside one.
   * @param {string} word
   * @returns {Place[]}
   */
  const find = (word) => {
    /** @type {Place[]} */
    const found = [];
    const target = written(word);
    const inOne = WEB_ADDRESS.test(word);
    if (target) {
      const wanted = new RegExp((size(fold(word)) >= rules.part ? "" : " ") + pattern(target), "gu");
      for (const { own, starts, whole } of both) {
        for (const match of whole.matchAll(wanted)) {
          const start = match.index + (whole[match.index] === " " ? 1 : 0);
          const end = match.index + match[0].length;
          const [begins, ends] = [whole[start - 1] === " ", whole[end] === " "];
          const row = lineAt(starts, start);
          const place = { text: own[row], kind: begins && ends ? "word" : begins ? "start" : "part", start: start - starts[row] - 1, end: end - starts[row] - 1 };
          if (!inOne || !/\s/.test(texts[place.text].slice(...origin(texts[place.text], place.start, place.end)))) found.push(place);
        }
      }
    }
    const digits = dialled(word);
    if (digits) {
      texts.forEach((text, n) => {
        if (fields[n] !== "contact") return;
        for (const number of text.matchAll(/\+\d[\d -]+\d/g)) {
          const places = [...number[0]].flatMap((character, place) => (/\d/.test(character) ? [place] : []));
          if (places.map((place) => number[0][place]).join("").startsWith(digits)) {
            const end = places[digits.length - 1] + 1;
            found.push({ text: n, kind: digits.length === places.length ? "word" : "start", start: number.index, end: number.index + end, raw: true });
            break;
          }
        }
      });
    }
    return found;
  };
  /** Where a short text has a word that is a few slips away. @param {string} word @returns {Place[]} */
  const misspelt = (word) =>
    forms(word).sort().flatMap((target) => fewSlipsAway(target, knownForms)).flatMap(([form]) => vocabulary.get(form) ?? [])
      .flatMap((known) => (standing.get(known) ?? []).map(([text, start]) => ({ text, kind: "typo", start, end: start + known.length })));
  /** @param {string} asked @returns {Place[]} */
  const subsequences = (asked) => {
    const target = written(asked);
    if (size(target) < rules.subsequence || target.includes(" ")) return [];
    const initials = ["aä", "oö", "uü", "sß"].find((pair) => pair.includes(target[0])) ?? target[0];
    return words.filter((word) => initials.includes(word[0]) && word.length * rules.densest <= target.length).flatMap((word) => {
      const end = withGaps(target, word);
      return end ? (standing.get(word) ?? []).filter(([text]) => isName[text]).map(([text, start]) => ({ text, kind: "subsequence", start, end: start + end })) : [];
    });
  };

  // -- finding/likeness ---------------------------------------------------------------

  const squeezed = (/** @type {string} */ form) => form.replaceAll(" ", "");
  const namesOf = members.map((member) => member.texts.filter(([field]) => ["name", "alias"].includes(field)).map(([, text]) => text));
  /** @type {Map<string, Set<number>>} */
  const byName = new Map();
  /** @type {Map<string, Set<number>>} */
  const bySqueezed = new Map();
  const note = (/** @type {Map<string, Set<number>>} */ all, /** @type {string} */ form, /** @type {number} */ n) => all.set(form, (all.get(form) ?? new Set()).add(n));
  members.forEach((member, n) =>
    [...namesOf[n], member.id].forEach((name) => [...standardForms(name), written(name)].forEach((form) => {
      note(byName, form, n);
      note(bySqueezed, squeezed(form), n);
    })));
  const nameForms = [...byName.keys()].map((form) => /** @type {[string, number]} */ ([form, bits(form)]));
  /** @type {Spelling[][]} */
  const spellingsOf = [];
  const allSpellings = (/** @type {number} */ n) =>
    (spellingsOf[n] ??= namesOf[n].flatMap((name) => [...new Set([name, withoutAddition(name)])].flatMap((said) =>
      [...new Set([...standardForms(said), written(said)])].map((form) => ({ text: form, written: form === written(said), shortened: said !== name })))));
  const same = (/** @type {string} */ asked) => {
    const found = new Set(members.flatMap((member, n) => (member.official.includes(asked.trim()) ? [n] : [])));
    for (const form of typedForms(asked)) [...(byName.get(form) ?? []), ...(bySqueezed.get(squeezed(form)) ?? [])].forEach((n) => found.add(n));
    return found;
  };
  const beginning = (/** @type {string} */ asked) => {
    const found = new Set();
    for (const form of typedForms(asked).filter(Boolean)) {
      const joined = squeezed(form);
      byName.forEach((owners, name) => name.startsWith(form) && owners.forEach((n) => found.add(n)));
      if (size(joined) >= rules.part) bySqueezed.forEach((owners, name) => name.startsWith(joined) && owners.forEach((n) => found.add(n)));
    }
    return found;
  };
  const near = (/** @type {string} */ asked) => new Set(typedForms(asked).flatMap((form) => fewSlipsAway(form, nameForms)).flatMap(([name]) => [...(byName.get(name) ?? [])]));
  const mostly = (/** @type {number} */ n, /** @type {string} */ asked) => {
    const typed = squeezed(written(asked));
    return allSpellings(n).some((form) => form.written && squeezed(form.text).startsWith(typed) && typed.length >= rules.most * squeezed(form.text).length);
  };
  const butOne = (/** @type {number} */ n, /** @type {string} */ asked) => typedForms(asked).some((typed) => allSpellings(n).some((form) => leftOut(typed, form.text)));
  const closeness = (/** @type {number} */ n, /** @type {string} */ asked, /** @type {string} */ tier) => {
    const measure = ["dropped", "typo"].includes(tier) ? slip : tier === "words" ? (/** @type {string} */ a, /** @type {string} */ b) => ratio(sorted(a), sorted(b)) : ratio;
    const begins = ["start", "beginning"].includes(tier);
    let best = 0;
    for (const typed of typedForms(asked)) {
      for (const form of allSpellings(n)) {
        const loss = (typed !== written(asked) || !form.written ? rules.respelt : 0) + (form.shortened ? 1 : 0);
        const inside = begins && !form.text.startsWith(typed) ? rules.inside : 0;
        best = Math.max(best, measure(typed, form.text) - loss - inside);
      }
    }
    return best;
  };
  const nearestName = (/** @type {number} */ n, /** @type {string} */ asked) => {
    const like = (/** @type {string} */ name) => Math.max(...forms(asked).flatMap((typed) => forms(name).map((form) => ratio(squeezed(typed), squeezed(form)))));
    return namesOf[n].reduce((best, name) => (like(name) > like(best) ? name : best));
  };

  // -- finding/search -----------------------------------------------------------------

  const QUALITIES = Object.keys(rules.qualities);
  const ADDRESS = /^(?:https?:\/\/(?:www\.)?|www\.)([^\s/?#:]+)(?:[/?#:]\S*)?$/i;
  const LABEL = /^(?:tel|telefon|fax|mailto|e-?mail)\s*[.:]+\s*/i;
  const value = (/** @type {Place} */ place) => rules.weights[fields[place.text]] * (rules.qualities[place.kind] ?? 0.1);
  const bestOf = (/** @type {Place[]} */ places) => places.reduce((best, place) => (value(place) > value(best) ? place : best));
  /** @param {string} word @returns {Map<number, Place[]>} */
  const placesOf = (word) => {
    /** @type {Map<number, Place[]>} */
    const found = new Map();
    const add = (/** @type {Map<number, Place[]>} */ all, /** @type {Place} */ place) => {
      const there = all.get(owners[place.text]);
      if (there) there.push(place);
      else all.set(owners[place.text], [place]);
    };
    find(word).forEach((place) => add(found, place));
    /** @type {Map<number, Place[]>} */
    const slips = new Map();
    misspelt(word).forEach((place) => found.has(owners[place.text]) || add(slips, place));
    slips.forEach((places, n) => found.set(n, places));
    return found;
  };
  const kindOf = (/** @type {Place} */ place) => {
    const text = texts[place.text];
    const inAddition = ["name", "alias"].includes(fields[place.text]) && origin(text, place.start, place.end)[0] >= withoutAddition(text).length;
    return place.kind === "start" && inAddition ? "part" : place.kind;
  };
  const tierOf = (/** @type {Place[][]} */ places, /** @type {string[]} */ asked) => {
    const best = places.map(bestOf);
    const worst = best.map(kindOf).reduce((one, other) => (QUALITIES.indexOf(other) > QUALITIES.indexOf(one) ? other : one));
    if (!best.every((place) => isName[place.text])) return worst === "typo" ? "text-typo" : "text";
    if (worst === "word" && asked.length > 1) return ` ${fold(texts[best[0].text])} `.includes(` ${fold(asked.join(" "))} `) ? "word" : "words";
    return worst;
  };
  const rank = (/** @type {string | undefined} */ tier) => (tier === undefined ? rules.tiers.length : rules.tiers.indexOf(tier));
  const raise = (/** @type {Map<number, string>} */ tiers, /** @type {string} */ asked) => {
    same(asked).forEach((n) => {
      const member = members[n];
      const [name, ...aliases] = namesOf[n];
      tiers.set(n, asked === member.id ? "id" : member.official.includes(asked) ? "ags" : asked === name ? "name" : aliases.includes(asked) ? "alias" : "folded");
    });
    for (const [tier, found] of /** @type {[string, Set<number>][]} */ ([["start", beginning(asked)], ["typo", near(asked)]])) {
      found.forEach((n) => rank(tiers.get(n)) > rank(tier) && tiers.set(n, tier));
    }
    tiers.forEach((tier, n) => {
      if (tier === "start" && !mostly(n, asked)) tiers.set(n, "beginning");
      if (tier === "typo" && butOne(n, asked)) tiers.set(n, "dropped");
    });
  };
  const round = (/** @type {number} */ score) => (Math.abs(score % 1) === 0.5 ? 2 * Math.round(score / 2) : Math.round(score));
  /** @type {(n: number, tier: string, places: Map<number, Place[]>[], asked: string) => Found} */
  const hit = (n, tier, places, asked) => {
    const best = places.map((all) => Math.max(0, ...(all.get(n) ?? []).map(value)));
    const phrase = best.pop() ?? 0;
    let score = tier === "text" || tier === "text-typo" ? Math.max(best.reduce((a, b) => a + b, 0) / best.length, rules.phrase * phrase) : closeness(n, asked, tier);
    if (["id", "ags", "name", "alias", "folded"].includes(tier)) score = [...namesOf[n], members[n].id, ...members[n].official].some((name) => fold(name) === fold(asked)) ? 100 : 99;
    return { n, tier, score: round(score), matches: () => matchesOf(n, places, asked) };
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
  const bareNames = members.map((_, n) => bare(namesOf[n][0]));

  /**
   * The members in which every word is found, best first.
   * @param {string} typed
   * @returns {Found[]}
   */
  return (typed) => {
    const said = (typed.match(/"[^"]+"|„[^“”]+[“”]|\S+/g) ?? []).map((word) => word.replace(/^["„]|["“”]$/g, "").replace(LABEL, "")).map((word) => (ADDRESS.exec(word)?.[1] ?? word).slice(0, rules.longest)).filter((word) => fold(word)).slice(0, 50);
    const asked = said.join(" ").slice(0, rules.longest);
    const each = dialled(asked) ? [asked] : said;
    if (!each.length) return [];
    const places = each.map(placesOf);
    const phrase = each.length > 1 ? placesOf(asked) : new Map();
    /** @type {Map<number, string>} */
    const tiers = new Map();
    places[0].forEach((_, n) => places.every((all) => all.has(n)) && tiers.set(n, tierOf(places.map((all) => all.get(n) ?? []), each)));
    raise(tiers, asked);
    if (each.length === 1) {
      subsequences(asked).forEach((place) => {
        const n = owners[place.text];
        if (tiers.has(n)) return;
        tiers.set(n, "subsequence");
        places[0].set(n, [...(places[0].get(n) ?? []), place]);
      });
    }
    return [...tiers].map(([n, tier]) => hit(n, tier, [...places, phrase], asked))
      .sort((a, b) => rank(a.tier) - rank(b.tier) || b.score - a.score || members[b.n].population - members[a.n].population || (bareNames[a.n] < bareNames[b.n] ? -1 : bareNames[a.n] > bareNames[b.n] ? 1 : 0) || (members[a.n].id < members[b.n].id ? -1 : 1));
  };
};

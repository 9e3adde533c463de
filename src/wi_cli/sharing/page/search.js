
/**
 * The search of `wi search`, over what the page itself says: spelling, index, likeness and order follow wi_cli.german and
 * wi_cli.finding part by part, with their tables (`rules`), and stand in the same order.
 *
 * @typedef {{kinds: string[], sorts: string[], least: number, below: number}} PlaceKind
 * @typedef {{letters: Object<string, string>, district: string[], town: string[], titles: Object<string, string>, joining: string[], sorts: [string, string][], weights: Object<string, number>, names: string[], forgiving: string[], qualities: Object<string, number>, tiers: string[], phrase: number, part: number, respelt: number, inside: number, most: number, initials: number, densest: number, subsequence: number, inflected: number, letter: number, city: number, longest: number, labels: Object<string, string>, without: string[], never: string[], abbreviations: Object<string, string>, states: Object<string, string>, places: Object<string, PlaceKind>, scores: [number, number]}} Rules
 * @typedef {{id: string, official: string[], population: number | null, state: string, kind: string, sort: string, declared: string, left: boolean, network: boolean, texts: [string, string][]}} Searched
 * @typedef {{text: number, kind: string, start: number, end: number, raw?: boolean}} Place  a span of letters of a text's line, or of the `raw` text
 * @typedef {{text: string, written: boolean, shortened: boolean}} Spelling
 * @typedef {{field: string, text: string, spans: [number, number][]}} Match
 * @typedef {{n: number, tier: string, score: number, matches: () => Match[]}} Found
 * @typedef {{hits: Found[], without: string[], nowhere: string[], elsewhere: string[], most: boolean}} Answer  `elsewhere`: places where nobody is; `most`: nobody has all of the words
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
  const line = (text) => text.normalize("NFC").replace(/[^a-z ]/gu, lettersOf);
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
    // In nearly all texts each character stands for one letter.
    if (/^[ -~äöüÄÖÜß–„“]*$/.test(text)) return [start, Math.min(end, text.length)];
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

  // -- german/stems -----------------------------------------------------------------

  const VOWELS = "aeiouyäöü";
  const isVowel = (/** @type {string} */ letter) => letter !== "" && VOWELS.includes(letter);
  /** The stem of a German word by Snowball 3 (https://snowballstem.org/algorithms/german/stemmer.html). @param {string} word */
  const snowball = (word) => {
    const letters = [...word];
    letters.forEach((letter, n) => {
      if ("uy".includes(letter) && isVowel(letters[n - 1] ?? "") && isVowel(letters[n + 1] ?? "")) letters[n] = letter.toUpperCase();
    });
    let stem = letters.join("").replace(/qu|ae|oe|ue|ß/g, (two) => ({ ae: "ä", oe: "ö", ue: "ü", ß: "ss" })[two] ?? two);
    const behind = (/** @type {number} */ from) => {
      let place = from;
      while (place < stem.length && !isVowel(stem[place])) place += 1;
      while (place < stem.length && isVowel(stem[place])) place += 1;
      return place < stem.length ? place + 1 : stem.length + 1;
    };
    const size = stem.length;
    const first = size < 3 ? size + 1 : behind(0);
    const second = first > size ? size : Math.min(size, behind(first));
    const [one, two] = [first > size ? size : Math.max(3, first), second];
    /** @type {(endings: RegExp) => string} */
    const ending = (endings) => endings.exec(stem)?.[0] ?? "";
    const cut = (/** @type {number} */ count) => {
      stem = stem.slice(0, stem.length - count);
    };
    const within = (/** @type {string} */ end, /** @type {number} */ region) => end !== "" && region <= stem.length - end.length;

    let end = ending(/(?:erinnen|erin|lns|ern|em|en|er|es|ln|e|s)$/);
    if (within(end, one)) {
      const before = stem.slice(0, -end.length);
      if (end === "ln" || end === "lns") stem = before + "l";
      else if (end === "s") stem = /[bdfghklmnrt]$/.test(before) ? before : stem;
      else if (end !== "em" || !before.endsWith("syst")) stem = before;
      if (["e", "en", "es"].includes(end) && stem.endsWith("niss")) cut(1);
    }
    end = ending(/(?:est|en|er|et|st)$/);
    if (within(end, one)) {
      const before = stem.slice(0, -end.length);
      if (end === "st" ? /...[bdfghklmnt]$/.test(before) : end !== "et" || (/[Udfgklmnrstzä]$/.test(before) && !/(?:tick|plan|geordn|intern|tr)$/.test(before))) stem = before;
    }
    end = ending(/(?:end|ung|lich|isch|heit|keit|ig|ik)$/);
    if (within(end, two)) {
      const before = stem.slice(0, -end.length);
      if (!["ig", "ik", "isch"].includes(end) || !before.endsWith("e")) stem = before;
      if (["end", "ung"].includes(end) && /(?<!e)ig$/.test(stem) && two <= stem.length - 2) cut(2);
      if (["lich", "heit"].includes(end) && /e[rn]$/.test(stem) && one <= stem.length - 2) cut(2);
      const more = end === "keit" ? ending(/(?:lich|ig)$/) : "";
      if (within(more, two)) cut(more.length);
    }
    return stem.replace(/[äöüUY]/g, (letter) => ({ ä: "a", ö: "o", ü: "u", U: "u", Y: "y" })[letter] ?? letter);
  };
  /** @type {Map<string, string>} */
  const stems = new Map();
  /** The stem of a word: Schule and Schulen, Praktikum and Praktika. @param {string} word */
  const stemOf = (word) => {
    if (size(word) < rules.inflected) return word;
    let found = stems.get(word);
    if (found === undefined) {
      found = snowball(word.replace(/(?<=er)in(?:nen)?$/, ""));
      for (let n = 0; n < 2; n += 1) found = found.replace(/(?<=[aiouy])s$|(?<=[\p{L}\p{N}]{3})(?<!a)um$|(?<=[\p{L}\p{N}]{3})a$/u, "");
      stems.set(word, found);
    }
    return found;
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
  const ADDITION = /[(/,]|\s(?:[abiov]\.(?=\S)|(?:a\.|i\.|b\.|am|an|auf|bei|der|im|in|ob|vor|unter|unterm|zu|zum|zur)(?:\s|$))/i;
  const withoutAddition = (/** @type {string} */ name) => {
    const addition = ADDITION.exec(name);
    return addition ? name.slice(0, addition.index).trimEnd() || name : name;
  };
  const BEFORE_TITLES = ["grosse", "kreisfreie", "kreisangehoerige", "kreisangehorige", "freie", "und"];
  /** @typedef {{kind: string, words: string[], core: number}} PlaceName */
  /** @type {(words: string[]) => [string, string[]]} */
  const withoutTitles = (words) => {
    let count = 0;
    while (count < words.length && (words[count] in rules.titles || BEFORE_TITLES.includes(words[count]))) count += 1;
    const kind = words.slice(0, count).find((word) => word in rules.titles);
    return kind && words[count] !== "der" ? [rules.titles[kind], words.slice(count)] : ["", words];
  };
  /** @type {(form: string) => [string, string[]]} */
  const parsed = (form) => {
    let all = form.split(" ").filter(Boolean).map((word) => (word === "st" ? "sankt" : word));
    const part = all.indexOf("ot", 1);
    if (part > 0) all = all.slice(0, part);
    const [kind, behind] = withoutTitles(all);
    let [said, before] = withoutTitles([...behind].reverse());
    before = [...before].reverse();
    if (before.slice(1, -1).includes("kreis")) {
      said = "district";
      before = before.filter((word) => word !== "kreis");
    }
    const own = before.filter((word, n) => {
      const isLetter = n > 0 && word.length === 1;
      if (isLetter && n === before.length - 1) return true;
      return !(rules.joining.includes(word) || (isLetter && before.slice(n, n + 2).includes("d")));
    });
    return [kind || said, own.length ? own : before];
  };
  /** What a name says, with umlauts written out, then with bare vowels. @param {string} name @returns {PlaceName[]} */
  const placeNames = (name) => {
    const core = parsed(fold(withoutAddition(name)))[1].length;
    return [...new Set([fold(name), bare(name)])].map(parsed).filter(([, all]) => all.length).map(([kind, all]) => ({ kind, words: all, core: Math.min(core, all.length) || 1 }));
  };
  const abbreviates = (/** @type {string} */ word, /** @type {string} */ other) => {
    if (word === other || word.length > 4) return other.startsWith(word);
    let place = -1;
    return word[0] === other[0] && [...word].every((letter) => (place = other.indexOf(letter, place + 1)) >= 0);
  };
  /** Whether a known place is called so. @type {(said: PlaceName, known: PlaceName) => boolean} */
  const means = (said, known) => {
    const root = /^([\p{L}\p{N}_]{3,}?)(?:land)?kreis$/u.exec(known.words[known.words.length - 1])?.[1];
    const called = [known.words, ...(said.kind === "district" && root ? [[...known.words.slice(0, -1), root]] : [])];
    return known.core <= said.words.length && said.words.length <= known.words.length && called.some((all) => said.words.every((word, n) => (n < known.core ? word === all[n] : abbreviates(word, all[n]) || abbreviates(all[n], word))));
  };

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

  /** Some texts as one string with a line for each, and the words in them. @param {(field: string) => boolean} isOne */
  const linesOf = (isOne) => {
    const own = fields.flatMap((field, n) => (isOne(field) ? [n] : []));
    const lines = own.map((n) => ` ${line(texts[n].replaceAll("\n", " "))} `);
    let end = 0;
    const starts = lines.map((one) => (end += one.length + 1) - one.length - 1);
    /** @type {Set<string> | undefined} */
    let words;
    return { own, starts, whole: lines.join("\n"), words: () => (words ??= new Set(lines.flatMap((one) => one.split(" ").filter(Boolean)))) };
  };
  const areNames = linesOf((field) => rules.names.includes(field) && rules.forgiving.includes(field));
  const areKeys = linesOf((field) => rules.names.includes(field) && !rules.forgiving.includes(field));
  const areTerms = linesOf((field) => rules.forgiving.includes(field) && !rules.names.includes(field));
  const areRunning = linesOf((field) => !rules.forgiving.includes(field) && !rules.names.includes(field));
  const allLines = [areNames, areKeys, areTerms, areRunning];
  const lineAt = (/** @type {number[]} */ starts, /** @type {number} */ place) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle] <= place) low = middle;
      else high = middle - 1;
    }
    return low;
  };

  const words = [...new Set([...areNames.words(), ...areTerms.words()])].sort();
  const nameWords = [...areNames.words()].sort();
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
    // Two numbers, or none that a country has.
    if (/^[^+]*\D0\d/.test(plain) || (digits.startsWith("00") && digits.length < 5)) return "";
    return plain.includes("+") ? digits : digits.startsWith("00") ? digits.slice(2) : `49${digits.slice(1)}`;
  };
  /** @typedef {typeof areNames} Lines */
  /** A place of some lines. @type {(lines: Lines, start: number, end: number, kind: string) => Place} */
  const placeAt = ({ own, starts }, start, end, kind) => {
    const row = lineAt(starts, start);
    return { text: own[row], kind, start: start - starts[row] - 1, end: end - starts[row] - 1 };
  };
  /** @type {(lines: Lines, wanted: string) => Place[]} */
  const occurrences = (lines, wanted) =>
    [...lines.whole.matchAll(new RegExp(wanted, "gu"))].map((match) => {
      const start = match.index + (lines.whole[match.index] === " " ? 1 : 0);
      const end = match.index + match[0].length;
      const begins = lines.whole[start - 1] === " ";
      return placeAt(lines, start, end, begins && lines.whole[end] === " " ? "word" : begins ? "start" : "part");
    });
  /** Other forms of a word, and what ends with them: Schulen, and Grundschulen. @type {(lines: Lines, word: string) => Place[]} */
  const inflected = (lines, word) => {
    const target = stemOf(word);
    const [whole, inside] = [new RegExp(`^(?:${pattern(word)})$`, "u"), new RegExp(pattern(word), "u")];
    return [...lines.whole.matchAll(new RegExp(pattern(target), "gu"))].flatMap((match) => {
      const start = lines.whole.lastIndexOf(" ", match.index) + 1;
      const end = lines.whole.indexOf(" ", match.index + match[0].length);
      const here = lines.whole.slice(start, end);
      if (whole.test(here)) return [];
      if (stemOf(here) === target) return [placeAt(lines, start, end, "form")];
      return target.length >= rules.part && stemOf(here).endsWith(target) && !inside.test(here) ? [placeAt(lines, match.index, end, "part")] : [];
    });
  };
  /**
   * Where a word, however it is spelt, stands: as a whole word, at the start of one or inside one, or in another form.
   * @param {string} word
   * @returns {Place[]}
   */
  const find = (word) => {
    /** @type {Place[]} */
    const found = [];
    const target = written(word);
    const inOne = WEB_ADDRESS.test(word);
    if (target) {
      const hyphenated = /^\p{L}+(?:[-‐‑–]\p{L}+)+$/u.test(word);
      const letters = hyphenated ? pattern(target).replaceAll(" +", " *") : pattern(target);
      const wanted = (size(fold(word)) >= rules.part ? "" : " ") + letters;
      for (const lines of allLines) found.push(...occurrences(lines, wanted).filter((place) => !inOne || !/\s/.test(texts[place.text].slice(...origin(texts[place.text], place.start, place.end)))));
      if (size(target) >= rules.inflected && /^\p{L}+$/u.test(target)) for (const lines of [areTerms, areRunning]) found.push(...inflected(lines, target));
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
  /** Where a whole word stands in two parts: Jobcenter as Job-Center. @param {string} word @returns {Place[]} */
  const parted = (word) =>
    size(word) < rules.part ? [] : allLines.flatMap((lines) => occurrences(lines, ` ${[...written(word)].join(" ?")} `)).filter((place) => place.end - place.start === size(written(word)) + 2).map((place) => ({ ...place, end: place.end - 1 }));
  /** Where whole words stand as they are. @type {(among: Lines[], words: string[]) => Place[]} */
  const standingIn = (among, all) =>
    all.flatMap((word) => among.flatMap((lines) => {
      const found = [];
      for (let at = lines.whole.indexOf(` ${word} `); at >= 0; at = lines.whole.indexOf(` ${word} `, at + 1)) found.push(placeAt(lines, at + 1, at + 1 + word.length, "typo"));
      return found;
    }));
  const never = new Set(rules.never);
  /** Whether a misspelt word may be this folded one. @type {(word: string, form: string) => boolean} */
  const mayMean = (word, form) => !never.has(form) || never.has(fold(word));
  /** Where a short text has a word that is a few slips away. @param {string} word @returns {Place[]} */
  const misspelt = (word) => standingIn([areNames, areTerms], forms(word).sort().flatMap((target) => fewSlipsAway(target, knownForms)).flatMap(([form]) => (mayMean(word, form) ? (vocabulary.get(form) ?? []) : [])));
  /** @type {Map<string, string> | undefined} */
  let everyWord;
  /** Where any text has a word that is one slip away. @param {string} word @returns {Place[]} */
  const misspeltAnywhere = (word) => {
    const target = fold(word);
    if (size(target) < rules.part) return [];
    everyWord ??= new Map(allLines.flatMap((lines) => [...lines.words()].map((one) => [foldLetters(one), one])));
    const near = fewSlipsAway(target, [...everyWord.keys()].map((form) => [form, bits(form)])).filter(([form, slips]) => slips === 1 && mayMean(word, form));
    return standingIn(allLines, near.map(([form]) => everyWord?.get(form) ?? ""));
  };
  /** @param {string} asked @returns {Place[]} */
  const subsequences = (asked) => {
    const target = written(asked);
    if (size(target) < rules.subsequence || target.includes(" ")) return [];
    const initials = ["aä", "oö", "uü", "sß"].find((pair) => pair.includes(target[0])) ?? target[0];
    return nameWords.filter((word) => initials.includes(word[0]) && word.length * rules.densest <= target.length).flatMap((word) => {
      const end = withGaps(target, word);
      return end ? standingIn([areNames], [word]).map((place) => ({ ...place, kind: "subsequence", end: place.start + end })) : [];
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
  /** Who is called so where kinds, additions and abbreviations are read: Kr. Göttingen, Frankfurt/Main. @type {(asked: string, among: Set<number>) => number[]} */
  const called = (asked, among) => {
    const typed = placeNames(fold(asked));
    return [...among].filter((n) => typed.some((said) => namesOf[n].flatMap(placeNames).some((known) => means(said, known) && ["", members[n].sort, known.kind].includes(said.kind))));
  };
  /** @type {Map<string, Set<number>>} */
  const byInitials = new Map();
  byName.forEach((owners, name) => {
    const all = name.split(" ");
    if (all.length >= rules.initials) owners.forEach((n) => note(byInitials, all.map((word) => word[0]).join(""), n));
  });
  const begins = (/** @type {number} */ n, /** @type {string} */ asked) => typedForms(asked).some((typed) => allSpellings(n).some((form) => form.text.startsWith(typed)));
  const nearestName = (/** @type {number} */ n, /** @type {string} */ asked) => {
    /** @type {(name: string) => [number, number]} */
    const like = (name) => {
      const pairs = typedForms(asked).flatMap((typed) => standardForms(name).map((form) => [typed, form]));
      return [Math.max(...pairs.map(([one, other]) => slip(one, other))), Math.max(...pairs.map(([one, other]) => slip(squeezed(one), squeezed(other))))];
    };
    const isNearer = (/** @type {string} */ name, /** @type {string} */ best) => compared(like(name), like(best)) > 0;
    return namesOf[n].reduce((best, name) => (isNearer(name, best) ? name : best));
  };

  // -- finding/questions --------------------------------------------------------------

  /** @typedef {{state: string, kind: PlaceKind | null, typed: string}} Asked  a Land by its code, or a kind of places */
  /** How well a member is such a place, 0 if it is none. @type {(place: Asked, n: number) => number} */
  const placeScore = (place, n) => {
    const { state, kind, declared, population } = members[n];
    if (!place.kind) return state === place.state ? rules.scores[0] : 0;
    const { kinds, sorts, least, below } = place.kind;
    const holds = (kinds.includes(kind) || sorts.includes(declared)) && (!least || (population !== null && least <= population && population < (below || population + 1)));
    return holds ? rules.scores[1] - (kind === kinds[0] ? 0 : 1) : 0;
  };
  /** @type {(typed: string[]) => {words: string[], places: Asked[], without: string[]}} */
  const read = (typed) => {
    /** @type {{words: string[], places: Asked[], without: string[]}} */
    const said = { words: [], places: [], without: [] };
    const rest = [...typed];
    while (rest.length) {
      let count = Math.min(3, rest.length);
      /** @type {Asked | undefined} */
      let place;
      for (; count; count -= 1) {
        const asked = rest.slice(0, count).join(" ");
        for (const form of [fold(asked), bare(asked)]) {
          const code = rules.states[form] ?? (/^[A-Z]{2}$/.test(asked) && Object.values(rules.states).includes(asked) ? asked : "");
          if (!place && code) place = { state: code, kind: null, typed: asked };
          else if (!place && form in rules.places) place = { state: "", kind: rules.places[form], typed: asked };
        }
        if (place) break;
      }
      const word = rest[0].replace(/(?:[/:*_]-?|\()(?:in|innen)\)?$/i, "") || rest[0];
      if (place) said.places.push(place);
      else if (rules.without.includes(fold(word))) said.without.push(word);
      else if (fold(word)) said.words.push(word);
      rest.splice(0, count || 1);
    }
    return said;
  };
  /** Of several Länder one is meant, and of several kinds. @param {Asked[]} places */
  const alternatives = (places) => [places.filter((place) => !place.kind), places.filter((place) => place.kind)].filter((group) => group.length);
  /** All places, then the Länder alone, the kinds alone, none. @param {Asked[]} places @returns {Asked[][]} */
  const fewer = (places) => {
    const groups = alternatives(places);
    return [groups.flat(), ...(groups.length > 1 ? groups : []), ...(groups.length ? [[]] : [])];
  };

  // -- finding/ranking ----------------------------------------------------------------

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

  /** Where words stand, remembered for one question; slips in running text are forgiven in the `forgiven` ones. @param {string[]} forgiven */
  const looked = (forgiven) => {
    /** @type {Map<string, ByMember>} */
    const seen = new Map();
    /** @type {(word: string) => ByMember} */
    const placesOf = (word) => {
      let found = seen.get(word);
      if (!found) {
        found = byMember(find(word));
        const exact = new Set(found.keys());
        for (const [n, places] of byMember(misspelt(word))) if (!exact.has(n)) found.set(n, places);
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
      for (const [tier, found] of /** @type {[string, Set<number>][]} */ ([["words", said], ["start", begun], ["typo", near(asked)]])) {
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
        for (const place of all.length === 1 ? subsequences(asked) : []) {
          const n = owners[place.text];
          if (tiers.has(n)) continue;
          tiers.set(n, "subsequence");
          found[0].set(n, [...(found[0].get(n) ?? []), place]);
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

  // -- finding/search -----------------------------------------------------------------

  const ADDRESS = /^(?:https?:\/\/(?:www\.)?|www\.)([^\s/?#:]+)(?:[/?#:]\S*)?$/i;
  const LABEL = /^(?:tel|telefon|fax|mailto|e-?mail)\s*[.:]+\s*/i;
  const NAMED = rules.tiers.slice(0, rules.tiers.indexOf("start"));
  /** One answer for each step, better ones first. @param {string[]} asked @returns {Generator<Answer>} */
  const answers = function* (asked) {
    const plain = looked([]);
    const literal = plain.withAll(asked, []);
    if (literal.some((hit) => NAMED.includes(hit.tier)) || (asked.length > 1 && plain.placesOf(phraseOf(asked)).size)) yield { hits: literal, without: [], nowhere: [], elsewhere: [], most: false };
    if (dialled(asked.join(" "))) {
      yield { hits: literal, without: [], nowhere: [], elsewhere: [], most: false };
      return;
    }
    let question = read(asked);
    /** @type {(hits: Found[], places?: Asked[], nowhere?: string[], most?: boolean) => Answer} */
    const said = (hits, places = question.places, nowhere = [], most = false) => ({ hits, without: question.without, nowhere, elsewhere: question.places.filter((place) => !places.includes(place)).map((place) => place.typed), most });
    for (const places of fewer(question.places)) {
      if (places.length || (question.without.length && !question.places.length)) yield said(plain.withAll(question.words, places), places);
    }
    yield { ...said(literal, []), without: [] };
    const parts = asked.flatMap((word) => word.split(/[\s,;]+/).filter(Boolean));
    if (parts.length !== asked.length || parts.some((part, n) => part !== asked[n])) {
      question = read(parts);
      yield said(plain.withAll(question.words, question.places));
    }
    const out = question.words.map((word) => (plain.placesOf(word).size ? word : (rules.abbreviations[fold(word)] ?? word)));
    const nowhereYet = out.filter((word) => !plain.placesOf(word).size);
    const forgiving = nowhereYet.length ? looked(nowhereYet) : plain;
    yield said(forgiving.withAll(out, question.places));
    const known = out.filter((word) => forgiving.placesOf(word).size);
    if (known.length) {
      const nowhere = out.filter((word) => !known.includes(word));
      for (const places of fewer(question.places)) yield said(forgiving.withAll(known, places), places, nowhere);
      yield said(forgiving.withMost(known), [], nowhere, true);
    }
  };

  /**
   * What answers some words: who was found, best first, and what of the words was not asked.
   * @param {string} typed
   * @returns {Answer}
   */
  return (typed) => {
    const said = (typed.match(/"[^"]+"|„[^“”]+[“”]|\S+/g) ?? []).map((word) => word.replace(/^["„]|["“”]$/g, "").replace(LABEL, "")).map((word) => (ADDRESS.exec(word)?.[1] ?? word).slice(0, rules.longest)).filter((word) => fold(word)).slice(0, 50);
    const asked = phraseOf(said);
    for (const answer of answers(dialled(asked) ? [asked] : said)) if (answer.hits.length) return answer;
    return { hits: [], without: [], nowhere: [], elsewhere: [], most: false };
  };
};

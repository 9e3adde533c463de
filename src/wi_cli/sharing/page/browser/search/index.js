// As wi_cli.finding.index.

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

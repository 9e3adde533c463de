// As wi_cli.german.spelling.

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

// As wi_cli.german.slips.

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

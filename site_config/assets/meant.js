// What was probably meant when nothing holds what was typed: numbers without brackets, pinyin, characters of the same sound, slips.
import { isHan, squash } from "./han.js";
import { findAll, gatherRows, lengthOf } from "./match.js";
import { findHomophones, findSpelled, loadSounds } from "./pinyin.js";
import { findSlips } from "./query.js";

const INITIALS = /^[a-z]{2,12}$/;
const NUMBER = /^(.*?\D)?((?:19|20)\d{2})(\d{1,4}号?)$/u; // 示工201931号
const TRIED = 24; // so many guesses are looked up
const CHIPS = 3;

let opened;
const openSounds = (url) => (opened ??= loadSounds(url));

// Gives {scores, words, way, chips}: the rows that the likeliest reading finds, in which words, and other readings. `accept` says which rows count.
export async function findMeant(roll, typed, accept, openLexicon, soundsUrl) {
  const wanted = typed.map(squash);
  const look = async (words) => {
    const scores = await findAll(roll, words.map(squash));
    return { words, scores, count: [...scores.keys()].filter(accept).length };
  };
  const number = wanted.flatMap((word) => { const cut = word.match(NUMBER); return cut ? [`${cut[1] ?? ""}${cut[2]}`, cut[3]] : [word]; });
  if (number.length > wanted.length) {
    const found = await look(number);
    if (found.count) return { ...found, words: typed, way: "number", chips: [] };
  }
  const lexicon = await openLexicon();
  const sounds = await openSounds(soundsUrl);
  const spelled = await findByPinyin(roll, wanted, accept, look, lexicon, sounds);
  if (spelled) return spelled;
  const guesses = [...replaceEach(wanted, (word) => findHomophones(word, lexicon.known, sounds)), ...replaceEach(wanted, (word) => findSlips([word], lexicon.known).map((slip) => slip.candidate))];
  const unique = [...new Map(guesses.map((words) => [words.join(" "), words])).values()];
  const found = (await Promise.all(unique.slice(0, TRIED).map(look))).filter(({ count }) => count);
  if (!found.length) return null;
  const [best, ...others] = found;
  return { ...best, way: "sound", chips: [best, ...others].slice(0, CHIPS).map(({ words, count }) => ({ q: words.join(" "), count })) };
}

// The words with one of them replaced, each in turn.
const replaceEach = (words, guess) => words.flatMap((word, i) => guess(word).map((other) => words.map((same, j) => (i === j ? other : same))));

// Letters as a word of the vocabulary, spelled whole or by initials; or as initials in any lead or title.
async function findByPinyin(roll, wanted, accept, look, { known }, sounds) {
  if (wanted.some(isHan) && !wanted.some((word) => INITIALS.test(word))) return null;
  const joined = wanted.join("");
  const together = findSpelled(joined, known, sounds).map((word) => [word]);
  const apart = wanted.length > 1 ? combine(wanted.map((word) => (isHan(word) ? [word] : findSpelled(word, known, sounds)))) : [];
  const found = (await Promise.all([...together, ...apart].slice(0, TRIED).map(look))).filter(({ count }) => count).sort((a, b) => b.count - a.count);
  const scores = new Map();
  for (const some of found) for (const [row, score] of some.scores) scores.set(row, Math.max(score, scores.get(row) ?? 0));
  if (wanted.length === 1 && INITIALS.test(joined)) await addInitials(roll, joined, scores);
  if (![...scores.keys()].some(accept)) return null;
  const words = found.length ? found.flatMap((some) => some.words) : wanted;
  return { scores, words: [...new Set(words)].slice(0, CHIPS), way: "pinyin", chips: found.length > 1 ? found.slice(0, CHIPS).map((some) => ({ q: some.words.join(" "), count: some.count })) : [] };
}

const combine = (lists) => lists.reduce((sums, list) => sums.flatMap((sum) => list.slice(0, CHIPS).map((word) => [...sum, word])), [[]]);

async function addInitials(roll, letters, scores) {
  for (const [row, { weight }] of gatherRows(roll.notices, await roll.findInitials(letters), lengthOf(letters))) {
    if (weight >= 1 && !scores.has(row)) scores.set(row, 1);
  }
}

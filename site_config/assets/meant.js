// What was probably meant when nothing holds what was typed: numbers without brackets, pinyin, characters of the same sound, slips.
import { isHan, splitRuns, squash } from "./han.js";
import { findAll, gatherRows, lengthOf, scoreAll } from "./match.js";
import { cutSyllables, findHomophones, findSpelled, loadSounds, readSounds } from "./pinyin.js";
import { findSlips, findUnknown } from "./query.js";

const LETTERS = /^[a-z]{2,40}$/;
const INITIALS = /^[a-z]{2,12}$/;
const NUMBER = /((?:19|20)\d{2})(?=\d{1,4}号)|(\D)(?=\d)/gu; // 示工201931号, 示工字3号
const TRIED = 24; // so many guesses are looked up
const CHIPS = 3;

let opened;
const openSounds = (url) => (opened ??= loadSounds(url));

// Gives {scores, words, way, chips}: the rows that the likeliest reading finds, in which words, and other readings; without scores when these
// words are nowhere either; null when there is no other reading. `accept` says which rows count.
export async function findMeant(roll, typed, accept, openLexicon, soundsUrl) {
  const wanted = typed.map(squash);
  const look = async (words) => count({ words, scores: await findAll(roll, words.map(squash)) }, accept);
  const split = wanted.flatMap((word) => word.replace(NUMBER, "$& ").split(/ +/u).filter(Boolean));
  if (split.length > wanted.length) {
    const found = await look(split);
    if (found.count) return { ...found, words: split, way: "number", chips: [] };
  }
  const lexicon = await openLexicon();
  const sounds = await openSounds(soundsUrl);
  if (wanted.some((word) => LETTERS.test(word))) return findByPinyin(roll, wanted, accept, look, lexicon, sounds);
  const unknown = (run) => findUnknown(run, lexicon);
  const doubtful = (word) => splitRuns(word).some((run) => isHan(run) && unknown(run).includes(true));
  const heard = replaceEach(wanted, (word) => findHomophones(word, lexicon.known, sounds, unknown));
  const near = replaceEach(wanted, (word) => (doubtful(word) ? findSlips(word, lexicon.known) : []));
  const unique = [...new Map([...heard, ...near].map((words) => [words.join(" "), words])).values()];
  const found = (await Promise.all(unique.slice(0, TRIED).map(look))).filter((guess) => guess.count);
  if (found.length) return { ...found[0], way: "sound", chips: listChips(found.slice(1)) };
  if (!wanted.some(doubtful)) return null;
  const sounding = count(await findSounds(roll, wanted.map((word) => ({ word, cuts: [readSounds(word, sounds)].filter(Boolean) }))), accept);
  return sounding.count ? { ...sounding, words: wanted, way: "sounding", chips: [] } : heard.length ? { words: heard[0], way: "sound", chips: [] } : null;
}

const count = (found, accept) => ({ ...found, count: [...found.scores.keys()].filter(accept).length });
const listChips = (found) => found.slice(0, CHIPS).map((guess) => ({ q: guess.words.join(" "), count: guess.count }));

// The words with one of them replaced, each in turn.
const replaceEach = (words, guess) => words.flatMap((word, i) => guess(word).map((other) => words.map((same, j) => (i === j ? other : same))));

// Words that must all be there, each by the sound of one of its cuts into syllables, or else as it is written.
async function findSounds(roll, words) {
  const each = await Promise.all(words.map(async ({ word, cuts }) => {
    const long = cuts.filter((cut) => cut.length > 1);
    const starts = await Promise.all(long.map((cut) => roll.findSyllables(cut)));
    const found = starts.map((some, i) => gatherRows(roll.notices, some, long[i].length));
    return found.find((rows) => rows.size) ?? gatherRows(roll.notices, await roll.findWord(word), lengthOf(word));
  }));
  return { scores: scoreAll(each) };
}

// Letters as words of the vocabulary, spelled whole or by initials; or as syllables, or initials, of any lead or title.
async function findByPinyin(roll, wanted, accept, look, { known }, sounds) {
  const joined = wanted.join("");
  const spelled = wanted.map((word) => (LETTERS.test(word) ? findSpelled(word, known, sounds) : [word]));
  const together = wanted.some(isHan) ? [] : findSpelled(joined, known, sounds).map((word) => [word]);
  const guesses = [...together, ...(wanted.length > 1 ? combine(spelled) : [])];
  const found = (await Promise.all(guesses.slice(0, TRIED).map(look))).filter((guess) => guess.count).sort((a, b) => b.count - a.count);
  const scores = new Map();
  const add = (some) => { for (const [row, score] of some) scores.set(row, Math.max(score, scores.get(row) ?? 0)); };
  for (const guess of found) add(guess.scores);
  const cut = (word) => (LETTERS.test(word) ? cutSyllables(word, sounds) : []);
  add((await findSounds(roll, wanted.map((word) => ({ word, cuts: cut(word) })))).scores);
  if (wanted.length === 1 && INITIALS.test(joined)) {
    for (const [row, { field }] of gatherRows(roll.notices, await roll.findInitials(joined), lengthOf(joined))) if (field === "title" && !scores.has(row)) scores.set(row, 1);
  }
  const words = found.length ? [...new Set(found.flatMap((guess) => guess.words))].slice(0, CHIPS) : guesses[0] ?? spelled.map(([word], i) => word ?? wanted[i]);
  if (![...scores.keys()].some(accept)) return { words, way: "pinyin", chips: [] };
  return { scores, words, way: "pinyin", chips: found.length > 1 ? listChips(found) : [] };
}

// No more than are tried: a few choices for each of many words would be millions.
const combine = (lists) => lists.reduce((sums, list) => sums.flatMap((sum) => list.slice(0, CHIPS).map((word) => [...sum, word])).slice(0, TRIED), [[]]);

// Words by their sound: pinyin that was typed, whole or initials, and characters mistaken for others that sound the same.
import { isHan, splitRuns, squash } from "./han.js";

const SHORTEST = 2;
const LONGEST = 10;
const LONGEST_SYLLABLE = 6;
const CHOICES = 16; // so many readings of one word are followed
const LETTERS = /^[a-z]{2,40}$/;

// `pinyin.json` of site_config/finding/search_tables.py: the characters of each syllable.
export async function loadSounds(url) {
  const table = await (await fetch(url)).json();
  const sounds = new Map();
  for (const [syllable, chars] of Object.entries(table)) for (const char of chars) sounds.set(char, [...(sounds.get(char) ?? []), syllable]);
  return sounds;
}

// How letters spell a word: "whole", "initials", "mixed", or null.
export function spell(letters, word, sounds) {
  const tried = [...word].map((char) => sounds.get(char) ?? []);
  const walk = (from, i, ways) => {
    if (i === tried.length) return from === letters.length ? ways : null;
    const found = tried[i].flatMap((syllable) => [[syllable, "whole"], [syllable[0], "initials"]])
      .filter(([some]) => letters.startsWith(some, from)).map(([some, way]) => walk(from + some.length, i + 1, ways && ways !== way ? "mixed" : way)).filter(Boolean);
    return found.includes("whole") ? "whole" : found.includes("initials") ? "initials" : found[0] ?? null;
  };
  return walk(0, 0, "");
}

// Words of a vocabulary that letters spell, those spelled in full first.
export function findSpelled(letters, words, sounds) {
  if (!LETTERS.test(letters)) return [];
  const found = { whole: [], initials: [], mixed: [] };
  for (const word of words) {
    const way = word.length >= SHORTEST && isHan(word) && spell(letters, word, sounds);
    if (way) found[way].push(word);
  }
  return found.whole.length ? found.whole : found.initials.length ? found.initials : found.mixed;
}

// Every cut of letters into syllables, the longest syllables first.
export function cutSyllables(letters, sounds) {
  const known = new Set([...sounds.values()].flat());
  const cuts = [[[]]];
  for (let end = 1; end <= letters.length; end += 1) {
    cuts[end] = [];
    for (let size = Math.min(LONGEST_SYLLABLE, end); size >= 1; size -= 1) {
      const syllable = letters.slice(end - size, end);
      if (known.has(syllable)) cuts[end].push(...cuts[end - size].map((cut) => [...cut, syllable]));
    }
    cuts[end] = cuts[end].sort((a, b) => a.length - b.length).slice(0, CHOICES);
  }
  return cuts[letters.length];
}

// How a word sounds, each character by its commonest reading; null when one has none.
export function readSounds(word, sounds) {
  const read = [...word].map((char) => sounds.get(char)?.[0]);
  return read.every(Boolean) ? read : null;
}

// Sounds that many speakers do not tell apart count as the same.
const soften = (syllable) => syllable.replace(/^([zcs])h/, "$1").replace(/([aei]n)g$/, "$1");

// Every way to say a word; none when a character has no known sound.
function writeSounds(word, sounds, change = soften, between = " ") {
  const each = [...word].map((char) => sounds.get(char)?.map(change) ?? []);
  return each.reduce((keys, some) => keys.flatMap((key) => some.map((one) => key + between + one)).slice(0, CHOICES), [""]);
}

// A typed word with a part of it as another word of the vocabulary that sounds the same; the longest part first. Parts that are made
// of words are as they were meant: one character at least must belong to no word. `findUnknown` says which do.
export function findHomophones(typed, words, sounds, findUnknown) {
  const known = new Set(words);
  const heard = new Map();
  for (const word of known) for (const key of writeSounds(word, sounds)) heard.set(key, [...(heard.get(key) ?? []), word]);
  const found = [];
  for (const run of splitRuns(typed).filter(isHan)) {
    const chars = [...run];
    const unknown = findUnknown(run);
    for (let size = Math.min(LONGEST, chars.length); size >= SHORTEST; size -= 1) {
      for (let at = 0; at + size <= chars.length; at += 1) {
        const part = chars.slice(at, at + size).join("");
        if (!unknown.slice(at, at + size).includes(true)) continue;
        for (const key of writeSounds(part, sounds)) {
          for (const word of heard.get(key) ?? []) found.push(squash(typed).replace(part, word));
        }
      }
    }
  }
  return [...new Set(found)];
}

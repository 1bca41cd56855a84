// What a query means: its words by the digest's own vocabulary, their other names, the places in it. Nothing here touches the page.
import { splitRuns, squash } from "./han.js";

const LONGEST = 10;
const UNKNOWN = 4; // what a character that no word covers costs; a word costs 1
const OTHER = 0.55; // another word of the group, beside the word as typed
const PART = 0.4; // a piece of a word that the vocabulary does not know
const OTHERS = 10;
const SLIPS = 4;

// `words.json` of site_config/finding/search_tables.py.
export async function loadWords(url) {
  const { groups, stops, faint, words, places } = await (await fetch(url)).json();
  const others = new Map();
  for (const group of groups.map((some) => some.map(squash))) {
    for (const word of group) others.set(word, [...new Set([...(others.get(word) ?? []), ...group.filter((other) => other !== word)])]);
  }
  const known = new Set([...others.keys(), ...words.map(squash), ...Object.keys(places)]);
  return { others, known, groups, stops: new Set(stops), faint: new Set(faint), places: new Map(Object.entries(places)) };
}

// The cut of a run of Han that leaves the fewest characters to no word, then has the fewest words.
function cutRun(run, lexicon) {
  const chars = [...run];
  const best = [{ cost: 0, cut: [] }];
  for (let end = 1; end <= chars.length; end += 1) {
    let least = null;
    for (let start = Math.max(0, end - LONGEST); start < end; start += 1) {
      const text = chars.slice(start, end).join("");
      const stop = lexicon.stops.has(text);
      const known = stop || lexicon.known.has(text);
      if (!known && end - start > 1) continue;
      const cost = best[start].cost + (known ? 1 : UNKNOWN);
      if (!least || cost < least.cost) least = { cost, cut: [...best[start].cut, { text, known, stop }] };
    }
    best.push(least);
  }
  return best[chars.length].cut;
}

// Neighbours that no word covers stand together.
function joinUnknown(cut) {
  const joined = [];
  for (const piece of cut) {
    const last = joined.at(-1);
    if (last && !last.known && !piece.known) last.text += piece.text;
    else joined.push({ ...piece });
  }
  return joined;
}

function weighParts(text) {
  const chars = [...text];
  if (chars.length < 3) return [];
  return chars.slice(0, -1).map((char, i) => ({ text: char + chars[i + 1], weight: PART }));
}

// Which characters of a run belong to no word.
export function findUnknown(run, lexicon) {
  return cutRun(run, lexicon).flatMap(({ text, known }) => [...text].map(() => !known));
}

// Each typed word as concepts {text, forms: [{text, weight}], known, faint}, the best form first, and the places that are named.
export function readQuery(typed, lexicon) {
  const concepts = [];
  const places = [];
  for (const run of typed.flatMap((word) => splitRuns(word))) {
    if (/^[a-z0-9]/.test(run)) { concepts.push({ text: run, known: false, forms: [{ text: run, weight: 1 }] }); continue; }
    for (const { text, known, stop } of joinUnknown(cutRun(run, lexicon))) {
      if (lexicon.places.has(text)) places.push({ text, code: lexicon.places.get(text) });
      else if (!stop && !(text.length === 1 && !known)) concepts.push(makeConcept(text, known, lexicon));
    }
  }
  return { concepts: [...new Map(concepts.map((concept) => [concept.text, concept])).values()], places };
}

function makeConcept(text, known, lexicon) {
  const others = (lexicon.others.get(text) ?? []).slice(0, OTHERS).map((other) => ({ text: other, weight: OTHER }));
  const halves = known && others.length === 0 && text.length > 3 ? weighParts(text) : [];
  return { text, known, faint: lexicon.faint.has(text), forms: [{ text, weight: 1 }, ...others, ...(known ? halves : weighParts(text))] };
}

// Words that differ from a typed one by a character or two, as a slip of the pen or of an input method leaves them; the nearest first.
export function findSlips(typed, candidates) {
  const size = [...typed].length;
  if (size < 3) return [];
  const most = size >= 5 ? 2 : 1;
  const near = [];
  for (const candidate of candidates) {
    const distance = Math.abs(candidate.length - size) <= most ? measureDistance(typed, candidate) : Infinity;
    if (distance > 0 && distance <= most && !typed.includes(candidate) && !candidate.includes(typed)) near.push({ candidate, distance });
  }
  return near.sort((a, b) => a.distance - b.distance).slice(0, SLIPS).map(({ candidate }) => candidate);
}

// Insertions, deletions, changes and swaps of neighbours.
function measureDistance(one, other) {
  const [a, b] = [[...one], [...other]];
  const table = a.map(() => []);
  const at = (i, j) => (i < 0 ? j + 1 : j < 0 ? i + 1 : table[i][j]);
  for (let i = 0; i < a.length; i += 1) {
    for (let j = 0; j < b.length; j += 1) {
      const swap = i && j && a[i] === b[j - 1] && a[i - 1] === b[j] ? at(i - 2, j - 2) + 1 : Infinity;
      table[i][j] = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + Number(a[i] !== b[j]), swap);
    }
  }
  return at(a.length - 1, b.length - 1);
}

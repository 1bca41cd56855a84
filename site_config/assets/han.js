// Chinese as search words, the same as site_config/pages/pairs.py writes them into the index.
const HAN = "\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3134f}〇";
const RUN = new RegExp(`[${HAN}]+|[a-z0-9]+`, "gu");
const BREAK = /[\s,，、;；|]+/u;

let simplified = new Map();

export async function loadSimplified(url) {
  const table = await (await fetch(url)).json();
  const to = [...table.to];
  simplified = new Map([...table.from].map((char, i) => [char, to[i]]));
}

// Width, case and script folded; every change keeps the meaning, not the length.
export function foldText(text) {
  const folded = text.normalize("NFKC").toLowerCase();
  const plain = folded.replace(/(?<=\d)[,，](?=\d{3})/gu, "").replace(/(?<=\d)\.(?=\d)/gu, "d");
  return [...plain].map((char) => simplified.get(char) ?? char).join("");
}

export function splitRuns(text) {
  return foldText(text).match(RUN) ?? [];
}

// What is left when only characters that count are left: for literal comparison.
export function squash(text) {
  return splitRuns(text).join("");
}

// The words of a query, as typed.
export function splitWords(query) {
  return query.normalize("NFKC").replace(/(\d),(?=\d{3})/gu, "$1").split(BREAK).filter((word) => squash(word));
}

const isHan = (run) => !/^[a-z0-9]/.test(run);

// The pairs of one typed word, for a quoted phrase. A last character that stands alone in the index only at the end of a run is not asked for.
export function pairWord(word) {
  const runs = splitRuns(word);
  const tokens = [];
  runs.forEach((run, i) => {
    const chars = [...run];
    const last = i === runs.length - 1;
    if (!isHan(run)) tokens.push(run);
    else if (chars.length === 1) { if (!last || runs.length === 1) tokens.push(run); }
    else {
      for (let j = 0; j + 1 < chars.length; j += 1) tokens.push(chars[j] + chars[j + 1]);
      if (!last) tokens.push(chars.at(-1));
    }
  });
  return tokens;
}

// Whether the phrase of a word asks for less than the word: the records must then be read.
export function isLoose(word) {
  const runs = splitRuns(word);
  return runs.length > 1 && isHan(runs.at(-1)) && [...runs.at(-1)].length === 1;
}

// The indexed text as it was, without what does not count: each pair gives its first character, a word of letters or digits all of it.
export function joinPairs(content) {
  return splitTokens(content).map((token) => (isHan(token) ? [...token][0] : token)).join("");
}

const splitTokens = (content) => content.toLowerCase().match(RUN) ?? [];

// A single Han character is the beginning of words, everything else is an exact phrase.
export function writeTerm(word) {
  const tokens = pairWord(word);
  return tokens.length === 1 && isHan(tokens[0]) && [...tokens[0]].length === 1 ? tokens[0] : `"${tokens.join(" ")}"`;
}

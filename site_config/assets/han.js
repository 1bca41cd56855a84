// Chinese as it is searched, folded the same way as site_config/finding/character_pairs.py writes it into the index.
const HAN = "\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3134f}〇";
const RUN = new RegExp(`[${HAN}]+|[a-z0-9]+`, "gu");
const BREAK = /[\s,，、;；|]+/u;
export const GAP = " ";

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

export const isHan = (run) => !/^[a-z0-9]/.test(run);

// Only the characters that count, with a gap where something else stands between two runs of one kind.
export function squash(text) {
  let squashed = "";
  let last = "";
  for (const run of splitRuns(text)) {
    squashed += last && isHan(last) === isHan(run) ? GAP + run : run;
    last = run;
  }
  return squashed;
}

// The words of a query, as typed.
export function splitWords(query) {
  return query.normalize("NFKC").replace(/(\d),(?=\d{3})/gu, "$1").split(BREAK).filter((word) => squash(word));
}

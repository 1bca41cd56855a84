// What a query finds in the roll, how well, and how the results are counted. Nothing here touches the page.
const WEIGHTS = { title: 3, text: 1, head: 0.5, theme: 0.3 }; // where a word stands; `theme` is the title of a measure's notice
const WHOLE = 2; // a word that is all of a title, beside one that is in it
const NATURES = { __proto__: null, obligation: 0.75, intention: 0.7, report: 0.6 }; // beside what a reader can get
const WORST = 4; // what scores this many times less than the best is left out
const FAINT = 0.35; // a word for how to get it, beside words for what it is
const UNSURE = 0.6; // what no word covers, beside a known word
const GONE = { __proto__: null, expired: 0.85, repealed: 0.8, superseded: 0.8 };
export const STATE = "000000";

export const lengthOf = (word) => [...word].length;
const within = (start, end, [from, to]) => start >= from && end <= to;

// The notice that a place of the roll belongs to.
function findNotice(notices, place) {
  let low = 0;
  let high = notices.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (notices[middle].range[0] <= place) low = middle;
    else high = middle - 1;
  }
  return notices[low];
}

// Rows that hold a word of so many characters, which starts at these places: each with the best place it stands in, {field, weight, times}.
export function gatherRows(notices, starts, length) {
  const found = new Map();
  const note = (row, field, weight) => {
    const known = found.get(row);
    if (!known) found.set(row, { field, weight, times: 1 });
    else { known.times += 1; if (weight > known.weight) { known.field = field; known.weight = weight; } }
  };
  const noteTitle = (row) => note(row, "title", WEIGHTS.title + (WHOLE * length) / Math.max(length, row.title[1] - row.title[0]));
  for (const start of starts) {
    const notice = findNotice(notices, start);
    const end = start + length;
    if (!within(start, end, notice.range)) continue;
    const place = within(start, end, notice.title) ? "title" : within(start, end, notice.head) ? "head" : "text";
    if (place === "title") noteTitle(notice);
    else note(notice, place, WEIGHTS[place]);
    for (const row of notice.measures) {
      if (place === "title") note(row, "theme", WEIGHTS.theme);
      else if (place === "head") note(row, "head", WEIGHTS.head);
      else if (within(start, end, row.title)) noteTitle(row);
      else if (within(start, end, row.range)) note(row, "text", WEIGHTS.text);
    }
  }
  return found;
}

// Rows that hold every word, with a score.
export async function findAll(roll, words) {
  if (!words.length) return new Map(roll.rows.map((row) => [row, 0]));
  return scoreAll(await Promise.all(words.map(async (word) => gatherRows(roll.notices, await roll.findWord(word), lengthOf(word)))));
}

// Rows in which all of several words are found. The title of its notice helps a measure only beside a word that stands in it, or in its head.
export function scoreAll(each) {
  each.sort((a, b) => a.size - b.size);
  const scores = new Map();
  for (const row of each[0].keys()) {
    const met = each.map((found) => found.get(row));
    if (met.every(Boolean) && met.some(({ field }) => field !== "theme")) {
      scores.set(row, met.reduce((sum, { weight, times }) => sum + weight + 0.1 * Math.log2(times), 0) * weighRow(row));
    }
  }
  return scores;
}

export const weighRow = (row) => (NATURES[row.nature[0]] ?? 1) * (GONE[row.status[0]] ?? 1);

// A place means itself ("own"), all units below it ("below") and what the units above give to everyone ("above"), as region pages count them
// (site_config/catalog/place_counts.py); nothing counts as below the state.
export function relatePlace(row, code, above) {
  if (row.region === code) return "own";
  if (code !== STATE && above[row.region]?.includes(code)) return "below";
  return row.down && above[code]?.includes(row.region) ? "above" : null;
}

// Whether a row answers the conditions of a state, but for those named in `free`.
export function answers(row, state, above, free = []) {
  const asked = (key) => state[key] && !free.includes(key);
  if (row.kind !== (state.kind === "notice" ? "notice" : "measure")) return false;
  if (asked("region")) {
    const relation = relatePlace(row, state.region, above);
    if (!relation || (asked("level") && relation !== state.level)) return false;
  }
  if (state.from && !(row.day && row.day >= state.from)) return false;
  if (state.to && !(row.day && row.day <= state.to)) return false;
  return ["topic", "instrument", "status", "nature"].every((key) => !asked(key) || row[key].includes(state[key]));
}

// How many rows each value of a key would leave.
export function countValues(rows, key) {
  const counts = { __proto__: null };
  for (const row of rows) for (const value of row[key]) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

const ORDERS = {
  __proto__: null,
  newest: (a, b) => (b.day > a.day) - (b.day < a.day),
  deadline: (a, b) => ((a.end || "9999") > (b.end || "9999")) - ((a.end || "9999") < (b.end || "9999")),
  amount: (a, b) => b.amount - a.amount,
};

// Rows in the order that is asked for, else the best first; without words, what can be had before what is over, and a place's own before what
// comes from above. The newest break ties.
export function sortRows(scores, rows, state, above) {
  const distance = (row) => (state.region && !state.q && relatePlace(row, state.region, above) === "above" ? 1 + above[state.region].indexOf(row.region) : 0);
  const over = (row) => Number(!state.q && row.over);
  const order = ORDERS[state.sort] ?? ((a, b) => over(a) - over(b) || distance(a) - distance(b) || scores.get(b) - scores.get(a) || ORDERS.newest(a, b));
  return [...rows].sort(order);
}

// Forms of a concept, {text, weight}, are looked up together: each row with its best score, and the forms that are met. Rare forms say more.
// `titled` asks for them in titles and leads alone.
async function findForms(roll, { forms, titled }, accept) {
  const best = new Map();
  const looked = await Promise.all(forms.map(async ({ text, weight }) => {
    const found = gatherRows(roll.notices, await roll.findWord(text), lengthOf(text));
    const kept = [...found].filter(([row, { field }]) => accept(row) && (!titled || field === "title"));
    return { text, kept, weight: weight * weighRarity(roll, kept.length) };
  }));
  for (const { kept, weight } of looked) {
    for (const [row, { field }] of kept) best.set(row, Math.max(best.get(row) ?? 0, weight * FIELDS[field]));
  }
  return { best, met: looked.filter(({ kept }) => kept.length).map(({ text }) => text) };
}

const weighRarity = (roll, holding) => Math.log(1 + roll.rows.length / (1 + holding));

const FIELDS = { title: 1.7, text: 1, head: 0.4, theme: 0.4 };

// How well rows answer concepts, {forms, known, faint, titled}: each by any of its names, and it counts how much of them is met.
export async function findNear(roll, concepts, accept) {
  const looked = await Promise.all(concepts.map(async (concept) => {
    const { best, met } = await findForms(roll, concept, accept);
    const { known, faint } = concept;
    const trust = faint ? FAINT : known ? 1 : UNSURE;
    for (const [row, score] of best) best.set(row, score * trust);
    return { best, met, rarity: weighRarity(roll, best.size) * trust };
  }));
  const all = looked.reduce((sum, { rarity }) => sum + rarity, 0) || 1;
  const scores = new Map();
  for (const row of new Set(looked.flatMap(({ best }) => [...best.keys()]))) {
    const met = looked.filter(({ best }) => best.has(row));
    const share = met.reduce((sum, { rarity }) => sum + rarity, 0) / all;
    scores.set(row, met.reduce((sum, { best }) => sum + best.get(row), 0) * (0.5 + share) * weighRow(row));
  }
  const most = Math.max(0, ...scores.values());
  const rows = [...scores.keys()].filter((row) => scores.get(row) >= most / WORST).sort((a, b) => scores.get(b) - scores.get(a) || ORDERS.newest(a, b));
  return { rows, met: looked.map(({ met }) => met) };
}

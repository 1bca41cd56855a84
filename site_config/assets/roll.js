// The index that site_config/finding/search_index.py writes: every notice and measure in columns, and where pairs of characters stand in one long roll of text.
import { GAP } from "./han.js";

const DAY = 86_400_000;

async function loadPack(url, options) {
  const answer = await fetch(url, options);
  if (!answer.ok) throw new Error(`${answer.status} ${url}`);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return new TextDecoder().decode(bytes); // unpacked on its way
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
}

// The reader's own day, as a number of days.
const now = new Date();
const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / DAY;
const OVER = ["expired", "repealed", "superseded"];

// The status on the reader's own day, as `Standing` of scraper/standing/law.py has it for any day: first and last day of the term, the status
// between them, the day of the repeal.
export function findStatus([from, to, during, repealed]) {
  if (repealed !== null && repealed <= today) return "repealed";
  if (to !== null && to < today) return "expired";
  return from !== null && from > today ? "not_yet" : during;
}

const writeDay = (days) => (days === null ? "" : new Date(days * DAY).toISOString().slice(0, 10));

// Columns into rows: each notice with its measures after it. `title` is the range of title or lead, `range` all of the text.
function readRows({ regions, traits, notices, measures }) {
  const rows = [];
  const spread = (some, i) => {
    const [topic, instrument, nature, shown] = traits[some.traits[i]];
    const status = findStatus(some.terms[some.term[i]]);
    const over = OVER.includes(status) || (some.end[i] !== null && some.end[i] < today);
    return { topic, instrument, status: [status], nature: [nature], shown: Boolean(shown), over, end: writeDay(over ? null : some.end[i]) };
  };
  let at = 0;
  let next = 0;
  notices.id.forEach((id, i) => {
    const title = [at, at + notices.title[i]];
    const head = [title[1] + 1, title[1] + 1 + notices.head[i]];
    const body = [head[1] + 1, head[1] + 1 + notices.body[i]];
    const place = { region: regions[notices.region[i]], down: Boolean(notices.down[i]), day: writeDay(notices.day[i]) };
    const notice = { ...spread(notices, i), ...place, id, number: 0, kind: "notice", title, head, range: [at, body[1]], amount: 0 };
    notice.notice = notice;
    notice.measures = [];
    rows.push(notice);
    for (let number = 1; number <= notices.count[i]; number += 1, next += 1) {
      const from = body[0] + measures.from[next];
      const lead = from + measures.lead[next];
      notice.measures.push({
        ...spread(measures, next), ...place, id, number, kind: "measure", notice,
        title: [lead, lead + measures.title[next]], range: [from, from + measures.length[next]], amount: measures.amount[next],
      });
    }
    rows.push(...notice.measures);
    at = body[1] + 1;
  });
  return rows;
}

export async function openRoll(folder) {
  const list = JSON.parse(await loadPack(new URL("list.pack", folder), { cache: "no-cache" }));
  const number = list.shares[0];
  const frequent = new Map(Object.entries(list.shares[1]));
  const rows = readRows(list);
  const notices = rows.filter((row) => row.kind === "notice");
  const shares = new Map();
  const cards = new Map();
  const at = (name) => new URL(`${name}.pack?v=${list.version}`, folder);
  const keep = (map, key, make) => map.get(key) ?? map.set(key, make()).get(key);
  const loadShare = (name) => keep(shares, name, () => loadPack(at(name)).then((text) => new Map(Object.entries(JSON.parse(text)))));

  const nameShare = ([first, second]) => {
    const own = frequent.get(first);
    return own ? `${first.codePointAt(0).toString(16)}-${second.codePointAt(0) % own}` : String(first.codePointAt(0) % number);
  };
  const readSteps = (share, pair) => {
    const steps = share.get(pair);
    if (Array.isArray(steps)) { // once: steps into places
      const places = new Uint32Array(steps.length);
      let sum = 0;
      steps.forEach((step, i) => { places[i] = sum += step; });
      share.set(pair, places);
      return places;
    }
    return steps ?? [];
  };
  const findPair = async (pair) => readSteps(await loadShare(nameShare([...pair])), pair);
  const findChar = async (char) => {
    const own = frequent.get(char);
    const names = own ? Array.from({ length: own }, (_, part) => `${char.codePointAt(0).toString(16)}-${part}`) : [String(char.codePointAt(0) % number)];
    const loaded = await Promise.all(names.map(loadShare));
    const found = loaded.flatMap((share) => [...share.keys()].filter((pair) => pair.startsWith(char)).map((pair) => readSteps(share, pair)));
    return Uint32Array.from(found.flatMap((places) => [...places])).sort();
  };

  // Units side by side: their pairs, at their distances. `asked` lists the places of each pair with its distance from the first unit.
  async function join(asked) {
    if (!asked.length) return [];
    const found = await Promise.all(asked.map(async ([distance, places]) => ({ distance, places: await places })));
    const [first, ...rest] = found.sort((a, b) => a.places.length - b.places.length);
    return [...first.places].map((place) => place - first.distance).filter((start) => rest.every(({ distance, places }) => holds(places, start + distance)));
  }

  function* pair(units, write, from = 0) {
    for (let i = 0; i + 1 < units.length; i += 2) yield [from + i, findPair(write(units[i], units[i + 1]))];
    if (units.length % 2) yield [from + units.length - 2, findPair(write(units.at(-2), units.at(-1)))];
  }

  // Where a squashed word stands.
  function findWord(word) {
    const asked = [];
    let from = 0;
    for (const part of word.split(GAP)) {
      const chars = [...part];
      asked.push(...(chars.length === 1 ? [[from, findChar(part)]] : pair(chars, (one, other) => one + other, from)));
      from += chars.length + 1;
    }
    return join(asked);
  }

  return {
    rows,
    notices,
    findWord,
    // Two or more initials of pinyin, or syllables, where they stand in titles and leads.
    findInitials: (letters) => join([...pair([...letters.toUpperCase()], (one, other) => one + other)]),
    findSyllables: (syllables) => join([...pair(syllables, (one, other) => `${one[0].toUpperCase()}${one.slice(1)}'${other}`)]),
    loadCard: ({ id, number: n }) => keep(cards, `${id}/${n}`, () => loadPack(at(`cards/${id}/${n}`))),
  };
}

// Whether a sorted list holds a number.
function holds(places, wanted) {
  let low = 0;
  let high = places.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (places[middle] === wanted) return true;
    if (places[middle] < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}

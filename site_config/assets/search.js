// The search page: the state lives in the address, the index is Pagefind's, the cards come ready made from the index.
import { foldText, isLoose, joinPairs, loadSimplified, pairWord, splitWords, squash, writeTerm } from "./han.js";
import { findSlips, loadWords, readQuery, scoreText, weighRarity } from "./query.js";

const PAGE = 20;
const INITIALS = /^[a-z]{2,12}$/;
const REST = 10;
const FEW = 5; // with fewer results, other words are offered
const READ = 400; // at most so many records are read to compare words literally
const NEAR = 40; // so many records are read to rank what comes near
const TOP = 3; // notices shown above the measures when a title or number is asked for
const NUMBER = /(?:19|20)\d{2}\D{0,3}\d{1,4}\D{0,2}$/u;
const NATURES = { obligation: 0.75, intention: 0.7, report: 0.6 }; // beside what a reader can get
const KEYS = ["q", "region", "topic", "instrument", "status", "nature", "from", "to", "kind", "sort"];
const FACETS = { region: "地区", topic: "主题", instrument: "方式", status: "效力", nature: "性质" };
const SORTS = { newest: { newest: "desc" }, deadline: { deadline: "asc" }, amount: { amount: "desc" } };

const at = (id) => document.getElementById(id);
const words = JSON.parse(at("search-words").textContent);
const form = at("search-form");
const ready = words.empty ? null : start();
at("search-fold").open = matchMedia("(min-width: 60em)").matches;
let turn = 0;

async function start() {
  const here = new URL(".", import.meta.url);
  const [pagefind] = await Promise.all([
    import(new URL("../../pagefind/pagefind.js", here)),
    loadSimplified(new URL("simplified.json", here)),
  ]);
  await pagefind.options({ ranking: { termFrequency: 0.6, pageLength: 0.4 } });
  // Pagefind takes the language of the page and would cut a Chinese query into words of its own; ours is cut already.
  const { lang } = document.documentElement;
  document.documentElement.lang = "und";
  pagefind.init();
  document.documentElement.lang = lang;
  values = await pagefind.filters(); // counts come only with searches after this
  return pagefind;
}

let values = {}; // all that records can be filtered by, with counts
let lexicon;
const openLexicon = () => (lexicon ??= loadWords(new URL("words.json", import.meta.url)));

const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

function readState() {
  const given = new URLSearchParams(location.search);
  return Object.fromEntries(KEYS.map((key) => [key, (given.get(key) ?? "").trim()]));
}

function writeAddress(state) {
  const given = new URLSearchParams();
  for (const key of KEYS) if (state[key]) given.set(key, state[key]);
  const text = given.toString();
  return text ? `?${text}` : "./";
}

// A place means itself, all below it, and what the units above give to everyone.
function filterPlace(code) {
  return { any: [code, ...(words.above[code] ?? []).map((above) => `=${above}`)] };
}

function makeFilters(state, shown, days) {
  const filters = { kind: state.kind === "notice" ? "notice" : "measure", ...(shown ? { shown } : {}) };
  if (state.from || state.to) filters.day = { any: days.filter((day) => (!state.from || day >= state.from) && (!state.to || day <= state.to)).concat("none such") };
  if (state.region) filters.region = filterPlace(state.region);
  for (const key of ["topic", "instrument", "status", "nature"]) if (state[key]) filters[key] = state[key];
  return filters;
}

// One search: `typed` words must all be there. Pagefind takes one quoted phrase and gives every phrase the same score: the pairs
// unquoted are ranked by where they stand, the quoted ones say which records hold the word. Both read the same part of the index.
async function find(pagefind, typed, filters, sort) {
  const options = { filters, ...(sort ? { sort } : {}) };
  if (!typed.length) return pagefind.search(null, options);
  const pairs = typed.flatMap(pairWord);
  const [ranked, ...each] = await Promise.all([
    pagefind.search(pairs.length > 1 || typed.length > 1 || /^[^a-z0-9]{2}$/u.test(pairs[0]) ? pairs.join(" ") : writeTerm(typed[0]), options),
    ...(pairs.length > 1 ? typed.map((word) => pagefind.search(writeTerm(word), { filters })) : []),
  ]);
  const sets = each.map((found) => new Set(found.results.map((result) => result.id)));
  const results = ranked.results.filter((result) => sets.every((set) => set.has(result.id)));
  if (!results.length && typed.length === 1 && INITIALS.test(squash(typed[0]))) return findInitials(pagefind, squash(typed[0]), options);
  const one = typed.length === 1 && each.length ? each[0] : ranked; // its filters count what the word itself finds
  const sure = results.length === one.results.length && !typed.some(isLoose);
  if (sure || results.length > READ) return { ...one, results };
  const wanted = typed.map(squash);
  return readAll(results, (content) => { const text = joinPairs(content); return wanted.every((word) => text.includes(word)); });
}

// What a reader can get stands before what is only asked, meant or told.
async function putGiftsFirst(pagefind, found, typed, filters) {
  if (!found.results.length || filters.kind === "notice" || filters.nature) return found;
  const { results } = await pagefind.search(null, { filters: { ...filters, nature: "obligation" } });
  const asked = new Set(results.map((result) => result.id));
  const weigh = (result) => result.score * (asked.has(result.id) ? NATURES.obligation : 1);
  return { ...found, results: [...found.results].sort((a, b) => weigh(b) - weigh(a)) };
}

// 稳岗返还 is indexed as zzwgfh too (site_config/pages/wording.py).
async function findInitials(pagefind, letters, options) {
  const { results } = await pagefind.search(`zz${letters}`, options);
  return readAll(results.slice(0, READ), (content) => ` ${content}`.includes(` zz${letters}`));
}

// The records that are accepted by their text, counted by their own filters.
async function readAll(results, accept) {
  const loaded = await Promise.all(results.map((result) => result.data()));
  const kept = { results: [], filters: {} };
  loaded.forEach((data, i) => {
    if (!accept(data.content)) return;
    kept.results.push(results[i]);
    for (const [key, values] of Object.entries(data.filters)) {
      const counts = (kept.filters[key] ??= {});
      for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
    }
  });
  return kept;
}

// Other words for what was typed, with what they find.
async function findOthers(pagefind, typed, filters) {
  const { groups } = await openLexicon();
  const tried = groups.flatMap((group) => group.filter((word) => typed.some((part) => part.includes(word))).flatMap((word) =>
    group.filter((other) => other !== word).map((other) => typed.map((part) => part.replace(word, other)))));
  const unique = [...new Map(tried.map((some) => [some.join(" "), some])).values()];
  const found = await Promise.all(unique.slice(0, 12).map(async (some) => ({ some, count: (await find(pagefind, some, filters)).results.length })));
  return found.filter(({ count }) => count).sort((a, b) => b.count - a.count).slice(0, 4);
}

// What comes near in meaning: each concept of the query by any of its names, those first that hold most, and the rarest, of it.
// Gives {results, concepts, places}; the results carry their data, because the best ones are compared word by word.
async function findRelated(pagefind, state, typed, filters, known) {
  const words = await openLexicon();
  const { concepts, places } = readQuery(typed, words);
  const where = places.length === 1 && !state.region ? { region: filterPlace(places[0].code) } : {};
  const within = { ...filters, ...where };
  if (!concepts.length && !places.length) return { results: [], concepts, places };
  if (!concepts.length) return { results: await loadScored((await pagefind.search(null, { filters: within })).results.slice(0, NEAR), [], known), concepts, places };
  const total = Object.values(values.kind ?? {}).reduce((sum, count) => sum + count, 0) || 1;
  const coarse = new Map();
  await Promise.all(concepts.map(async (concept) => {
    const found = await Promise.all(concept.forms.map(({ text }) => find(pagefind, [text], within)));
    const best = new Map();
    found.forEach(({ results }, i) => {
      for (const result of results) if ((best.get(result.id)?.weight ?? 0) < concept.forms[i].weight) best.set(result.id, { result, weight: concept.forms[i].weight });
    });
    concept.met = concept.forms.filter((form, i) => found[i].results.length).map((form) => form.text);
    concept.rarity = weighRarity(total, best.size) * (concept.known ? 1 : 0.8);
    concept.best = best;
  }));
  for (const { best, rarity } of concepts) {
    for (const { result, weight } of best.values()) {
      const entry = coarse.get(result.id) ?? { result, score: 0 };
      entry.score += rarity * weight * (1 + Math.min(result.score, 9) / 10); // a lead that says it before a text that does
      coarse.set(result.id, entry);
    }
  }
  const first = [...coarse.values()].sort((a, b) => b.score - a.score).slice(0, NEAR + known.size).map((entry) => entry.result);
  return { results: await loadScored(first, concepts, known), concepts, places };
}

async function loadScored(results, concepts, known) {
  const loaded = await Promise.all(results.filter((result) => !known.has(result.id)).map(async (result) => ({ result, data: await result.data() })));
  const scored = loaded.map(({ result, data }) => {
    const card = parseCard(data.meta.card);
    const text = (part) => squash(card.querySelector(part)?.textContent ?? "");
    const fields = { lead: text(".measure__lead, .notice__title"), quote: text("blockquote"), around: joinPairs(data.content) };
    const gone = card.classList.contains("measure--over") ? 0.9 : 1;
    return { id: result.id, data: async () => data, score: scoreText(fields, concepts) * (NATURES[card.dataset.nature] ?? 1) * gone };
  });
  const best = Math.max(...scored.map((entry) => entry.score), 0);
  return scored.filter((entry) => entry.score >= best / 3).sort((a, b) => b.score - a.score).slice(0, PAGE);
}

function name(key, value) {
  return words[key]?.[value] ?? value;
}

function describe(state) {
  const parts = [state.q, ...Object.keys(FACETS).map((key) => state[key] && name(key, state[key])), describeDays(state)].filter(Boolean);
  return parts.length ? parts.join(" · ") : state.kind === "notice" ? "全部公告" : "全部措施";
}

function describeDays({ from, to }) {
  return from && to ? `${from} 至 ${to}` : from ? `${from} 以后` : to ? `${to} 以前` : "";
}

function fillForm(state) {
  for (const key of KEYS) {
    const field = form.elements[key];
    if (!field) continue;
    if (field.tagName === "SELECT" && state[key] && ![...field.options].some((option) => option.value === state[key])) {
      field.append(new Option(name(key, state[key]), state[key]));
    }
    field.value = state[key];
  }
  if (["instrument", "status", "nature", "from", "to", "kind", "sort"].some((key) => state[key])) at("search-more").open = true;
}

function parseCard(html) {
  const box = document.createElement("template");
  box.innerHTML = html; // made by our own templates, which escape everything; the page's policy runs no inline script
  return box.content.firstElementChild;
}

function markWords(card, typed) {
  const wanted = typed.map((word) => [...foldText(word).matchAll(/[^\s]/gu)].map(([char]) => char)).filter((chars) => chars.length);
  const walker = document.createTreeWalker(card, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  let hits = 0;
  for (const node of nodes) hits += markNode(node, wanted);
  return hits;
}

// Characters are compared one by one after folding, so that offsets in the text stay true.
function markNode(node, wanted) {
  const chars = [...node.data];
  const folded = chars.map((char) => foldText(char));
  const marked = new Array(chars.length).fill(false);
  let hits = 0;
  for (const word of wanted) {
    for (let i = 0; i + word.length <= folded.length; i += 1) {
      if (word.every((char, j) => folded[i + j] === char)) { marked.fill(true, i, i + word.length); hits += 1; }
    }
  }
  if (!hits) return 0;
  const pieces = [];
  for (let i = 0; i < chars.length;) {
    let j = i;
    while (j < chars.length && marked[j] === marked[i]) j += 1;
    const text = chars.slice(i, j).join("");
    pieces.push(marked[i] ? make("mark", {}, text) : text);
    i = j;
  }
  node.replaceWith(...pieces);
  return hits;
}

// When the words stand only in the folded quotation, show the line they stand in.
function addSnippet(card) {
  const quote = card.querySelector("blockquote");
  const inside = quote?.querySelector("mark");
  if (!inside || card.querySelector(".measure__lead mark, .facts mark")) return;
  const before = document.createRange();
  before.setStart(quote, 0);
  before.setEndBefore(inside);
  const head = before.toString();
  const after = quote.textContent.slice(head.length + inside.textContent.length);
  const line = make("p", { className: "snippet" }, head.length > 24 ? "…" : "", head.slice(-24), inside.cloneNode(true), after.slice(0, 40), after.length > 40 ? "…" : "");
  card.querySelector("details.quote").before(line);
}

async function loadCards(results, typed) {
  const loaded = await Promise.all(results.map((result) => result.data()));
  return loaded.map((data) => {
    const card = parseCard(data.meta.card);
    markWords(card, typed);
    addSnippet(card);
    return card;
  });
}

const listDays = () => Object.keys(values.day ?? {});

async function countFacets(pagefind, state, typed) {
  const counts = {};
  await Promise.all(Object.keys(FACETS).map(async (key) => {
    const found = await find(pagefind, typed, makeFilters({ ...state, [key]: "" }, "yes", listDays()));
    counts[key] = found.filters?.[key] ?? {};
  }));
  return counts;
}

function countPlace(counts, code) {
  return (counts[code] ?? 0) + (words.above[code] ?? []).reduce((sum, above) => sum + (counts[`=${above}`] ?? 0), 0);
}

function listPlaces(state, counts) {
  const chosen = state.region;
  const known = Object.keys(words.region);
  const chain = chosen ? [...(words.above[chosen] ?? []).slice(0, -1).reverse(), chosen] : [];
  const isChild = (code) => (words.above[code] ?? [])[0] === (chosen || "000000") && code !== "000000";
  const children = known.filter((code) => isChild(code) && counts[code]);
  const listed = chosen ? [...chain, ...children] : [...(counts["=000000"] ? ["000000"] : []), ...children];
  return [...new Set(listed)].map((code) => [code, chosen ? countPlace(counts, code) : counts[code] ?? 0]);
}

function showFacets(state, counts) {
  const box = at("search-facets");
  box.replaceChildren();
  for (const [key, title] of Object.entries(FACETS)) {
    if (key === "nature" && state.kind === "notice") continue;
    const entries = key === "region" ? listPlaces(state, counts.region) : Object.keys(words[key]).map((value) => [value, counts[key][value] ?? 0]);
    const items = entries.filter(([value, count]) => count || value === state[key]);
    if (!items.length) continue;
    const list = make("ul");
    if (state[key]) list.append(make("li", {}, make("a", { href: writeAddress({ ...state, [key]: "" }) }, `不限${title}`)));
    for (const [value, count] of items) {
      const current = state[key] === value;
      const link = make("a", { href: writeAddress({ ...state, [key]: current ? "" : value }) }, make("span", {}, name(key, value)), make("b", {}, String(count)));
      link.dataset.facet = key;
      link.dataset.value = value;
      if (current) link.setAttribute("aria-current", "true");
      list.append(make("li", {}, link));
    }
    box.append(make("h2", {}, title), list);
  }
  at("search-fold").hidden = !box.childElementCount;
}

function say(sentence) {
  at("search-sentence").textContent = sentence;
  document.title = document.title.replace(/^.*(?= - )/u, sentence.replace(/[：:].*$/u, ""));
}

function quote(list) {
  return list.map((word) => `“${word}”`).join("");
}

function clear() {
  for (const id of ["search-note", "search-notices", "search-results", "search-rest"]) at(id).replaceChildren();
  at("search-more-results").hidden = true;
}

async function run() {
  const mine = (turn += 1);
  const state = readState();
  fillForm(state);
  at("search-results").setAttribute("aria-busy", "true");
  if (words.empty) { say("还没有收录公告。"); return; }
  let pagefind;
  try {
    pagefind = await ready;
  } catch (error) {
    say("搜索没有装载成功，请刷新页面，或按地区、主题浏览。");
    console.warn(error);
    return;
  }
  const typed = splitWords(state.q);
  const sort = SORTS[state.sort];
  const days = listDays();
  const filters = makeFilters(state, "yes", days);
  const [plain, rest, counts, other] = await Promise.all([
    find(pagefind, typed, filters, sort),
    state.kind === "notice" ? { results: [] } : find(pagefind, typed, makeFilters(state, "no", days), sort),
    countFacets(pagefind, state, typed),
    typed.length && state.kind !== "notice" ? find(pagefind, typed, makeFilters({ ...state, kind: "notice", nature: "" }, "yes", days)) : { results: [] },
  ]);
  const found = sort || !typed.length ? plain : await putGiftsFirst(pagefind, plain, typed, filters);
  if (mine !== turn) return;
  clear();
  at("search-results").dataset.hits = String(found.results.length + rest.results.length);
  showFacets(state, counts);
  await showNotices(other.results, typed, mine);
  await showFound(state, typed, found, rest, other, mine);
  if (mine !== turn) return;
  const others = typed.length && found.results.length < FEW ? await findOthers(pagefind, typed, filters) : [];
  if (mine !== turn) return;
  showOthers(state, others);
  if (typed.length && found.results.length < FEW) await showRelated(pagefind, state, typed, found, rest, other, mine);
  if (mine !== turn) return;
  at("search-results").setAttribute("aria-busy", "false");
}

// A number or a title that is typed asks for the notice itself.
async function showNotices(results, typed, mine) {
  const query = typed.join("");
  if (!results.length || !(NUMBER.test(foldText(query)) || [...squash(query)].length > 4)) return;
  const cards = await loadCards(results.slice(0, TOP), typed);
  if (mine !== turn) return;
  const asked = cards.filter((card) => NUMBER.test(foldText(query)) || typed.every((word) => squash(card.querySelector(".notice__title").textContent).includes(squash(word))));
  if (asked.length) at("search-notices").append(make("h2", { className: "hidden-label" }, "公告"), ...asked);
}

async function showFound(state, typed, found, rest, other, mine) {
  const unit = state.kind === "notice" ? "件" : "条";
  const count = found.results.length;
  const extra = rest.results.length ? `，另有 ${rest.results.length} 条情况通报和意向表述` : "";
  if (count || rest.results.length || !typed.length) say(`${describe(state)}：${count} ${unit}${extra}`);
  if (!count && !rest.results.length && !typed.length) at("search-note").append(make("p", { className: "quiet" }, "这个条件下还没有收录。可以去掉一个条件再看。"));
  await showMore(found.results, 0, typed, mine);
  if (mine !== turn) return;
  const tail = at("search-rest");
  if (other.results.length) {
    const link = make("a", { href: writeAddress({ ...state, kind: "notice" }) }, `标题或正文里有这些词的公告：${other.results.length} 件`);
    tail.append(make("p", { className: "after" }, link));
  }
  if (rest.results.length) {
    const cards = await loadCards(rest.results.slice(0, REST), typed);
    if (mine !== turn) return;
    const fold = make("details", { className: "fold", open: !count }, make("summary", {}, `情况通报与意向表述（${rest.results.length}）`), make("div", { className: "measures" }, ...cards));
    if (rest.results.length > REST) fold.append(make("p", { className: "after" }, "只列出前十条；加一个词可以缩小范围。"));
    tail.prepend(fold);
  }
}

async function showMore(results, from, typed, mine) {
  const cards = await loadCards(results.slice(from, from + PAGE), typed);
  if (mine !== turn) return;
  at("search-results").append(...cards);
  const button = at("search-more-results");
  button.hidden = results.length <= from + PAGE;
  button.onclick = () => showMore(results, from + PAGE, typed, mine);
}

function showOthers(state, others) {
  if (!others.length) return;
  const links = others.map(({ some, count }) => make("a", { className: "chip", href: writeAddress({ ...state, q: some.join(" ") }) }, some.join(" "), " ", make("b", {}, String(count))));
  at("search-note").prepend(make("p", { className: "chips chips--wide" }, "也可以找：", ...links));
}

// Little found as typed: what comes near in meaning; in the list itself when nothing was found, else folded away until it is asked for.
async function showRelated(pagefind, state, typed, found, rest, other, mine) {
  const literal = [...found.results, ...rest.results];
  const known = new Set(literal.map((result) => result.id));
  const filters = makeFilters(state, "", listDays());
  const search = () => findRelated(pagefind, state, typed, filters, known);
  if (!literal.length) { await showNear(pagefind, state, typed, await search(), other, mine); return; }
  const { concepts } = readQuery(typed, await openLexicon());
  if (mine !== turn || !concepts.some((concept) => concept.forms.length > 1)) return;
  const list = make("div", { className: "measures" });
  const fold = make("details", { className: "fold" }, make("summary", {}, "意思相近的措施"), list);
  fold.addEventListener("toggle", async () => {
    const near = await search();
    list.append(...await loadCards(near.results, nameForms(near.concepts)), ...(near.results.length ? [] : [make("p", { className: "quiet" }, "没有别的了。")]));
  }, { once: true });
  at("search-rest").append(fold);
}

const nameForms = (concepts) => concepts.flatMap((concept) => concept.met ?? []);

// Nothing found as typed: what comes near, in which words, and how to ask more widely.
async function showNear(pagefind, state, typed, near, other, mine) {
  const slips = await listSlips(pagefind, state, typed);
  if (mine !== turn) return;
  say(`${describe(state)}：0 ${state.kind === "notice" ? "件" : "条"}`);
  const note = at("search-note");
  const missed = typed.length > 1 ? `没有同时含${quote(typed)}的结果。` : `没有含${quote(typed)}的结果。`;
  const said = near.concepts.filter((concept) => concept.met?.length).map((concept) => `“${concept.met.slice(0, 3).join("／")}”`).join("、");
  const place = near.places.length === 1 && !state.region ? `${name("region", near.places[0].code)}（含上级）的` : "";
  note.prepend(make("p", {}, missed, near.results.length ? `下面是最接近的：${place}${said ? `含${said}的措施` : "措施"}，供参考。` : ""));
  if (slips.length) note.prepend(make("p", { className: "chips chips--wide" }, "是不是要找：", ...slips));
  const wider = KEYS.filter((key) => FACETS[key] && state[key]).map((key) => make("li", {}, make("a", { href: writeAddress({ ...state, [key]: "" }) }, `不限${FACETS[key]}（去掉“${name(key, state[key])}”）`)));
  if (state.from || state.to) wider.push(make("li", {}, make("a", { href: writeAddress({ ...state, from: "", to: "" }) }, `不限日期（去掉“${describeDays(state)}”）`)));
  const tips = [...wider, ...(other.results.length ? [make("li", {}, make("a", { href: writeAddress({ ...state, kind: "notice" }) }, `公告里有 ${other.results.length} 件`))] : [])];
  if (!near.results.length) tips.push(make("li", {}, "换个说法，或者少用几个字：写“房租”比写“门面房租金太高”容易找到"));
  if (tips.length) note.append(make("ul", {}, ...tips));
  await showMore(near.results, 0, nameForms(near.concepts), mine);
}

// Links to searches for the word that was probably meant; only words that find something.
async function listSlips(pagefind, state, typed) {
  const { known } = await openLexicon();
  const filters = makeFilters(state, "yes", listDays());
  const links = await Promise.all(findSlips(typed, known).map(async ({ word, candidate }) => {
    const q = typed.map((part) => (squash(part) === word ? candidate : part)).join(" ");
    const { results } = await find(pagefind, splitWords(q), filters);
    return results.length ? make("a", { className: "chip", href: writeAddress({ ...state, q }) }, q, " ", make("b", {}, String(results.length))) : null;
  }));
  return links.filter(Boolean);
}

function go(address) {
  history.pushState(null, "", address);
  run();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const data = new FormData(form);
  go(writeAddress(Object.fromEntries(KEYS.map((key) => [key, String(data.get(key) ?? "").trim()]))));
});
form.addEventListener("change", (event) => {
  if (event.target.matches("select, [type=date]")) form.requestSubmit();
});
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("#search-facets a, #search-note a, #search-rest a[href^='?']");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  go(link.getAttribute("href"));
  at("search-sentence").scrollIntoView({ block: "nearest" });
});
window.addEventListener("popstate", run);
run();

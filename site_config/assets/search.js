// The search page: the state lives in the address, results come from the roll, and little is said when little is found.
import { loadCards, make } from "./cards.js";
import { foldText, isHan, loadSimplified, splitWords, squash } from "./han.js";
import { STATE, answers, countValues, findAll, findNear, relatePlace, sortRows } from "./match.js";
import { findMeant } from "./meant.js";
import { loadWords, readQuery } from "./query.js";
import { openRoll } from "./roll.js";
import { parseTable } from "./tables.js";
import { english, say } from "./language.js";

const PAGE = 20;
const REST = 10;
const FEW = 5; // with fewer results, other words are offered
const TOP = 3; // notices shown above the measures when a title or number is asked for
const OTHERS = 4;
const NUMBER = /(?:19|20)\d{2}\D{0,3}\d{1,4}\D{0,2}$/u;
const LONGEST = 200; // so many characters of a value are read: what people ask for is shorter, and what is longer would keep the page busy for minutes
const KEYS = ["q", "region", "level", "topic", "instrument", "status", "nature", "from", "to", "kind", "sort"];
const FACETS = { region: "地区", topic: "主题", instrument: "方式", status: "效力", nature: "性质" };
const SORTS = { __proto__: null, "": "最相关", newest: "最新", deadline: "最早截止", amount: "金额最大" };
const SPACE = english ? " " : "";
const LEVELS = { __proto__: null, own: "本地", above: "上级给的", below: "下辖地区" };
// Keys with few values; anything else is no value. An unknown place or topic is one: nothing answers to it, and the page says so.
const CLOSED = { __proto__: null, level: (value) => value in LEVELS, sort: (value) => value in SORTS, kind: (value) => value === "notice", from: isDay, to: isDay };

const at = (id) => document.getElementById(id);
const words = parseTable(at("search-words").textContent);
const form = at("search-form");
const here = (path) => new URL(path, import.meta.url);
const ready = words.empty ? null : Promise.all([openRoll(here("../../search/index/")), loadSimplified(here("simplified.json"))]).then(([roll]) => roll);
let lexicon;
const openLexicon = () => (lexicon ??= loadWords(here("words.json")));
at("search-fold").open = matchMedia("(min-width: 60em)").matches;
let turn = 0;

function isDay(value) {
  const day = /^(?!0000)\d{4}-\d\d-\d\d$/u.test(value) ? new Date(value) : NaN;
  return !Number.isNaN(Number(day)) && day.toISOString().startsWith(value);
}

// The state that an address or the form gives: any text may stand there.
const readState = (given) => Object.fromEntries(KEYS.map((key) => [key, readValue(key, String(given.get(key) ?? ""))]));

function readValue(key, given) {
  const value = [...given.trim()].slice(0, LONGEST).join("");
  return CLOSED[key]?.(value) === false ? "" : value;
}

function writeAddress(state) {
  const given = new URLSearchParams();
  for (const key of KEYS) if (state[key] && (key !== "level" || state.region)) given.set(key, state[key]);
  const text = given.toString();
  return text ? `?${text}` : "./";
}

const name = (key, value) => words[key]?.[value] ?? value;
const writeCount = (state, n) => say(state.kind === "notice" ? "{n} 件" : "{n} 条", { n });
const fits = (row, state, free) => answers(row, state, words.above, free);
const isInherited = (state) => (row) => Boolean(state.region) && row.kind === "measure" && relatePlace(row, state.region, words.above) === "above";

function describe(state) {
  const region = state.region && name("region", state.region);
  const place = region && state.level ? say("{place}{level}", { place: region, level: say(LEVELS[state.level]) }) : region;
  const parts = [state.q, place, ...Object.keys(FACETS).slice(1).map((key) => state[key] && name(key, state[key])), describeDays(state)].filter(Boolean);
  return parts.length ? parts.join(" · ") : say(state.kind === "notice" ? "全部公告" : "全部措施");
}

function describeDays({ from, to }) {
  return from || to ? say(from && to ? "{a}至{b}" : from ? "{a}起" : "{b}止", { a: from, b: to }) : "";
}

function announce(sentence) {
  at("search-sentence").textContent = sentence;
  document.title = document.title.replace(/^.*(?= - )/u, () => sentence.replace(/(?:：|: ).*$/u, ""));
}

const quote = (list) => list.map((word) => say("“{word}”", { word })).join(say("、"));
const conclude = (state, found) => say("{name}：", { name: describe(state) }) + found;

function fillForm(state) {
  for (const key of KEYS) {
    const field = form.elements[key];
    if (!field || (turn === 1 && field === document.activeElement && field.value)) continue; // typed before this script was there
    if (field.tagName === "SELECT" && state[key] && ![...field.options].some((option) => option.value === state[key])) {
      field.append(new Option(name(key, state[key]), state[key]));
    }
    field.value = state[key];
  }
  if (["instrument", "status", "nature", "from", "to", "kind"].some((key) => state[key])) at("search-more").open = true;
}

// A row of links of which one is chosen.
function makeFacet(key, title, items, state) {
  const list = make("ul");
  if (state[key]) list.append(make("li", {}, make("a", { href: writeAddress({ ...state, [key]: "", ...(key === "region" ? { level: "" } : {}) }) }, say("不限{what}", { what: say(title) }))));
  for (const [value, count] of items) {
    const current = state[key] === value;
    const link = make("a", { href: writeAddress({ ...state, [key]: current ? "" : value }) }, make("span", {}, name(key, value)), make("b", {}, String(count)));
    link.dataset.facet = key;
    link.dataset.value = value;
    if (current) link.setAttribute("aria-current", "true");
    list.append(make("li", {}, link));
  }
  return [make("h2", {}, say(title)), list];
}

// The chain above the chosen place, and the places below it that have something.
function listPlaces(state, rows) {
  const chosen = state.region;
  const below = countValues(rows.map((row) => ({ region: [row.region, ...(words.above[row.region] ?? [])].filter(Boolean) })), "region");
  const count = (code) => rows.filter((row) => relatePlace(row, code, words.above)).length;
  const children = Object.keys(words.region).filter((code) => code !== STATE && (words.above[code] ?? [])[0] === (chosen || STATE) && below[code]);
  const chain = chosen ? [...(words.above[chosen] ?? []).slice(0, -1).reverse(), chosen] : [STATE];
  return [...chain, ...children].map((code) => [code, count(code)]);
}

function showFacets(state, found) {
  const box = at("search-facets");
  const focused = document.activeElement?.dataset?.facet ? { ...document.activeElement.dataset } : null;
  box.replaceChildren();
  for (const [key, title] of Object.entries(FACETS)) {
    if (key === "nature" && state.kind === "notice") continue;
    const rows = found.filter((row) => row.shown && fits(row, state, key === "region" ? ["region", "level"] : [key]));
    const counts = key === "region" ? null : countValues(rows, key);
    const entries = counts ? Object.keys(words[key]).map((value) => [value, counts[value] ?? 0]) : listPlaces(state, rows);
    const items = entries.filter(([value, count]) => count || value === state[key]);
    if (items.length) box.append(...makeFacet(key, title, items, state));
  }
  at("search-fold").hidden = !box.childElementCount;
  if (focused) [...box.querySelectorAll("a")].find((link) => link.dataset.facet === focused.facet && link.dataset.value === focused.value)?.focus({ preventScroll: true });
}

// What the place gives itself, and what comes from above: counted apart, and each by itself on demand.
function showLevels(state, found) {
  const box = at("search-levels");
  box.replaceChildren();
  const rows = state.region ? found.filter((row) => row.shown && fits(row, state, ["level"])) : [];
  const counts = { "": rows.length, own: 0, above: 0, below: 0 };
  for (const row of rows) counts[relatePlace(row, state.region, words.above)] += 1;
  const given = Object.keys(LEVELS).filter((level) => counts[level] || level === state.level);
  if (given.length < 2 && !state.level) {
    if (counts.above) box.append(make("span", {}, say("都是上级给的，{name}自己的还没有收录", { name: name("region", state.region) })));
    return;
  }
  for (const level of ["", ...given]) {
    const link = make("a", { className: "chip", href: writeAddress({ ...state, level }) }, say(LEVELS[level] ?? "全部"), " ", make("b", {}, String(counts[level])));
    link.dataset.level = level;
    if (state.level === level) link.setAttribute("aria-current", "true");
    box.append(link);
  }
}

// How the results are sorted.
function showSorts(state, count) {
  const links = count < 2 ? [] : Object.entries(SORTS).filter(([sort]) => sort !== "amount" || state.kind !== "notice").map(([sort, title]) => {
    const link = make("a", { href: writeAddress({ ...state, sort }) }, say(sort || state.q ? title : "默认"));
    link.dataset.sort = sort;
    if (state.sort === sort) link.setAttribute("aria-current", "true");
    return link;
  });
  at("search-sorts").replaceChildren(...links);
}

// The nearest feed and table, and paper.
function showTools(state) {
  const path = state.region && state.region !== STATE ? words.pages[state.region] : words.topic[state.topic] ? `topics/${state.topic}/` : null;
  const whose = path && (state.region ? name("region", state.region) : name("topic", state.topic));
  const print = make("button", { type: "button", className: "plain" }, say("打印"));
  print.addEventListener("click", () => window.print());
  at("search-tools").replaceChildren(
    make("a", { href: here(`../../${path ?? ""}feed.xml`).href }, path ? say("订阅“{whose}”", { whose }) : say("订阅全部")),
    make("a", { href: here(`../../${path ?? "data/"}measures.csv`).href }, path ? say("“{whose}”的表格", { whose }) : say("全部措施的表格")),
    print,
  );
}

function clear() {
  for (const id of ["search-note", "search-notices", "search-results", "search-rest"]) at(id).replaceChildren();
  at("search-more-results").hidden = true;
}

async function run() {
  const mine = (turn += 1);
  const state = readState(new URLSearchParams(location.search));
  fillForm(state);
  at("search-results").setAttribute("aria-busy", "true");
  try {
    if (words.empty) announce(say("还没有收录公告。"));
    else await answer(await ready, state, () => mine !== turn);
  } catch (error) {
    announce(say("搜索没有装载成功，请刷新页面，或按地区、主题浏览。"));
    console.warn(error);
  }
  if (mine === turn) at("search-results").setAttribute("aria-busy", "false");
}

// `late` says whether another search has begun since.
async function answer(roll, state, late) {
  const typed = splitWords(state.q);
  let scores = await findAll(roll, typed.map(squash));
  let fit = [...scores.keys()].filter((row) => fits(row, state));
  const hits = fit.length;
  const meant = typed.length && !hits ? await findMeant(roll, typed, (row) => fits(row, state), openLexicon, here("pinyin.json")) : null;
  if (meant?.scores) { scores = meant.scores; fit = [...scores.keys()].filter((row) => fits(row, state)); }
  if (late()) return;
  const asked = meant?.words ?? typed;
  const rows = sortRows(scores, fit.filter((row) => row.shown), state, words.above);
  const rest = sortRows(scores, fit.filter((row) => !row.shown), state, words.above);
  const other = typed.length && state.kind !== "notice" ? sortRows(scores, [...scores.keys()].filter((row) => fits(row, { ...state, kind: "notice", nature: "", level: "" })), state, words.above) : [];
  const context = { roll, state, typed, asked, late, load: (some, marks) => loadCards(roll, some, marks, isInherited(state)) };
  const first = await context.load(rows.slice(0, PAGE), asked);
  const titles = await listNotices(context, other, !fit.length);
  const extra = await context.load(rest.slice(0, REST), asked);
  if (late()) return;
  clear();
  at("search-results").dataset.hits = String(hits);
  showFacets(state, [...scores.keys()]);
  showLevels(state, [...scores.keys()]);
  showSorts(state, rows.length);
  showTools(state);
  if (titles.length) at("search-notices").append(make("h2", { className: "hidden-label" }, say("公告")), ...titles);
  if (fit.length || !typed.length) announce(conclude(state, writeCount(state, rows.length)) + (rest.length ? say("，另有 {n} 条情况通报和意向表述", { n: rest.length }) : ""));
  if (meant?.scores) showMeant(context, meant);
  if (!fit.length && !typed.length) at("search-note").append(make("p", { className: "quiet" }, say("这个条件下还没有收录。可以去掉一个条件再看。")));
  const named = english ? listNamed(state, typed) : [];
  if (named.length) at("search-note").prepend(make("p", { className: "chips chips--wide" }, say("是不是要找："), ...named));
  showRows(context, rows, first);
  showRest(state, rest.length, extra, !rows.length, other.length);
  if (!typed.length || rows.length >= FEW) return;
  const others = meant?.scores ? [] : [...(await readLetters(context, hits)), ...(await findOthers(context))];
  const near = await openRelated({ ...context, typed: asked }, new Set(fit));
  if (late()) return;
  if (others.length) at("search-note").prepend(make("p", { className: "chips chips--wide" }, say("也可以找："), ...others));
  if (!fit.length) await showNear(context, near, other);
  else if (near.concepts.some((concept) => concept.forms.length > 1)) foldRelated(context, near);
}

// A number or a title that is typed asks for the notice itself; and so does what no measure holds.
async function listNotices({ typed, asked, load }, rows, alone) {
  const query = typed.join("");
  const number = NUMBER.test(foldText(query));
  if (!rows.length || !(alone || number || [...squash(query)].length > 4)) return [];
  const cards = await load(rows.slice(0, TOP), asked);
  return cards.filter((card) => alone || number || typed.every((word) => squash(card.querySelector(".notice__title").textContent).includes(squash(word))));
}

function showRows(context, rows, cards) {
  at("search-results").append(...cards);
  const button = at("search-more-results");
  const shown = at("search-results").childElementCount;
  button.hidden = rows.length <= shown;
  button.onclick = async () => {
    const more = await context.load(rows.slice(shown, shown + PAGE), context.asked);
    if (context.late()) return;
    showRows(context, rows, more);
    more[0]?.querySelector("a")?.focus({ preventScroll: true });
  };
}

function showRest(state, count, cards, open, notices) {
  const tail = at("search-rest");
  if (count) {
    const fold = make("details", { className: "fold", open }, make("summary", {}, say("情况通报与意向表述（{n}）", { n: count })), make("div", { className: "measures" }, ...cards));
    if (count > REST) fold.append(make("p", { className: "after" }, say("只列出前十条；加一个词可以缩小范围。")));
    tail.append(fold);
  }
  if (notices) {
    const link = make("a", { href: writeAddress({ ...state, kind: "notice", nature: "", level: "" }) }, say("标题或正文里有这些词的公告：{n} 件", { n: notices }));
    tail.append(make("p", { className: "after" }, link));
  }
}

// Searches for other words of a group, with what they find.
async function findOthers({ roll, state, typed }) {
  const { groups } = await openLexicon();
  const tried = groups.flatMap((group) => group.filter((word) => typed.some((part) => part.includes(word))).flatMap((word) =>
    group.filter((other) => other !== word).map((other) => typed.map((part) => part.replace(word, other)))));
  const unique = [...new Map(tried.map((some) => [some.join(" "), some])).values()].slice(0, 12);
  const found = await Promise.all(unique.map(async (some) => {
    const scores = await findAll(roll, some.map(squash));
    return { q: some.join(" "), count: [...scores.keys()].filter((row) => row.shown && fits(row, state)).length };
  }));
  return found.filter(({ count }) => count).sort((a, b) => b.count - a.count).slice(0, OTHERS).map((entry) => makeChip(state, entry));
}

// Letters that stand somewhere, in an address perhaps, may be meant as pinyin.
async function readLetters({ roll, state, typed }, hits) {
  if (!hits || !typed.every((word) => /^[a-z]+$/iu.test(word))) return [];
  const read = await findMeant(roll, typed, (row) => row.shown && fits(row, state), openLexicon, here("pinyin.json"));
  const count = read?.scores ? [...read.scores.keys()].filter((row) => row.shown && fits(row, state)).length : 0;
  return count && read.words.some(isHan) ? [makeChip(state, { q: read.words.join(" "), count }), ...read.chips.map((entry) => makeChip(state, entry))] : [];
}

const makeChip = (state, { q, count }) => make("a", { className: "chip", href: writeAddress({ ...state, q }) }, q, " ", make("b", {}, String(count)));

// In English, a word may be the name of a topic, a means of support or a place.
function listNamed(state, typed) {
  const wanted = typed.join(" ").toLowerCase();
  if (!/^[a-z' -]{3,}$/u.test(wanted)) return [];
  const fitting = (key) => Object.entries(words[key]).filter(([, text]) => ` ${text.toLowerCase()}`.includes(` ${wanted}`));
  return ["topic", "instrument", "region"].flatMap((key) => fitting(key).map(([value, text]) =>
    make("a", { className: "chip", href: writeAddress({ ...state, q: "", [key]: value }) }, text))).slice(0, OTHERS);
}

// What was taken for what was typed.
function showMeant({ state, typed }, { words: some, way, chips }) {
  const note = at("search-note");
  const link = make("a", { href: writeAddress({ ...state, q: some.join(" ") }) }, some.join(" "));
  if (way === "sound") note.append(make("p", {}, say("没有含{words}的结果。", { words: quote(typed) }), SPACE, say("下面的结果含："), link));
  if (way === "sounding") note.append(make("p", {}, say("没有含{words}的结果。", { words: quote(typed) }), SPACE, say("下面是读音相同的。")));
  if (way === "pinyin" && some.join() !== typed.map(squash).join()) note.append(make("p", {}, say("按拼音查找："), link));
  if (chips.length) note.append(make("p", { className: "chips chips--wide" }, say("是不是要找："), ...chips.map((entry) => makeChip(state, entry))));
}

// What comes near in meaning, best first, without what is shown already; a place in the query narrows it when none is chosen.
async function openRelated({ roll, state, typed }, known) {
  const { concepts, places } = readQuery(typed, await openLexicon());
  const place = places.length === 1 && !state.region ? { region: places[0].code } : {};
  const where = { ...state, ...place };
  const find = async () => {
    if (!concepts.length && !places.length) return { rows: [], met: [] };
    const accept = (row) => !known.has(row) && fits(row, where);
    const found = concepts.length ? await findNear(roll, concepts, accept) : null;
    if (found) return found.rows.length ? found : findNear(roll, listChars(concepts), accept);
    return { rows: sortRows(new Map(), roll.rows.filter((row) => row.shown && accept(row)), { ...where, q: "", sort: "newest" }, words.above), met: [] };
  };
  return { concepts, place: place.region, find };
}

// The characters of words that nothing holds, where they name the matter: 滑雪场 comes near 冰雪.
const listChars = (concepts) => [...new Set(concepts.flatMap(({ text }) => (isHan(text) ? [...text] : [])))].map((text) => ({ text, known: false, titled: true, forms: [{ text, weight: 1 }] }));

// Some is found as typed: what comes near waits until it is asked for.
function foldRelated({ load, late }, near) {
  const list = make("div", { className: "measures" });
  const fold = make("details", { className: "fold" }, make("summary", {}, say("意思相近的措施")), list);
  fold.addEventListener("toggle", async () => {
    const { rows, met } = await near.find();
    const cards = await load(rows.slice(0, PAGE), met.flat());
    if (!late()) list.append(...cards, ...(cards.length ? [] : [make("p", { className: "quiet" }, say("没有别的了。"))]));
  }, { once: true });
  at("search-rest").append(fold);
}

// Nothing is found as typed: what comes near, in which words, and how to ask more widely.
async function showNear({ state, typed, load, late }, near, other) {
  const { rows, met } = await near.find();
  const cards = await load(rows.slice(0, PAGE), met.flat());
  if (late()) return;
  announce(conclude(state, writeCount(state, 0)));
  const note = at("search-note");
  const missed = say(typed.length > 1 ? "没有同时含{words}的结果。" : "没有含{words}的结果。", { words: quote(typed) });
  const said = met.filter((some) => some.length).map((some) => say("“{word}”", { word: some.slice(0, 3).join("／") })).join(say("、"));
  const place = near.place ? say("{name}（含上级）的", { name: name("region", near.place) }) : "";
  note.prepend(make("p", {}, missed, SPACE, cards.length ? say("下面是最接近的：{which}，供参考。", { which: place + (said ? say("含{words}的措施", { words: said }) : say("措施")) }) : ""));
  const wider = Object.keys(FACETS).filter((key) => state[key]).map((key) => [{ [key]: "" }, say("不限{what}（去掉“{value}”）", { what: say(FACETS[key]), value: name(key, state[key]) })]);
  if (state.from || state.to) wider.push([{ from: "", to: "" }, say("不限{what}（去掉“{value}”）", { what: say("日期"), value: describeDays(state) })]);
  if (state.level) wider.push([{ level: "" }, say("各级都看")]);
  if (other.length) wider.push([{ kind: "notice", nature: "", level: "" }, say("公告里有 {n} 件", { n: other.length })]);
  const tips = wider.map(([change, text]) => make("li", {}, make("a", { href: writeAddress({ ...state, ...change }) }, text)));
  if (!cards.length) tips.push(make("li", {}, say("换个说法，或者少用几个字：写“房租”比写“门面房租金太高”容易找到")));
  if (tips.length) note.append(make("ul", {}, ...tips));
  at("search-results").append(...cards);
}

// `to` gets the focus when the answer is there, so that the next key is about it.
async function go(address, to) {
  history.pushState(null, "", address);
  await run();
  to?.focus({ preventScroll: true });
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  go(writeAddress(readState(new FormData(form))), document.activeElement === at("search-q") ? at("search-heading") : null);
});
form.addEventListener("change", (event) => {
  if (event.target.matches("select, [type=date]")) form.requestSubmit();
});
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("#search-facets a, #search-levels a, #search-sorts a, #search-note a, #search-rest a[href^='?']");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  go(link.getAttribute("href"), link.closest("#search-facets") ? null : at("search-heading"));
  at("search-sentence").scrollIntoView({ block: "nearest" });
});

// Arrows go from the box to the results and from one to the next, Escape back to the box.
document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  const links = [...document.querySelectorAll(".found__list .measure__lead a, .found__list .notice__title")].filter((link) => link.offsetParent !== null);
  const here_ = links.indexOf(document.activeElement);
  const fromBox = [at("search-q"), at("search-heading")].includes(document.activeElement);
  const next = event.key === "ArrowDown" ? (fromBox ? links[0] : here_ >= 0 ? links[here_ + 1] : null)
    : event.key === "ArrowUp" && here_ >= 0 ? links[here_ - 1] ?? at("search-q")
      : event.key === "Escape" && (here_ >= 0 || document.activeElement === at("search-heading")) ? at("search-q") : null;
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.select?.();
});
window.addEventListener("popstate", run);
run();

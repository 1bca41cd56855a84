// Two places side by side: reads one small file a place and writes a table of topics. All text goes in as text.
import { parseTable } from "./tables.js";
import { english, say } from "./language.js";

const form = document.getElementById("compare-form");
const table = document.getElementById("compare-table");
const sentence = document.getElementById("compare-sentence");
const site = new URL("../../", import.meta.url);
const here = new URL("../", location.href); // the pages in this language
const topics = parseTable(document.getElementById("compare-topics").textContent);

function make(name, text, ...inside) {
  const element = document.createElement(name);
  if (text) element.textContent = text;
  element.append(...inside);
  return element;
}

function link(text, path, base = here) {
  const element = make("a", text);
  element.href = new URL(path, base);
  return element;
}

function mark(element) {
  if (english) element.lang = "zh";
  return element;
}

function fill(place, topic) {
  const given = place.topics[topic];
  if (!given) return make("td", "—");
  const cell = make("td");
  if (given.own) {
    const list = make("ul", "", ...given.first.map((item) => mark(make("li", "", link(item.lead, item.path, site), make("small", item.figures.length ? ` ${item.figures.join("、")}` : "")))));
    cell.append(list);
  }
  const counts = [given.own > given.first.length && say("本级共 {n} 条", { n: given.own }), given.above && say("上级 {n} 条", { n: given.above })].filter(Boolean).join(say("，"));
  if (counts) cell.append(make("small", "", link(counts, given.path)));
  return cell;
}

function draw(a, b) {
  const head = make("tr", "", make("th", say("主题")), ...[a, b].map((place) => make("th", "", link(place.name, place.path))));
  for (const cell of head.cells) cell.scope = "col";
  const rows = Object.keys(topics).filter((topic) => a.topics[topic] || b.topics[topic]).map((topic) => {
    const name = make("th", topics[topic]);
    name.scope = "row";
    return make("tr", "", name, fill(a, topic), fill(b, topic));
  });
  const drawn = make("table", "", make("caption", say("各主题下的措施，每格最多列三条")), make("thead", "", head), make("tbody", "", ...rows));
  drawn.className = "sides";
  table.replaceChildren(drawn);
  const only = (x, y) => Object.keys(x.topics).filter((topic) => x.topics[topic].own && !y.topics[topic]?.own).length;
  const counts = { a: a.name, b: b.name, own: a.own, other: b.own, only: only(a, b), rest: only(b, a) };
  sentence.textContent = say("{a}本级 {own} 条，{b}本级 {other} 条；只有{a}有的主题 {only} 个，只有{b}有的 {rest} 个", counts);
}

async function read(code, i) {
  const answer = await fetch(new URL(`compare/${code}.json`, site));
  if (!answer.ok) throw new Error(code);
  const place = parseTable(await answer.text());
  return english ? { ...place, name: form.elements["ab"[i]].selectedOptions[0].text } : place;
}

const state = new URLSearchParams(location.search);
const codes = ["a", "b"].map((name) => {
  const select = form.elements[name];
  select.value = state.get(name) ?? "";
  if (select.selectedIndex < 0) select.value = "";
  return select.value;
});
const asked = ["a", "b"].map((name) => state.get(name));
if (asked.every(Boolean) && !codes.every(Boolean)) sentence.textContent = say("其中有地区还没有收录本级措施，没有可以并排的。");
if (codes.every(Boolean)) {
  try {
    draw(...(await Promise.all(codes.map(read))));
  } catch {
    sentence.textContent = say("读不到这两个地区的数据，请打开地区页查看。");
  }
}

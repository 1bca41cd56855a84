// What scripts say, in the language of the page: Chinese as it is written here, or English by the table of site_config/finding/search_tables.py.
import { parseTable } from "./tables.js";

export const english = (document.querySelector(".digest") ?? document.documentElement).lang === "en"; // a rendered tree has the language on its block
const words = parseTable(english ? await (await fetch(new URL("english.json", import.meta.url), { cache: "no-cache" })).text() : "{}");

const HAN = /[\u4e00-\u9fff]/u;
const DATE = /^(\d{4})年(\d{1,2})月(\d{1,2})日$/u;
const GAP = /\{(\w+)\}/gu;
const JOINTS = [" · ", "、", " ", "·"];

const fill = (text, values) => text.replace(GAP, (gap, name) => values[name] ?? gap);

// `text` in the language of the page, with its gaps filled.
export const say = (text, values = {}) => fill(words[text] ?? text, values);

let shapes;
// Sentences of the table that have gaps, as patterns.
const listShapes = () => (shapes ??= Object.keys(words).filter((text) => text.includes("{") && HAN.test(text)).map((text) => ({ text, pattern: writePattern(text) })));

function writePattern(text) {
  const seen = new Set();
  const gap = (_, name) => (seen.has(name) ? `\\k<${name}>` : (seen.add(name), `(?<${name}>.+?)`));
  return new RegExp(`^${text.replace(/[.*+?^$()|[\]\\]/gu, "\\$&").replace(GAP, gap)}$`, "u");
}

// What was written in Chinese by our own builders, as English; null when it is not all ours.
// `role` tells in which role a word may mean something else.
function translate(text, role) {
  if (!HAN.test(text)) return text;
  const word = words[`${role}:${text}`] ?? words[text];
  if (word) return word;
  const date = DATE.exec(text);
  if (date) return `${date[1]}-${date[2].padStart(2, "0")}-${date[3].padStart(2, "0")}`;
  for (const { text: shape, pattern } of listShapes()) {
    const groups = pattern.exec(text)?.groups;
    const names = Object.keys(groups ?? {});
    const said = groups && translateAll(Object.values(groups), names);
    if (said) return say(shape, Object.fromEntries(names.map((name, i) => [name, said[i]])));
  }
  const joint = JOINTS.find((some) => text.includes(some));
  return joint ? (translateAll(text.split(joint), [], role)?.join(say(joint)) ?? null) : null;
}

function translateAll(texts, roles, role) {
  const said = texts.map((text, i) => translate(text, roles[i] ?? role));
  return said.every((text) => text !== null) ? said : null;
}

// The labels of a card of the index in English; what was scraped is marked as Chinese and stays.
export function tell(card) {
  if (!english) return;
  const walker = document.createTreeWalker(card, NodeFilter.SHOW_TEXT, (node) => (node.parentElement.closest("[lang=zh]") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT));
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const text = node.data.trim();
    const said = text && translate(text, node.parentElement.matches(".notice__kind") ? "kind" : "");
    if (said) node.data = node.data.replace(text, () => said);
    else if (said === null) node.parentElement.lang = "zh";
  }
  for (const element of card.querySelectorAll("[title]")) element.title = translate(element.title) ?? element.title;
  for (const link of card.querySelectorAll("a[href^='../']")) {
    const path = link.getAttribute("href");
    if (!/^\.\.\/(?:regions|topics|tags)\//u.test(path)) link.setAttribute("href", `../${path}`);
  }
}

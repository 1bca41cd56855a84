// Results as readers see them: the cards come ready made from the index, here the words that were asked for are marked in them.
import { foldText } from "./han.js";
import { say, tell } from "./language.js";

export const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

function parseCard(html) {
  const box = document.createElement("template");
  box.innerHTML = html; // made by our own templates, which escape everything; the page's policy runs no inline script
  return box.content.firstElementChild;
}

// The cards of rows, in their order, with words marked; `inherited` tells of a row whether a unit above gives it.
export async function loadCards(roll, rows, words, inherited) {
  const loaded = await Promise.all(rows.map((row) => roll.loadCard(row)));
  return loaded.map((html, i) => {
    const card = parseCard(html);
    tell(card);
    if (inherited(rows[i])) card.querySelector(".chips")?.prepend(make("span", { className: "chip chip--inherited" }, say("上级")));
    markWords(card, words);
    addSnippet(card);
    return card;
  });
}

function markWords(card, words) {
  const wanted = words.map((word) => [...foldText(word).matchAll(/\S/gu)].map(([char]) => char)).filter((chars) => chars.length);
  const walker = document.createTreeWalker(card, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  for (const node of nodes) markNode(node, wanted);
}

// Characters are compared one by one after folding, so that offsets in the text stay true.
function markNode(node, wanted) {
  const chars = [...node.data];
  const folded = chars.map((char) => foldText(char));
  const marked = new Array(chars.length).fill(false);
  for (const word of wanted) {
    for (let i = 0; i + word.length <= folded.length; i += 1) {
      if (word.every((char, j) => folded[i + j] === char)) marked.fill(true, i, i + word.length);
    }
  }
  if (!marked.includes(true)) return;
  const pieces = [];
  for (let i = 0; i < chars.length;) {
    let j = i;
    while (j < chars.length && marked[j] === marked[i]) j += 1;
    const text = chars.slice(i, j).join("");
    pieces.push(marked[i] ? make("mark", {}, text) : text);
    i = j;
  }
  node.replaceWith(...pieces);
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

// Suggestions below every search box: places, topics and frequent measures, by their characters, the initials of their pinyin or their English.
import { foldText, loadSimplified } from "./han.js";
import { english, say } from "./language.js";

const MOST = 8;
const KINDS = { region: "地区", topic: "主题", q: "" };
let opened;

function openSuggestions() {
  opened ??= Promise.all([
    fetch(new URL("suggest.json", import.meta.url)).then((answer) => answer.json()),
    loadSimplified(new URL("simplified.json", import.meta.url)),
  ]).then(([entries]) => entries.map(([text, initials, key, value]) => {
    const other = english && say(text) !== text ? say(text) : "";
    return { text, other, folded: foldText(text), initials, words: foldText(other).split(/[^a-z0-9']+/u), key, value };
  }));
  return opened;
}

// Beginnings before middles, and of these the given order.
function choose(entries, typed) {
  const wanted = foldText(typed).replace(/\s/gu, "");
  if (!wanted) return [];
  const latin = /^[a-z]{2,}$/.test(wanted);
  const rank = ({ folded, initials, words }) => (words.some((word) => word.startsWith(wanted)) ? 0 : folded.startsWith(wanted) || (latin && initials.startsWith(wanted)) ? 0 : folded.includes(wanted) || (latin && wanted.length > 2 && initials.includes(wanted)) ? 1 : 2);
  return entries.map((entry) => ({ entry, at: rank(entry) })).filter(({ at }) => at < 2).sort((a, b) => a.at - b.at).slice(0, MOST).map(({ entry }) => entry);
}

let boxes = 0;

function attachSuggestions(input) {
  const list = document.createElement("ul");
  list.id = `suggestions-${(boxes += 1)}`;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", say("建议"));
  list.hidden = true;
  const label = input.closest("label");
  const wrap = document.createElement("div");
  wrap.className = `suggesting ${label.className}`;
  label.className = "";
  const typing = document.activeElement === input;
  label.replaceWith(wrap);
  wrap.append(label, list);
  if (typing) input.focus({ preventScroll: true }); // moved, it lost the focus
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id })) input.setAttribute(name, value);
  let chosen = -1;
  let turn = 0;

  const point = (to) => {
    chosen = to;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === chosen)));
    if (chosen < 0) input.removeAttribute("aria-activedescendant");
    else { input.setAttribute("aria-activedescendant", list.children[chosen].id); list.children[chosen].scrollIntoView({ block: "nearest" }); }
  };
  const close = () => { turn += 1; list.hidden = true; input.setAttribute("aria-expanded", "false"); point(-1); };
  const go = ({ key, value }) => {
    close();
    if (key === "q") { input.value = value; input.form.requestSubmit(); return; }
    const target = new URL(input.form.action);
    target.search = new URLSearchParams({ [key]: value }).toString();
    location.assign(target);
  };
  const show = (found) => {
    list.replaceChildren(...found.map((entry, i) => {
      const item = document.createElement("li");
      item.id = `${list.id}-${i}`;
      item.setAttribute("role", "option");
      const kind = document.createElement("small");
      kind.textContent = entry.other ? entry.text : say(KINDS[entry.key]);
      if (english) (entry.other ? kind : item).lang = "zh";
      item.append(entry.other || entry.text, kind);
      item.addEventListener("mousedown", (event) => { event.preventDefault(); go(entry); });
      item.go = () => go(entry);
      return item;
    }));
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(Boolean(found.length)));
    point(-1);
  };

  input.addEventListener("input", async (event) => {
    if (event.isComposing) return;
    const mine = (turn += 1);
    const entries = await openSuggestions();
    if (mine === turn) show(choose(entries, input.value));
  });
  input.addEventListener("compositionend", () => input.dispatchEvent(new InputEvent("input")));
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || list.hidden) return;
    const last = list.children.length - 1;
    if (event.key === "ArrowDown") point(chosen >= last ? 0 : chosen + 1);
    else if (event.key === "ArrowUp") point(chosen <= 0 ? last : chosen - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && chosen >= 0) list.children[chosen].go();
    else return;
    event.preventDefault();
  });
  input.addEventListener("blur", close);
  input.form.addEventListener("submit", close);
  if (typing && input.value) input.dispatchEvent(new InputEvent("input")); // typed before this script was there
}

for (const input of document.querySelectorAll("[data-search-input]")) attachSuggestions(input);

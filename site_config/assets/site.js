// Small comforts on every page: "/" goes to the search box, tables sort, region pages remember #above and #all. Everything works without.
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const boxes = [...document.querySelectorAll("[data-search-input]")].filter((box) => box.offsetParent !== null);
  if (!boxes.length) return;
  event.preventDefault();
  boxes[0].focus();
  boxes[0].select();
});

function sortTable(table, column, numeric, direction) {
  const body = table.tBodies[0];
  const value = (row) => row.cells[column].dataset.value ?? row.cells[column].textContent.trim();
  const compare = numeric ? (a, b) => Number(value(a)) - Number(value(b)) : (a, b) => value(a).localeCompare(value(b), "zh");
  body.append(...[...body.rows].sort((a, b) => direction * compare(a, b)));
}

for (const table of document.querySelectorAll("table[data-sortable]")) {
  [...table.tHead.rows[0].cells].forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const direction = head.getAttribute("aria-sort") === "descending" ? 1 : -1;
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", direction < 0 ? "descending" : "ascending");
      sortTable(table, column, head.dataset.sort === "number", direction);
    });
  });
}

const view = document.getElementById(`view-${location.hash.slice(1)}`);
if (view) view.checked = true;

// Part of an address as it is read; as it stands where it is no text, as `%` is none.
function decode(text, read = decodeURIComponent) {
  try { return read(text); } catch { return text; }
}

// A link to a measure that is folded away opens the fold.
function openTarget() {
  const target = location.hash.length > 1 && document.getElementById(decode(location.hash.slice(1)));
  const fold = target && target.closest("details:not([open])");
  if (fold) { fold.open = true; target.scrollIntoView(); }
}
window.addEventListener("hashchange", openTarget);
openTarget();

// Days left and status by the reader's own day; pages carry those of the day when they were built.
const DAY = 86400000;
const SOON_DAYS = 90;
const OVER = ["expired", "repealed", "superseded"];
const english = (document.querySelector(".digest") ?? document.documentElement).lang === "en"; // a rendered tree has the language on its block
const say = (chinese, other) => (english ? other : chinese);
const STATUSES = {
  __proto__: null, repealed: say("已废止", "repealed"), superseded: say("已被替代", "superseded"),
  expired: say("已到期", "expired"), not_yet: say("未生效", "not yet in force"), in_force: say("有效", "in force"), unstated: say("效力未注明", "no term stated"),
};
function countDays(iso) {
  const now = new Date();
  return Math.round((Date.parse(iso) - Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())) / DAY);
}
// As `findStatus` of roll.js, from the days that a mark carries.
function findStatus({ from, to, during, repealed }) {
  if (repealed && countDays(repealed) <= 0) return "repealed";
  if (to && countDays(to) < 0) return "expired";
  return from && countDays(from) > 0 ? "not_yet" : during;
}
function renewDays(part) {
  for (const mark of part.querySelectorAll("[data-during]")) {
    const status = findStatus(mark.dataset);
    mark.className = mark.classList.contains("chip") ? `chip chip--status chip--${status}` : `state state--${status}`;
    mark.textContent = STATUSES[status];
  }
  for (const card of part.querySelectorAll(".measure")) {
    const chip = card.querySelector(".chip--left");
    const left = chip ? countDays(chip.dataset.until) : 0;
    const over = left < 0 || OVER.some((status) => card.querySelector(`.chip--${status}`));
    card.classList.toggle("measure--over", over);
    if (!chip) continue;
    chip.hidden = over || left > SOON_DAYS;
    chip.textContent = left === 0 ? say("今天截止", "ends today") : say(`还剩 ${left} 天`, `${left} days left`);
  }
  for (const line of part.querySelectorAll(".soon [data-until]")) {
    const left = countDays(line.dataset.until);
    line.hidden = left < 0;
    line.querySelector("b").textContent = left;
  }
}
renewDays(document);

// Printing: a button for it, and on paper the address of the page and the day.
for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => print());
window.addEventListener("beforeprint", () => {
  const now = new Date();
  for (const place of document.querySelectorAll("[data-address]")) place.textContent = decode(location.href.split("#")[0], decodeURI);
  for (const place of document.querySelectorAll("[data-today]")) place.textContent = say(` · ${now.getFullYear()}年${now.getMonth() + 1}月${now.getDate()}日打印`, ` · printed ${now.toLocaleDateString("sv")}`);
});
const results = document.getElementById("search-results");
// The first results show themselves whole: nothing of them moves while they come in.
if (results) {
  const whole = new MutationObserver(() => {
    if (results.getAttribute("aria-busy") !== "false") return;
    results.closest(".found").classList.add("found--ready");
    whole.disconnect();
  });
  whole.observe(results, { attributes: true, attributeFilter: ["aria-busy"] });
}
for (const part of document.querySelectorAll("#search-results, #search-rest, #search-notices")) {
  new MutationObserver((changes) => changes.some((change) => change.addedNodes.length) && renewDays(part)).observe(part, { childList: true });
}

// The same search or comparison in the other language.
const language = document.querySelector(".site-language");
if (document.querySelector("#search-form, #compare-form")) language?.addEventListener("click", () => { language.search = location.search; });

const version = new URL(document.currentScript.src).search;
if (document.getElementById("search-form")) import(`./search.js${version}`);
if (document.getElementById("compare-form")) import(`./compare.js${version}`);
if (document.querySelector("[data-search-input]")) import(`./suggest.js${version}`);

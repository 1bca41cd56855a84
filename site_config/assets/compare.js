// Two places side by side: reads one small file a place and writes a table of topics. All text goes in as text.
const form = document.getElementById("compare-form");
const table = document.getElementById("compare-table");
const sentence = document.getElementById("compare-sentence");
const root = new URL("../", location.href);
const topics = JSON.parse(document.getElementById("compare-topics").textContent);

function make(name, text, ...inside) {
  const element = document.createElement(name);
  if (text) element.textContent = text;
  element.append(...inside);
  return element;
}

function link(text, path) {
  const element = make("a", text);
  element.href = new URL(path, root);
  return element;
}

function fill(place, topic) {
  const given = place.topics[topic];
  if (!given) return make("td", "—");
  const cell = make("td");
  if (given.own) {
    const list = make("ul", "", ...given.first.map((item) => make("li", "", link(item.lead, item.path), make("small", item.figures.length ? ` ${item.figures.join("、")}` : ""))));
    cell.append(list);
  }
  const counts = [given.own > given.first.length && `本级共 ${given.own} 条`, given.above && `上级 ${given.above} 条`].filter(Boolean).join("，");
  if (counts) cell.append(make("small", "", link(counts, given.path)));
  return cell;
}

function draw(a, b) {
  const head = make("tr", "", make("th", "主题"), ...[a, b].map((place) => make("th", "", link(place.name, place.path))));
  for (const cell of head.cells) cell.scope = "col";
  const rows = Object.keys(topics).filter((topic) => a.topics[topic] || b.topics[topic]).map((topic) => {
    const name = make("th", topics[topic]);
    name.scope = "row";
    return make("tr", "", name, fill(a, topic), fill(b, topic));
  });
  const drawn = make("table", "", make("caption", "各主题下的措施，每格最多列三条"), make("thead", "", head), make("tbody", "", ...rows));
  drawn.className = "sides";
  table.replaceChildren(drawn);
  const only = (x, y) => Object.keys(x.topics).filter((topic) => x.topics[topic].own && !y.topics[topic]?.own).length;
  sentence.textContent = `${a.name}本级 ${a.own} 条，${b.name}本级 ${b.own} 条；只有${a.name}有的主题 ${only(a, b)} 个，只有${b.name}有的 ${only(b, a)} 个`;
}

async function read(code) {
  const answer = await fetch(new URL(`${code}.json`, location.href.split("?")[0]));
  if (!answer.ok) throw new Error(code);
  return answer.json();
}

const state = new URLSearchParams(location.search);
const codes = ["a", "b"].map((name) => {
  const select = form.elements[name];
  select.value = state.get(name) ?? "";
  if (select.selectedIndex < 0) select.value = "";
  return select.value;
});
if (codes.every((code) => code)) {
  try {
    draw(...(await Promise.all(codes.map(read))));
  } catch {
    sentence.textContent = "读不到这两个地区的数据，请打开地区页查看。";
  }
}

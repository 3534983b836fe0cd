"use strict";
(() => {
  const root = document.documentElement;
  const byId = (id) => document.getElementById(id);
  const words = JSON.parse(byId("words").textContent);

  // language: both are in the page, the style shows one
  function speak(lang) {
    root.lang = lang;
    document.title = words.title[lang === "en" ? 1 : 0];
    for (const node of document.querySelectorAll("option[data-vi]")) node.textContent = node.dataset[lang];
    for (const node of document.querySelectorAll("input[data-vi]")) node.placeholder = node.dataset[lang];
    for (const node of document.querySelectorAll("[aria-label][data-vi]")) node.setAttribute("aria-label", node.dataset[lang]);
  }
  function remember(lang) {
    try { localStorage.setItem("thidua-language", lang); } catch { /* storage may be forbidden */ }
  }
  function remembered() {
    try { return localStorage.getItem("thidua-language"); } catch { return null; }
  }
  byId("language").hidden = false;
  byId("language").addEventListener("click", () => {
    const lang = root.lang === "vi" ? "en" : "vi";
    speak(lang);
    remember(lang);
  });
  if (["vi", "en"].includes(remembered())) speak(remembered());

  // nodes: built from text alone, so that nothing in a workbook can become markup
  function make(name, className, ...children) {
    const node = document.createElement(name);
    if (className) node.className = className;
    node.append(...children);
    return node;
  }
  function both([vi, en]) {
    if (vi === en) return [vi];
    return [vi, en].map((text, index) => {
      const node = make("span", "", text);
      node.lang = index ? "en" : "vi";
      return node;
    });
  }

  // sections: the first rows stand in the page, the others are built when they are asked for
  const STEP = 200;
  class Section {
    constructor(node) {
      this.node = node;
      this.body = node.querySelector("tbody");
      this.isPersonal = Boolean(node.querySelector("table.personal"));
      this.labels = words.outcomes[node.dataset.kind];
      const { texts, rows } = this.read("rows");
      this.texts = texts;
      this.rows = rows;
      this.found = rows.map((_, number) => number);
      this.drawn = this.body ? this.body.rows.length : 0;
      this.button = node.querySelector(".more button");
      this.button?.addEventListener("click", () => this.draw(this.drawn + STEP));
      this.showMore();
    }
    read(name) {
      return JSON.parse(this.node.querySelector(`script.${name}`).textContent);
    }
    anchor(id) {
      return `${id}/${this.node.dataset.anchor}`;
    }
    row(number) {
      const [id, name, unit, outcome, short] = this.rows[number];
      const head = make("th", "", name, " ", make("span", "id", id));
      head.scope = "row";
      const badge = make("span", `badge ${words.words[outcome]}`, ...both(this.labels[outcome]));
      const details = make("details", "", make("summary", "", ...both(this.texts[short])));
      details.id = this.anchor(id);
      const row = make("tr", "", head);
      if (this.isPersonal) row.append(make("td", "", ...both(words.units[unit])));
      row.append(make("td", "", badge), make("td", "", details));
      row.dataset.n = number;
      return row;
    }
    draw(most) {
      const next = this.found.slice(this.drawn, most);
      this.body?.append(...next.map((number) => this.row(number)));
      this.drawn += next.length;
      this.showMore();
    }
    showMore() {
      if (this.button) this.button.parentNode.hidden = this.drawn >= this.found.length;
    }
    filter(passes) {
      const found = [];
      this.rows.forEach((row, number) => {
        if (passes(row)) found.push(number);
      });
      const isSame = found.length === this.found.length && found.every((number, place) => number === this.found[place]);
      if (isSame) return;
      this.found = found;
      this.drawn = 0;
      this.body?.replaceChildren();
      this.draw(STEP);
    }
  }
  const sections = [...document.querySelectorAll("section.title")].map((node) => new Section(node));
  const total = sections.reduce((sum, section) => sum + section.rows.length, 0);
  addEventListener("beforeprint", () => sections.forEach((section) => section.draw(Infinity)));

  // details: why, criterion by criterion, when they are first unfolded
  function quoted([sheet, ref, raw], texts) {
    const node = make("span", "cell", make("code", "", texts[sheet][0] + ref), ": ");
    node.append(...(raw === "" ? both(words["blank-cell"]) : [`“${raw}”`]));
    return node;
  }
  function finding([asks, cite, verdict, why, evidence], texts) {
    const node = make("li", "");
    const badge = make("span", `badge verdict-${verdict}`, ...both(words.verdicts[verdict]));
    node.append(make("p", "", badge, " ", make("b", "", ...both(texts[asks])), " ", make("span", "cite", `(${cite})`)));
    node.append(make("p", "", ...both(texts[why])));
    const list = make("ul", "evidence");
    for (const [said, cells] of evidence) {
      const line = make("li", "", ...both(texts[said]));
      for (const cell of cells) line.append(" ", quoted(cell, texts));
      list.append(line);
    }
    if (evidence.length) node.append(list);
    return node;
  }
  function block(word, numbers, texts) {
    if (!numbers.length) return [];
    const list = make("ul", "", ...numbers.map((number) => make("li", "", ...both(texts[number]))));
    return [make("h4", "", ...both(words[word])), list];
  }
  function unfold(details) {
    if (details.children.length > 1) return;
    const section = sections.find((each) => each.node.contains(details));
    section.details ??= section.read("details");
    const { texts, answers } = section.details;
    const answer = answers[details.closest("tr").dataset.n];
    const link = make("a", "link", ...both(words.link));
    link.href = "#" + encodeURIComponent(details.id);
    const node = make("div", "detail", ...block("repairs", answer.r, texts), ...block("missing", answer.o, texts));
    node.append(make("h4", "", ...both(words.findings)));
    node.append(make("ol", "findings", ...answer.f.map((each) => finding(each, texts))));
    node.append(make("p", "", link));
    details.append(node);
  }
  document.addEventListener("toggle", (event) => {
    if (event.target.open && event.target.matches("table.roll details")) unfold(event.target);
  }, true);

  // filter: accents and case do not count, words may stand in any order
  const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase();
  const folded = new Map();
  function named(row) {
    if (!folded.has(row)) folded.set(row, fold(`${row[1]} ${row[0]}`));
    return folded.get(row);
  }
  const form = byId("filter");
  function filter() {
    const wanted = fold(byId("find").value).split(/\s+/).filter(Boolean);
    const [title, outcome, unit] = ["by-title", "by-outcome", "by-unit"].map((id) => byId(id).value);
    const passes = (row) =>
      (!outcome || String(row[3]) === outcome) &&
      (!unit || String(row[2]) === unit) &&
      wanted.every((word) => named(row).includes(word));
    const isFiltered = Boolean(wanted.length || outcome || unit);
    let shown = 0;
    for (const section of sections) {
      const isChosen = !title || section.node.dataset.number === title;
      if (isChosen) section.filter(passes);
      section.node.hidden = !isChosen || (isFiltered && !section.found.length);
      if (isChosen) shown += section.found.length;
    }
    byId("shown").textContent = `${shown}/${total}`;
    byId("nothing").hidden = shown > 0 || !total;
  }
  let waiting = 0;
  form.hidden = false;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, 100);
  });
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    filter();
  });
  filter();

  // links: the address names a subject and a title, whether or not its row is drawn yet
  function reveal(name) {
    for (const section of sections) {
      const found = section.rows.find((row) => section.anchor(row[0]) === name);
      if (!found) continue;
      form.reset();
      byId("find").value = found[0];
      filter();
    }
  }
  function follow() {
    let name = location.hash.slice(1);
    try { name = decodeURIComponent(name); } catch { /* not encoded */ }
    if (!name) return;
    if (!byId(name)) reveal(name);
    const target = byId(name);
    if (!target) return;
    if (target.closest("section.title")?.hidden) {
      byId("by-title").value = "";
      filter();
    }
    if (target.matches("details")) {
      target.open = true;
      unfold(target);
    }
    target.scrollIntoView();
    target.querySelector("summary")?.focus({ preventScroll: true });
  }
  addEventListener("hashchange", follow);
  addEventListener("load", () => setTimeout(follow)); // until then the browser looks for the address itself
})();

// Tables that can be searched, sorted, leafed through and exported; drawn when they come near.
DataTable.util.diacritics((text, both) => {
  if (typeof text !== "string") return text;
  const bare = foldedCase(text);
  return bare === text ? text : both ? `${text} ${bare}` : bare;
});

const PAGE = 25;
const PAGES = [25, 50, 100, 500];
const FEW = 10; // rows that nobody needs to search
const NARROWEST = 17; // characters of a column, so that no id is broken

function labels() {
  const named = (names) => Object.fromEntries(names.map((name) => [name, word(name)]));
  return {
    emptyTable: word("no-rows"),
    zeroRecords: word("nothing-found"),
    info: word("rows"),
    infoEmpty: word("no-rows"),
    infoFiltered: word("rows-of"),
    lengthMenu: `${word("per-page")} _MENU_`,
    search: word("find-here"),
    thousands: root.lang === "en" ? "," : ".",
    paginate: { first: "«", previous: "‹", next: "›", last: "»" },
    aria: {
      orderable: word("sorted"),
      orderableReverse: word("sorted"),
      orderableRemove: word("sorted"),
      paginate: { ...named(["first", "previous", "next", "last"]), number: "" },
    },
    buttons: { copyTitle: word("copied-title"), copySuccess: { 1: word("copied"), _: word("copied") } },
  };
}

function buttons(title) {
  const exportOptions = {
    orthogonal: "export",
    stripHtml: false,
    decodeEntities: false,
    escapeExcelFormula: true,
  };
  return ["copy", "csv", "excel"].map((extend) => ({
    extend,
    text: word(extend),
    title,
    filename: title,
    bom: true,
    exportOptions,
  }));
}

class Sheet {
  // A column has a heading, perhaps a width, and for each row what to show, its text and its rank.
  constructor(place, title, rows, columns, options = {}) {
    Object.assign(this, { place, title, rows, columns, options });
    inNewLanguage.push(() => this.table && this.build());
  }
  build() {
    const before = this.table && { order: this.table.order(), page: this.table.page(), search: this.table.search() };
    this.table?.destroy();
    const node = make("table", "list cards");
    node.setAttribute("aria-label", this.title());
    this.place.replaceChildren(node);
    const columns = this.columns();
    this.table = new DataTable(node, {
      data: this.rows,
      columns: columns.map((column) => ({
        title: "",
        data: null,
        className: column.className ?? "",
        width: column.width,
        cellType: column.isHead ? "th" : "td",
        orderable: Boolean(column.rank),
        searchable: !this.options.hasOwnSearch,
        type: column.isRanked ? "num" : "string",
        render: (_, type, row) => this.render(column, type, row),
      })),
      createdRow: (line) => [...line.cells].forEach((cell, number) => {
        cell.dataset.label = columns[number].heading;
        if (columns[number].isHead) cell.scope = "row";
        if (!cell.textContent) cell.classList.add("empty");
      }),
      headerCallback: (line) => [...line.cells].forEach((cell, number) => {
        cell.scope = "col";
        cell.querySelector(".dt-column-title").textContent = columns[number].heading;
      }),
      drawCallback: () => this.place.querySelector(".dt-paging nav")?.setAttribute("aria-label", `${word("pages")}: ${this.title()}`),
      deferRender: true,
      autoWidth: false,
      order: before?.order ?? [],
      pageLength: PAGE,
      lengthMenu: PAGES,
      language: labels(),
      layout: {
        topStart: { buttons: buttons(this.title()) },
        topEnd: this.options.hasOwnSearch || this.rows.length <= FEW ? null : "search",
        bottomStart: this.rows.length > PAGE ? ["info", "pageLength"] : "info",
        bottomEnd: this.rows.length > PAGE ? "paging" : null,
      },
    });
    if (this.options.passes) this.table.search.fixed("form", (_, row) => this.options.passes(row));
    if (before) this.table.search(before.search).page(before.page).draw("page");
    else if (this.options.passes) this.table.draw();
  }
  render(column, type, row) {
    switch (type) {
      case "display": return make("span", "", column.show(row)); // a bare text would be taken for markup
      case "sort": case "type": return column.rank ? column.rank(row) : "";
      default: return column.text(row);
    }
  }
  spread() {
    if (!this.table) this.build();
    this.before = { length: this.table.page.len(), page: this.table.page() };
    this.table.page.len(-1).draw();
  }
  gather() {
    if (!this.before) return;
    this.table.page.len(this.before.length).page(this.before.page).draw("page");
    this.before = null;
  }
}

// The results: one row for each subject and title.
const data = JSON.parse(byId("rows").textContent);
const told = (number) => pick(data.texts[number]);
const [SUBJECT, TITLE, OUTCOME, SHORT] = [0, 1, 2, 3];
const [ID, NAME, UNIT] = [0, 1, 2];
const subjectOf = (row) => data.subjects[row[SUBJECT]];
const titleOf = (row) => data.titles[row[TITLE]];
const outcomeText = (row) => pick(words.outcomes[titleOf(row)[2]][row[OUTCOME]]);
const outcomeBadge = (row) => badge(words.words[row[OUTCOME]], outcomeText(row));
const addressOf = (row) => `#${encodeURIComponent(subjectOf(row)[ID])}/${titleOf(row)[3]}`;

const found = data.subjects.map(([id, name]) => ({ plain: plain(`${name} ${id}`), folded: folded(`${name} ${id}`) }));
function passes(row) {
  const { title, outcome, unit, wanted } = asked;
  return (title === "" || row[TITLE] === Number(title)) &&
    (outcome === "" || row[OUTCOME] === Number(outcome)) &&
    (unit === "" || subjectOf(row)[UNIT] === Number(unit)) &&
    wanted.every((part) => found[row[SUBJECT]][part === folded(part) ? "folded" : "plain"].includes(part));
}
const asked = { title: "", outcome: "", unit: "", wanted: [] };

const results = new Sheet(byId("roll"), () => word("title"), data.rows, () => {
  const [title, name, unit, outcome, why] = words.columns.map(pick);
  return [
    { heading: title, className: "what", show: (row) => told(titleOf(row)[0]), text: (row) => told(titleOf(row)[0]), rank: (row) => row[TITLE], isRanked: true },
    {
      heading: name, className: "who", isHead: true, isRanked: true,
      show: (row) => nodes(link(addressOf(row), subjectOf(row)[NAME] || subjectOf(row)[ID]), " ", make("span", "id", subjectOf(row)[ID])),
      text: (row) => `${subjectOf(row)[NAME]} (${subjectOf(row)[ID]})`,
      rank: (row) => row[SUBJECT],
    },
    { heading: unit, className: "unit", show: (row) => pick(words.units[subjectOf(row)[UNIT]]), text: (row) => pick(words.units[subjectOf(row)[UNIT]]), rank: (row) => subjectOf(row)[UNIT], isRanked: true },
    { heading: outcome, className: "outcome", show: outcomeBadge, text: outcomeText, rank: (row) => words.order[row[OUTCOME]], isRanked: true },
    { heading: why, className: "why", show: (row) => told(row[SHORT]), text: (row) => told(row[SHORT]) },
  ];
}, { hasOwnSearch: true, passes });

// The flat tables: as the workbook has them; the id of a subject leads to its page.
const ids = new Map(data.subjects.map(([id], number) => [id, number]));
function flatSheet(section) {
  const place = section.querySelector(".sheet");
  if (!place) return null;
  const { headers, texts, rows } = JSON.parse(section.querySelector("script.data").textContent);
  const text = (content) => {
    if (!Array.isArray(content)) return pick(texts[content]);
    return content.length > 1 ? pick(texts[content[0]]) : String(content[0]);
  };
  const show = (content) => {
    const shown = text(content);
    if (Array.isArray(content) && content.length > 1) return badge(content[1], shown);
    return ids.has(shown) ? link(`#${encodeURIComponent(shown)}`, shown) : shown;
  };
  const isNumber = (number) => rows.every((row) => Array.isArray(row[number]) && row[number].length === 1);
  const widths = headers.map(([, , width]) => Math.max(width, NARROWEST));
  const whole = widths.reduce((sum, width) => sum + width, 0);
  return new Sheet(place, () => section.querySelector(`h2 :lang(${root.lang}), h2`).textContent, rows, () =>
    headers.map((heading, number) => ({
      heading: pick(heading),
      width: `${(100 * widths[number]) / whole}%`,
      className: isNumber(number) ? "number" : "",
      show: (row) => show(row[number]),
      text: (row) => text(row[number]),
      rank: (row) => (isNumber(number) ? row[number][0] : text(row[number])),
      isRanked: isNumber(number),
    })));
}
const flats = new Map();
for (const section of document.querySelectorAll("section.flat")) {
  const sheet = flatSheet(section);
  if (sheet) flats.set(section, sheet);
}
const near = new IntersectionObserver((seen) => {
  for (const { target, isIntersecting } of seen) if (isIntersecting) drawn(target);
}, { rootMargin: "800px" });
function drawn(section) {
  near.unobserve(section);
  const sheet = flats.get(section);
  if (sheet && !sheet.table) sheet.build();
}

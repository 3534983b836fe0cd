// The filter, addresses that name a subject or a place, printing; and the first drawing.
const form = byId("filter");
function filter() {
  asked.wanted = plain(byId("find").value).split(/\s+/).filter(Boolean);
  for (const name of ["title", "outcome", "unit"]) asked[name] = byId(`by-${name}`).value;
  if (results.table) results.table.draw();
  else results.build();
  byId("roll").setAttribute("aria-busy", "false");
  byId("shown").textContent = `${results.table.page.info().recordsDisplay}/${data.rows.length}`;
}
let waiting = 0;
form.hidden = false;
form.addEventListener("input", () => {
  byId("roll").setAttribute("aria-busy", "true");
  clearTimeout(waiting);
  waiting = setTimeout(filter, 120);
});
form.addEventListener("reset", () => setTimeout(filter));
form.addEventListener("submit", (event) => {
  event.preventDefault();
  filter();
});

function decoded(name) {
  try { return decodeURIComponent(name); } catch { return name; }
}
function personIn(name) {
  for (let end = name.length; end > 0; end = name.lastIndexOf("/", end - 1)) {
    const subject = ids.get(name.slice(0, end));
    if (subject !== undefined) return subject;
  }
  return null;
}
// "#title-3" filters by a title, "#GV012/title" opens a conclusion, "#GV012" a person.
function follow() {
  const name = decoded(location.hash.slice(1));
  const title = /^title-(\d+)$/.exec(name);
  const place = name && document.querySelector(`main > section#${CSS.escape(name)}`);
  const subject = name && !place && !title ? personIn(name) : null;
  if (subject !== null && subject !== "") {
    const [id] = data.subjects[subject];
    showPerson(subject, `#${encodeURIComponent(id)}${name.slice(id.length)}`);
    return;
  }
  hidePerson();
  if (title) {
    byId("by-title").value = title[1];
    filter();
  }
  const target = title ? byId("results") : place;
  if (!target) return;
  drawn(target);
  target.scrollIntoView();
  target.focus({ preventScroll: true });
}
addEventListener("hashchange", follow);

// On paper no row is lost: every table is drawn whole, and put back afterwards.
const sheets = () => (shown ? [] : [results, ...flats.values()]);
addEventListener("beforeprint", () => sheets().forEach((sheet) => sheet.spread()));
addEventListener("afterprint", () => sheets().forEach((sheet) => sheet.gather()));

byId("language").hidden = false;
byId("language").addEventListener("click", () => {
  const lang = root.lang === "vi" ? "en" : "vi";
  speak(lang);
  remember(lang);
});
if (["vi", "en"].includes(remembered())) speak(remembered());
filter();
for (const section of flats.keys()) near.observe(section);
follow();

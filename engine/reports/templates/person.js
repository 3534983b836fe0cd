// One subject: every conclusion about it, with the reasons, the cells and the whole proof.
const page = byId("person");
const packetNodes = [...document.querySelectorAll("script.packet")];
const packets = new Map();
const rowsOf = Map.groupBy ? Map.groupBy(data.rows, (row) => row[SUBJECT]) : data.rows.reduce(
  (groups, row) => groups.set(row[SUBJECT], [...(groups.get(row[SUBJECT]) ?? []), row]), new Map());

async function packetOf(subject) {
  const number = Math.floor(subject / words.packet);
  if (!packets.has(number)) {
    const bytes = Uint8Array.from(atob(packetNodes[number].textContent), (char) => char.charCodeAt(0));
    const inflated = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    packets.set(number, JSON.parse(await new Response(inflated).text()));
  }
  const { texts, subjects } = packets.get(number);
  return { say: (place) => pick(texts[place]), answers: subjects[subject % words.packet] };
}

function block(heading, lines, isNumbered = false) {
  if (!lines.length) return [];
  return [make("h3", "", heading), make(isNumbered ? "ol" : "ul", "", ...lines.map((line) => make("li", "", line)))];
}

function quoted([sheet, ref, raw], say) {
  const text = raw === "" ? word("blank-cell") : `“${raw}”`;
  return make("span", "cell", make("code", "", say(sheet) + ref), ": ", text);
}

// A proof is a list of lines with their depth; what has lines below it can be folded.
function proofTree(lines, say) {
  const top = make("ul", "proof");
  const lists = [top];
  lines.forEach(([depth, verdict, text], number) => {
    const hasMore = number + 1 < lines.length && lines[number + 1][0] > depth;
    const mark = verdict < 0 ? [] : [make("span", `mark verdict-${verdict}`, pick(words.verdicts[verdict])), " "];
    const item = make("li", "");
    lists.length = depth + 1;
    lists[depth].append(item);
    if (!hasMore) {
      item.append(...mark, say(text));
      return;
    }
    const inner = make("ul", "");
    const node = make("details", "", make("summary", "", ...mark, say(text)), inner);
    node.open = true;
    item.append(node);
    lists[depth + 1] = inner;
  });
  return top;
}

function finding([asks, cite, verdict, why, evidence, proof], say) {
  const head = make("p", "", badge(`verdict-${verdict}`, pick(words.verdicts[verdict])), " ", make("b", "", say(asks)), " ", make("span", "cite", `(${cite})`));
  const node = make("li", "", head, make("p", "", say(why)));
  const list = make("ul", "evidence");
  for (const [said, cells] of evidence) {
    const line = make("li", "", say(said));
    for (const cell of cells) line.append(" ", quoted(cell, say));
    list.append(line);
  }
  if (evidence.length) node.append(list);
  if (proof.length) node.append(make("details", "", make("summary", "", word("proof")), proofTree(proof, say)));
  return node;
}

function conclusion(row, answer, say, isOpen) {
  const node = make("details", "conclusion");
  node.id = decodeURIComponent(addressOf(row).slice(1));
  node.open = isOpen;
  node.append(make("summary", "", outcomeBadge(row), " ", make("b", "", told(titleOf(row)[0])), " ", make("span", "cite", `(${titleOf(row)[1]})`)));
  const causes = answer.x.map((set) => set.map(say).join(word("together")));
  const detail = make("div", "detail",
    make("p", "", told(row[SHORT])),
    ...(causes.length > 1 || answer.x.some((set) => set.length > 1) ? block(word("refusals"), causes, true) : []),
    ...block(word(answer.r.length > 1 ? "ways" : "way"), answer.r.map(say), answer.r.length > 1),
    ...block(word("missing"), answer.o.map(say)),
    ...block(word("idle"), answer.i.map(say)),
    make("h3", "", word("findings")),
    make("ol", "findings", ...answer.f.map((each) => finding(each, say))),
    make("p", "link", link(addressOf(row), word("link"))));
  node.append(detail);
  return node;
}

let shown = null;
async function showPerson(subject, address) {
  shown = { subject, address };
  const [id, name, unit] = data.subjects[subject];
  const heading = make("h2", "", name || id, " ", make("span", "id", id));
  heading.id = "person-h";
  page.setAttribute("aria-labelledby", heading.id);
  const top = [make("p", "", link("#results", word("back"))), heading, make("p", "unit", pick(words.units[unit]))];
  page.replaceChildren(...top);
  page.hidden = false;
  root.classList.add("one-person");
  let unpacked = null;
  try {
    unpacked = await packetOf(subject);
  } catch {
    page.append(make("p", "warning", word("too-old")));
    return;
  }
  const rows = rowsOf.get(subject) ?? [];
  const nodes = rows.map((row, number) => conclusion(row, unpacked.answers[number], unpacked.say, rows.length === 1 || addressOf(row) === address));
  page.replaceChildren(...top, ...nodes);
  const chosen = nodes.find((node) => node.open) ?? page;
  scrollTo(0, 0);
  if (chosen !== page && chosen.getBoundingClientRect().top > innerHeight / 2) chosen.scrollIntoView();
  (chosen.querySelector("summary") ?? page).focus({ preventScroll: true });
}
function hidePerson() {
  if (!shown) return;
  shown = null;
  page.hidden = true;
  page.replaceChildren();
  root.classList.remove("one-person");
}
inNewLanguage.push(() => shown && showPerson(shown.subject, shown.address));

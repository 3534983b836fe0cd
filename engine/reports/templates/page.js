// What every part of the page uses: the words, the language, and nodes made from text alone.
const root = document.documentElement;
const byId = (id) => document.getElementById(id);
const words = JSON.parse(byId("words").textContent);

const pick = ([vi, en]) => (root.lang === "en" ? en : vi);
const word = (name) => pick(words[name]);

// Built from text alone, so that nothing in a workbook can become markup.
function make(name, className, ...children) {
  const node = document.createElement(name);
  if (className) node.className = className;
  node.append(...children);
  return node;
}
function nodes(...children) {
  const together = document.createDocumentFragment();
  together.append(...children);
  return together;
}
function link(address, ...children) {
  const node = make("a", "", ...children);
  node.href = address;
  return node;
}
const badge = (tone, text) => make("span", `badge ${tone}`, text);

// Without accents and case, as people type; a word with accents is looked for as it is written.
const plain = (text) => text.normalize("NFC").toLowerCase();
const folded = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase();
const foldedCase = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d").replace(/Đ/g, "D");

// Both languages stand in the page and the style shows one; what is built here is built anew.
const inNewLanguage = [];
function speak(lang) {
  root.lang = lang;
  document.title = word("title");
  for (const node of document.querySelectorAll("option[data-vi]")) node.textContent = node.dataset[lang];
  for (const node of document.querySelectorAll("input[data-vi]")) node.placeholder = node.dataset[lang];
  for (const node of document.querySelectorAll("[aria-label][data-vi]")) node.setAttribute("aria-label", node.dataset[lang]);
  for (const build of inNewLanguage) build();
}
function remember(lang) {
  try { localStorage.setItem("thidua-language", lang); } catch { /* storage may be forbidden */ }
}
function remembered() {
  try { return localStorage.getItem("thidua-language"); } catch { return null; }
}

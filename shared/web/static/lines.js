// The log viewer: "#L120-L140" marks these lines, and fetches them where the page lacks them.
// Without this script "?lines=120-140" does the same.
"use strict";

function linesOf(hash) {
  const found = /^#L(\d{1,12})(?:-L?(\d{1,12}))?$/.exec(hash);
  if (!found) return null;
  const ends = [Number(found[1]), Number(found[2] ?? found[1])];
  return { first: Math.min(...ends), last: Math.max(...ends) };
}

function rowsWithin({ first, last }) {
  const rows = [...document.querySelectorAll(".log .row[id]")];
  return rows.filter((row) => {
    const number = Number(row.id.slice(1));
    return first <= number && number <= last;
  });
}

function mark(rows) {
  document.querySelectorAll(".log .row.wanted").forEach((row) => row.classList.remove("wanted"));
  rows.forEach((row) => row.classList.add("wanted"));
  // The browser goes to a single line by itself; a range has no element of its name.
  if (!document.getElementById(location.hash.slice(1))) rows[0].scrollIntoView({ block: "center" });
}

function fetchLines({ first, last }) {
  const parameters = new URLSearchParams(location.search);
  const lines = `${first}-${last}`;
  if (parameters.get("lines") === lines) return; // the page shows what there is of them
  ["line", "from", "to", "at"].forEach((name) => parameters.delete(name));
  parameters.set("lines", lines);
  location.replace(`${location.pathname}?${parameters}${location.hash}`);
}

function followHash() {
  const lines = linesOf(location.hash);
  if (!lines) return;
  const rows = rowsWithin(lines);
  if (rows.length === lines.last - lines.first + 1) mark(rows);
  else fetchLines(lines);
}

// With the shift key a click on a line number reaches from the line marked so far to this one.
function reach(event) {
  const link = event.target.closest(".log a.n");
  const marked = linesOf(location.hash);
  if (!link || !marked || !event.shiftKey) return;
  event.preventDefault();
  const { first } = linesOf(link.hash);
  location.hash = `L${Math.min(first, marked.first)}-L${Math.max(first, marked.last)}`;
}

window.addEventListener("hashchange", followHash);
document.addEventListener("click", reach);
followHash();

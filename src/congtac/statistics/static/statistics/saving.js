"use strict";
// Keeps what is typed: on the server a few seconds after the last key, on this machine while the
// line is down. Nothing of it is a saved revision; the button of the form makes one.
(function () {
  const grid = window.congtacGrid;
  if (!grid) return;
  const { form, says } = grid;
  const QUIET = 1500; // milliseconds after the last key
  const AGAIN = 5000;
  const kept = document.getElementById("entry-kept");
  const place = `congtac-entry-${form.dataset.place}`;
  const page = Array.from(crypto.getRandomValues(new Uint32Array(3)), (it) => it.toString(36)).join("");
  const seen = form.elements.namedItem("ban");
  let ordinal = Number(form.dataset.draft);
  let timer = 0;
  let turns = 0; // changes so far
  let isOnItsWay = false;
  let isLeaving = false;

  const fields = () => {
    const found = {};
    for (const row of grid.rows()) {
      const cells = Object.entries(row.cells).filter(([, value]) => value.trim());
      for (const [column, value] of cells) found[`${row.key}.${column}`] = value;
      if (row.code === null && (row.name.trim() || cells.length)) {
        found[row.key] = row.name;
        found[`${row.key}.slot`] = grid.cell(`${row.key}.slot`).value;
      }
    }
    return found;
  };

  function say(name, values) {
    kept.textContent = says(name, values);
    kept.classList.toggle("is-lost", ["lost", "refused", "left"].includes(name));
  }

  // The store of the browser may be full or shut; then the page itself is all there is.
  function store(held) {
    try {
      if (held) localStorage.setItem(place, JSON.stringify(held));
      else localStorage.removeItem(place);
    } catch (fault) {
      if (!(fault instanceof DOMException)) throw fault;
    }
  }

  const held = () => ({ ban: seen.value, ordinal, fields: fields() });
  const body = (keeping) => JSON.stringify({ ban: seen.value, nhap: ordinal, trang: page, o: keeping });

  function request(keeping) {
    return fetch(form.dataset.keep, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": form.elements.namedItem("csrfmiddlewaretoken").value },
      body: body(keeping),
      redirect: "manual",
      keepalive: isLeaving,
    });
  }

  async function keep() {
    window.clearTimeout(timer);
    if (isOnItsWay) return again(QUIET);
    isOnItsWay = true;
    const turn = turns;
    say("keeping");
    try {
      const answer = await request(fields());
      if (answer.ok) take(await answer.json(), turn);
      else await refuse(answer);
    } catch (fault) {
      if (!(fault instanceof TypeError)) throw fault;
      say("lost");
      again(AGAIN);
    } finally {
      isOnItsWay = false;
    }
  }

  function again(wait) {
    window.clearTimeout(timer);
    timer = window.setTimeout(keep, wait);
  }

  function take(said, turn) {
    ordinal = said.ordinal;
    if (turn === turns) store(null);
    else again(QUIET);
    say(said.count ? "kept" : "same", { at: said.at });
    showOthers(said.others);
    const newer = document.getElementById("entry-newer");
    newer.hidden = said.revision <= Number(seen.value);
    newer.textContent = says("newer", { name: said.saver, revision: said.revision });
    form.dispatchEvent(new CustomEvent("grid-answered", { detail: { findings: said.findings, isFresh: turn === turns } }));
  }

  function showOthers(others) {
    const bar = document.getElementById("entry-others");
    bar.hidden = !others.length;
    bar.querySelector("ul").replaceChildren(...others.map((words) => {
      const line = document.createElement("li");
      line.textContent = words;
      return line;
    }));
  }

  async function refuse(answer) {
    if (answer.type === "opaqueredirect") return say("left");
    say("refused");
    if (answer.status === 409) kept.textContent = (await answer.json()).problem;
    if (answer.status >= 500) again(AGAIN);
  }

  form.addEventListener("grid-changed", () => {
    turns += 1;
    store(held());
    again(QUIET);
  });
  form.addEventListener("submit", () => {
    window.clearTimeout(timer);
    if (turns) store({ ...held(), isSent: true });
  });
  window.addEventListener("online", () => { if (turns) keep(); });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "hidden" || !timer || !localHeld()) return;
    isLeaving = true;
    keep().finally(() => { isLeaving = false; });
  });
  const dropping = document.getElementById("entry-drop");
  if (dropping) dropping.addEventListener("submit", () => store(null));

  function localHeld() {
    try {
      return JSON.parse(localStorage.getItem(place));
    } catch (fault) {
      if (!(fault instanceof DOMException || fault instanceof SyntaxError)) throw fault;
      return null;
    }
  }

  // Rows that were added while the line was down are added again.
  function growFor(fields) {
    const there = new Set(grid.rows().map((row) => row.key));
    for (const [name, slot] of Object.entries(fields)) {
      const key = name.slice(0, -".slot".length);
      if (name.startsWith("+") && name.endsWith(".slot") && !there.has(key)) grid.grow(slot, 1, [key]);
    }
  }

  // What this machine kept while the line was down comes back onto a page of the same state.
  function restore() {
    const found = localHeld();
    if (!found || "refused" in form.dataset) return;
    const isSaved = found.isSent && found.ban !== seen.value;
    if (isSaved) return store(null);
    if (found.ordinal !== ordinal) return;
    seen.value = found.ban;
    growFor(found.fields);
    for (const row of grid.rows()) {
      for (const column of Object.keys(row.cells)) {
        const name = `${row.key}.${column}`;
        grid.cell(name).value = found.fields[name] || "";
      }
      if (row.code === null) grid.cell(row.key).value = found.fields[row.key] || "";
    }
    form.dispatchEvent(new CustomEvent("grid-changed"));
    say("restored");
  }

  restore();
})();

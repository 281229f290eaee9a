"use strict";
// What is said of the cells: coloured corners, the line below the grid, the list under it, and
// what the parts of a total come to. While one types the page judges; the server's word follows.
(function () {
  const grid = window.congtacGrid;
  if (!grid) return;
  const { form, says } = grid;
  const rules = JSON.parse(document.getElementById("entry-rules").textContent);
  const line = document.getElementById("entry-cell");
  const card = document.getElementById("findings-card");
  const list = document.getElementById("findings-list");
  const pattern = document.getElementById("finding-line");
  let told = rules.findings; // the server's
  let isFresh = !("refused" in form.dataset); // nothing was typed since the server spoke
  let faults = {};
  let notes = new Map();
  let waiting = 0;
  let notice = ""; // what a paste or an undoing said, until the next key

  function findings() {
    const [severity, colour] = rules.severities.blocking;
    const unread = Object.entries(faults).map(([name, words]) => {
      const input = grid.cell(name);
      return { words: `${input.getAttribute("aria-label")}: ${words}`, severity, colour, cells: [name] };
    });
    return [...unread, ...found()];
  }

  function found() {
    if (isFresh) return told;
    const own = judged.findings.map((it) => {
      const [severity, colour] = rules.severities[it.severity];
      return { words: it.words, severity, colour, cells: it.cells };
    });
    const empty = (name) => grid.cell(name) && !grid.cell(name).value.trim();
    const theirs = told.filter((it) => !it.is_live && (!it.is_missing || it.cells.some(empty)));
    return [...own, ...theirs];
  }

  let judged = { findings: [], faults: {}, totals: {} };

  function judge() {
    waiting = 0;
    judged = window.congtacLive.judge(rules, grid.rows());
    faults = judged.faults;
    showTotals();
    showMarks();
    showList();
    showLine();
  }

  function showTotals() {
    for (const input of grid.inputs()) {
      const total = judged.totals[input.name];
      const at = input.parentElement.querySelector(".cell-sum");
      if (total && !total.missing) input.dataset.total = total.shown;
      else delete input.dataset.total;
      if (!total) {
        if (at) at.remove();
        continue;
      }
      const shown = at || input.parentElement.appendChild(document.createElement("span"));
      shown.className = "cell-sum";
      shown.setAttribute("aria-hidden", "true");
      shown.textContent = `Σ ${total.shown}${total.missing ? " …" : ""}`;
    }
  }

  function showMarks() {
    notes = new Map();
    const wrong = new Set(Object.keys(faults));
    for (const [name, words] of Object.entries(faults)) notes.set(name, [words]);
    const missing = new Set();
    const other = new Set(wrong);
    for (const it of found())
      for (const name of it.cells) {
        (it.is_missing ? missing : other).add(name);
        notes.set(name, [...(notes.get(name) || []), it.words]);
        if (it.colour === "red" && !it.is_missing) wrong.add(name);
      }
    for (const input of grid.inputs()) {
      mark(input, notes.has(input.name), wrong.has(input.name));
      const isMissing = missing.has(input.name) && !other.has(input.name);
      input.parentElement.classList.toggle("is-missing", isMissing);
    }
  }

  function mark(input, isMarked, isWrong) {
    const cell = input.parentElement;
    if (cell.tagName !== "TD") return;
    const stale = cell.querySelector("[data-is-fault]");
    if (stale) stale.remove();
    const remark = cell.querySelector(".cell-note:not(.is-finding)");
    cell.classList.toggle("is-marked", isMarked || Boolean(remark));
    cell.classList.toggle("is-wrong", isWrong);
    if (input.name in faults) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
    if (isMarked) input.setAttribute("aria-describedby", "entry-cell");
    else if (remark) input.setAttribute("aria-describedby", remark.id);
    else input.removeAttribute("aria-describedby");
  }

  function showLine() {
    const input = document.activeElement;
    if (!input || !grid.inputs().includes(input)) return;
    const said = notice ? [notice] : [...(notes.get(input.name) || [])];
    const total = judged.totals[input.name];
    if (total && !said.length) {
      const values = { total: total.shown, count: total.missing };
      said.push(says(total.missing ? "partial" : "total", values));
    }
    const words = said.join(" ");
    if (line.textContent !== words) line.textContent = words;
  }

  function showList() {
    if (isFresh && card.dataset.server === undefined) return;
    card.dataset.server = "no";
    const all = findings();
    const notable = all.filter((it) => !it.is_missing);
    const missing = all.filter((it) => it.is_missing);
    card.hidden = false;
    document.getElementById("findings-count").textContent = `(${all.length})`;
    list.replaceChildren();
    if (notable.length) list.append(lines(notable));
    if (missing.length) list.append(folded(missing));
    if (!all.length) {
      const none = document.createElement("div");
      none.className = "card-body";
      none.textContent = says("nothing");
      list.append(none);
    }
  }

  function lines(found) {
    const all = document.createElement("ul");
    all.className = "lines findings";
    for (const it of found) {
      const one = pattern.content.cloneNode(true);
      const link = one.querySelector("a");
      const input = it.cells.map((name) => grid.cell(name)).find(Boolean);
      link.textContent = it.words;
      if (input) link.href = `#${input.id}`;
      one.querySelector(".d-block").textContent = it.note ? says("explained", { words: it.note }) : "";
      const tag = one.querySelector(".tag");
      if (it.is_missing) tag.remove();
      else tag.classList.add(`tag-${it.colour}`);
      if (!it.is_missing) tag.textContent = it.severity;
      all.append(one);
    }
    return all;
  }

  function folded(missing) {
    const fold = document.createElement("details");
    fold.className = "missing-cells";
    fold.open = missing.length < 13;
    const head = document.createElement("summary");
    head.textContent = says("missing", { count: missing.length });
    fold.append(head, lines(missing));
    return fold;
  }

  form.addEventListener("grid-changed", () => {
    isFresh = false;
    if (!waiting) waiting = window.requestAnimationFrame(judge);
  });
  form.addEventListener("grid-answered", (event) => {
    told = event.detail.findings;
    isFresh = event.detail.isFresh;
    card.dataset.server = "no";
    judge();
  });
  form.addEventListener("grid-said", (event) => {
    notice = event.detail;
    showLine();
  });
  form.addEventListener("input", () => { notice = ""; });
  // Only another cell changes the line: a page that moves under a pressed button loses the click.
  form.addEventListener("focusin", (event) => {
    if (!grid.inputs().includes(event.target)) return;
    notice = "";
    showLine();
  });
  list.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const input = link && document.getElementById(link.getAttribute("href").slice(1));
    if (!input) return;
    event.preventDefault();
    input.focus();
  });
  judge();
})();

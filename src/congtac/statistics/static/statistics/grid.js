"use strict";
// The keyboard of the entry grid: arrows, Enter and Tab move, F2 edits, Escape gives a cell back,
// Ctrl+Z undoes, a block is pasted or copied. The form works without any of it.
(function () {
  const form = document.getElementById("entry");
  const table = form && form.querySelector(".sheet-entry");
  if (!table) return;
  document.body.classList.add("has-grid");
  const frame = form.querySelector(".entry-frame");
  let rows = [];
  const places = new Map();

  function lookAtRows() {
    rows = [...table.querySelectorAll("tbody tr[data-key]")].map((line) => ({
      line,
      key: line.dataset.key,
      code: "code" in line.dataset ? line.dataset.code : null,
      slot: "slot" in line.dataset ? line.dataset.slot : null,
      name: line.querySelector("th input.form-control"),
      cells: [...line.querySelectorAll("td input")],
    }));
    places.clear();
    rows.forEach((row, y) => row.cells.forEach((input, x) => places.set(input, { x, y })));
    rows.forEach((row, y) => row.name && places.set(row.name, { x: -1, y }));
  }

  lookAtRows();
  const done = [];
  const undone = [];
  let editing = false;
  let before = "";
  let corner = null; // the other corner of a chosen block

  const sentences = { ...document.getElementById("entry-says").dataset, ...form.dataset };
  const says = (name, values = {}) =>
    sentences["says" + name[0].toUpperCase() + name.slice(1)]
      .replace(/\{(\w+)\}/g, (gap, key) => (key in values ? values[key] : gap));
  const changed = () => form.dispatchEvent(new CustomEvent("grid-changed"));
  const tell = (words) => form.dispatchEvent(new CustomEvent("grid-said", { detail: words }));
  const at = (x, y) => rows[y] && (x < 0 ? rows[y].name : rows[y].cells[x]);

  // A cell that is given to someone else is read, never written.
  const isOpen = (step) => !step.input.readOnly;

  function put(steps) {
    for (const step of steps.filter(isOpen)) step.input.value = step.after;
    changed();
  }

  function record(steps) {
    const real = steps.filter((step) => isOpen(step) && step.before !== step.after);
    if (real.length) done.push(real);
    if (real.length) undone.length = 0;
    return real.length;
  }

  function keepEdit(input) {
    if (input.value !== before) record([{ input, before, after: input.value }]);
    before = input.value;
  }

  function turnBack(from, to, isBack) {
    const steps = from.pop();
    if (!steps) return;
    to.push(steps);
    put(steps.map(({ input, before: old, after }) => ({ input, after: isBack ? old : after })));
    steps[0].input.focus();
    before = steps[0].input.value;
    steps[0].input.select();
    if (isBack) tell(says("undone", { cells: steps.length }));
  }

  function go(x, y) {
    const input = at(x, y);
    if (!input) return;
    input.focus();
    input.select();
  }

  const last = () => rows[0].cells.length - 1;

  function choose(x, y) {
    corner = rows[y] && rows[y].cells[x] ? { x, y } : corner;
    paint();
  }

  function block() {
    const own = places.get(document.activeElement);
    if (!own || !corner) return null;
    const [left, right] = [own.x, corner.x].sort((a, b) => a - b);
    const [top, bottom] = [own.y, corner.y].sort((a, b) => a - b);
    return { left: Math.max(left, 0), right, top, bottom };
  }

  function paint() {
    const chosen = block();
    for (const [input, { x, y }] of places) {
      if (x < 0) continue;
      const isIn = chosen && x >= chosen.left && x <= chosen.right && y >= chosen.top && y <= chosen.bottom;
      input.parentElement.classList.toggle("is-chosen", Boolean(isIn));
    }
  }

  function chosenRows() {
    const { left, right, top, bottom } = block();
    return rows.slice(top, bottom + 1).map((row) => row.cells.slice(left, right + 1));
  }

  // A blank row that the server offered in a slot is the pattern of the rows that come after it.
  const blanks = new Map();
  for (const row of rows) if (row.slot !== null && row.name.defaultValue === "") blanks.set(row.slot, row.line);

  const inSlot = (slot) => rows.filter((row) => row.slot === slot);
  const numberOf = (key) => Number(key.slice(1));
  const nextKey = () => `+${Math.max(0, ...rows.filter((row) => row.slot !== null).map((row) => numberOf(row.key))) + 1}`;
  const roomLeft = () => Number(form.dataset.room) - rows.filter((row) => row.slot !== null).length;

  function blankRow(pattern, key) {
    const line = pattern.cloneNode(true);
    const old = pattern.dataset.key;
    line.dataset.key = key;
    for (const it of line.querySelectorAll(".cell-note, .cell-sum, .cell-source, [data-of-row]")) it.remove();
    for (const it of line.querySelectorAll("td")) it.className = "";
    for (const input of line.querySelectorAll("input")) {
      input.name = key + input.name.slice(old.length);
      if (input.id) input.id = `o-${key}-${input.dataset.column}`;
      if (input.type === "hidden") continue;
      input.value = "";
      input.removeAttribute("value");
      for (const name of ["aria-invalid", "aria-describedby", "data-total"]) input.removeAttribute(name);
    }
    return line;
  }

  // Blank rows after the last one of a slot, as many as the form has room for; says how many.
  function grow(slot, count, keys = []) {
    const pattern = blanks.get(slot);
    const most = pattern && !pattern.querySelector("input[readonly]") ? Math.min(count, roomLeft()) : 0;
    for (let made = 0; made < most; made += 1) {
      const line = blankRow(pattern, keys[made] || nextKey());
      inSlot(slot).at(-1).line.after(line);
      lookAtRows();
    }
    return Math.max(0, most);
  }

  table.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-more]");
    if (!button) return;
    event.preventDefault();
    const there = inSlot(button.value).length;
    const added = grow(button.value, Number(button.dataset.more));
    if (added) go(-1, rows.indexOf(inSlot(button.value)[there]));
    tell(says(added ? "added" : "full", { rows: added, room: form.dataset.room }));
  });

  const MOVES = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

  function arrow(event, input) {
    const [dx, dy] = MOVES[event.key];
    if (dx && (editing || event.altKey)) return;
    event.preventDefault();
    const { x, y } = places.get(input);
    if (event.shiftKey && x >= 0) {
      const from = corner || { x, y };
      return choose(from.x + dx, from.y + dy);
    }
    if (event.ctrlKey || event.metaKey)
      return go(dx ? (dx < 0 ? 0 : last()) : x, dy ? (dy < 0 ? 0 : rows.length - 1) : y);
    go(x + dx, y + dy);
  }

  function takeTotal(event, input) {
    const total = input.dataset.total;
    const isWhole = input.selectionStart === 0 && input.selectionEnd === input.value.length;
    if (!total || !isWhole || input.readOnly) return;
    event.preventDefault();
    input.value = total;
    keepEdit(input);
    changed();
  }

  function clear(event) {
    if (!block()) return;
    event.preventDefault();
    const steps = chosenRows().flat().map((input) => ({ input, before: input.value, after: "" }));
    record(steps);
    put(steps);
  }

  const KEYS = {
    Enter(event, input) {
      event.preventDefault();
      const { x, y } = places.get(input);
      keepEdit(input);
      go(x, y + (event.shiftKey ? -1 : 1));
    },
    F2(event, input) {
      event.preventDefault();
      editing = !editing;
      input.setSelectionRange(editing ? input.value.length : 0, input.value.length);
    },
    Escape(event, input) {
      if (corner) {
        corner = null;
        return paint();
      }
      if (input.value !== before) event.stopPropagation();
      input.value = before;
      editing = false;
      input.select();
      changed();
    },
    Home(event, input) {
      if (editing) return;
      event.preventDefault();
      go(0, event.ctrlKey ? 0 : places.get(input).y);
    },
    End(event, input) {
      if (editing) return;
      event.preventDefault();
      go(last(), event.ctrlKey ? rows.length - 1 : places.get(input).y);
    },
    Delete: clear,
    Backspace: clear,
    "=": takeTotal,
  };

  function undoOrRedo(event, input) {
    const isRedo = event.key.toLowerCase() === "y" || event.shiftKey;
    event.preventDefault();
    keepEdit(input);
    editing = false;
    if (isRedo) turnBack(undone, done, false);
    else turnBack(done, undone, true);
  }

  form.addEventListener("keydown", (event) => {
    const input = event.target;
    if (!places.has(input) || event.isComposing) return;
    if (event.key in MOVES) return arrow(event, input);
    if ((event.ctrlKey || event.metaKey) && ["z", "y"].includes(event.key.toLowerCase()))
      return undoOrRedo(event, input);
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (event.key in KEYS && (plain || event.key === "Home" || event.key === "End"))
      KEYS[event.key](event, input);
  });

  form.addEventListener("focusin", (event) => {
    if (!places.has(event.target)) return;
    before = event.target.value;
    editing = false;
    corner = null;
    paint();
    event.target.select();
  });
  form.addEventListener("focusout", (event) => {
    if (places.has(event.target)) keepEdit(event.target);
  });
  // The first click chooses a cell, the next one goes into its text; with Shift a block is chosen.
  table.addEventListener("mousedown", (event) => {
    const input = event.target;
    if (!places.has(input) || event.button) return;
    const isThere = input === document.activeElement;
    if (isThere) editing = true;
    else event.preventDefault();
    const { x, y } = places.get(input);
    if (event.shiftKey && places.has(document.activeElement)) choose(x, y);
    else if (!isThere) go(x, y);
  });
  form.addEventListener("input", (event) => {
    if (places.has(event.target)) changed();
  });

  // What Excel puts on the clipboard: cells parted by tabs, lines by line ends, some in quotes.
  function table_of(text) {
    const lines = [[""]];
    let isQuoted = false;
    for (let i = 0; i < text.length; i += 1) {
      const letter = text[i];
      const line = lines[lines.length - 1];
      const cell = line[line.length - 1];
      if (isQuoted) {
        if (letter !== '"') line[line.length - 1] += letter;
        else if (text[i + 1] === '"') line[line.length - 1] += text[(i += 1)];
        else isQuoted = false;
      } else if (letter === '"' && cell === "") isQuoted = true;
      else if (letter === "\t") line.push("");
      else if (letter === "\n") lines.push([""]);
      else if (letter !== "\r") line[line.length - 1] += letter;
    }
    if (lines.length > 1 && lines[lines.length - 1].join("") === "") lines.pop();
    return lines.map((line) => line.map((cell) => cell.replace(/\s+/g, " ").trim()));
  }

  // A block that begins in a slot stays in it; else it runs down the form. Rows that a slot lacks
  // are added: in the slot in which it began, or in the one at the end of the form.
  function rowsUnder(y, count) {
    const slot = rows[y].slot === null ? rows.at(-1).slot : rows[y].slot;
    const reach = () => (rows[y].slot === null ? rows : rows.slice(0, y + 1).concat(rows.slice(y + 1).filter((row) => row.slot === slot)));
    const lacking = y + count - reach().length;
    const added = slot !== null && lacking > 0 ? grow(slot, lacking) : 0;
    return { under: reach().slice(y, y + count), added };
  }

  form.addEventListener("paste", (event) => {
    const start = places.get(event.target);
    const text = event.clipboardData.getData("text/plain");
    const lines = table_of(text);
    if (!start || (lines.length === 1 && lines[0].length === 1)) return;
    event.preventDefault();
    const { under, added } = rowsUnder(start.y, lines.length);
    const steps = [];
    let [rowsOut, columnsOut] = [0, 0];
    lines.forEach((line, dy) => {
      if (dy >= under.length) return (rowsOut += 1);
      line.forEach((after, dx) => {
        const x = start.x + dx;
        const input = x < 0 ? under[dy].name : under[dy].cells[x];
        if (input && !input.readOnly) steps.push({ input, before: input.value, after });
        else columnsOut = Math.max(columnsOut, line.length - dx);
      });
    });
    record(steps);
    put(steps);
    before = event.target.value;
    const values = { cells: steps.length, rows: rowsOut || added, columns: columnsOut };
    tell(says(rowsOut || columnsOut ? "clipped" : added ? "grown" : "pasted", values));
  });

  form.addEventListener("copy", (event) => {
    if (!block()) return;
    event.preventDefault();
    const text = chosenRows().map((cells) => cells.map((input) => input.value).join("\t")).join("\r\n");
    event.clipboardData.setData("text/plain", text);
  });

  form.addEventListener("change", (event) => {
    const { cell, value } = event.target.dataset;
    if (!cell) return;
    const input = document.getElementById(cell);
    record([{ input, before: input.value, after: value }]);
    input.value = value;
    changed();
  });

  // Cells that are walked to come out from under the frozen heads.
  const head = table.querySelector("thead");
  const stub = table.querySelector("thead .stub");
  frame.style.scrollPaddingTop = `${head.offsetHeight + 4}px`;
  frame.style.scrollPaddingLeft = `${stub ? stub.offsetWidth + 4 : 0}px`;

  window.congtacGrid = {
    form,
    says,
    rows: () => rows.map((row) => ({
      key: row.key,
      code: row.code,
      name: row.name ? row.name.value : row.code,
      cells: Object.fromEntries(row.cells.map((input) => [input.dataset.column, input.value])),
    })),
    cell: (name) => form.elements.namedItem(name),
    grow,
    inputs: () => [...places.keys()],
  };
})();

"use strict";
// What stands in the cells while one types, judged by the relations and bounds of the form: the
// same findings as the server, in its own sentences. It knows no page: rows come as plain values,
// {key, code, name, cells: {column: text}}; `code` is null for a row that fills a slot.
(function (root) {
  const SPACES = /[\s\u00a0\u202f]+/g;
  const MINUS = /[\u2212\u2013\u2014]/g;
  const VIETNAMESE = /^[+-]?(?:\d{1,3}(?:\.\d{3})+|\d{1,30})(?:,\d{1,15})?$/;
  const ENGLISH = /^[+-]?(?:\d{1,3}(?:,\d{3})+|\d{1,30})(?:\.\d{1,15})?$/;
  const BRACKETED = /^\(\s*[\d.,]+\s*\)$/;
  const NUMBER = /^(?:[IVX]{1,5}|\d{1,3}(?:\.\d{1,3}){0,4})(?=[.)]?(?:\s|$))/;
  const WHOLE = 1e-9;

  const filled = (words, values) => words.replace(/\{(\w+)\}/g, (gap, name) => name in values ? values[name] : gap);

  // What a typed text is: a number, nothing arose ("-", adds 0), not collected ("…"), nothing.
  function read(text, words) {
    const typed = text.replace(SPACES, " ").trim().replace(MINUS, "-");
    if (!typed) return { state: "missing", amount: null };
    if (typed === "-") return { state: "none", amount: 0 };
    if (typed.startsWith("…") || typed.startsWith("...") || typed === ".." || typed === "⋯")
      return { state: "not_collected", amount: null };
    const joined = typed.replace(/(?<=\d) (?=\d{3})/g, "");
    if (VIETNAMESE.test(joined))
      return { state: "number", amount: Number(joined.replaceAll(".", "").replace(",", ".")) };
    if (ENGLISH.test(joined)) return { state: "number", amount: Number(joined.replaceAll(",", "")) };
    const said = BRACKETED.test(typed) ? words.bracketed : words.unreadable;
    return { state: "fault", amount: null, fault: filled(said, { text: typed.slice(0, 40) }) };
  }

  // 1.234,5, as an office writes it.
  function shown(value) {
    let digits = String(Math.abs(value));
    if (digits.includes("e"))
      digits = Math.abs(value).toLocaleString("en-US", { useGrouping: false, maximumFractionDigits: 20 });
    const [whole, part] = digits.split(".");
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ".");
    return (value < 0 ? "-" : "") + grouped + (part ? "," + part : "");
  }

  const keyOf = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("\u0111", "d")
    .replace(/\s+/g, " ").trim();
  const above = (name) => {
    const match = NUMBER.exec(name.trim());
    const at = match ? match[0].lastIndexOf(".") : -1;
    return at < 0 ? "" : match[0].slice(0, at);
  };

  // The rows that are there, with what each cell is and in which slot a row stands.
  function looked(rules, rows) {
    const implied = new Set(rules.rows.filter((it) => it.is_implied).map((it) => it.code));
    const isNumber = new Map(rules.columns.map((it) => [it.code, it.is_number]));
    const there = [];
    for (const row of rows) {
      const has = Object.values(row.cells).some((text) => text.trim());
      if (row.code === null ? !(row.name.trim() || has) : implied.has(row.code) && !has) continue;
      const cells = {};
      for (const [code, text] of Object.entries(row.cells))
        if (isNumber.get(code)) cells[code] = read(text, rules.words);
      there.push({ ...row, name: row.code === null ? row.name.trim().replace(/\s+/g, " ") : row.code,
        cells, slot: row.code === null ? slotOf(rules, row.name) : null });
    }
    return there;
  }

  function slotOf(rules, name) {
    const key = keyOf(name);
    const found = rules.slots.find((it) => key.includes(it.key));
    return (found || rules.slots[rules.slots.length - 1] || { code: null }).code;
  }

  function inGroup(group, row) {
    if (group.rows.includes(row.code)) return true;
    if (row.slot === null) return false;
    if (group.under === null) return group.slots.includes(row.slot);
    const over = above(row.name);
    return (group.slots.includes(row.slot) && over === "") || (group.under !== "" && over === group.under);
  }

  // What the leaf of a relation holds at a place: a number, or null where it can't be judged.
  function worth(leaf, rows, at) {
    const column = leaf.column || at.column;
    const amount = (row) => (row && row.cells[column] ? row.cells[column].amount : null);
    if (!leaf.group) return amount(leaf.row === null ? at.row : rows.find((it) => it.code === leaf.row));
    const members = rows.filter((row) => inGroup(leaf.group, row));
    if (!members.length) return leaf.group.under === null ? null : 0;
    return members.reduce((sum, row) => (sum === null || amount(row) === null ? null : sum + amount(row)), 0);
  }

  // The cells behind a leaf, for a total that isn't whole yet: what is there, and how many aren't.
  function partly(leaf, rows, at, tally) {
    const column = leaf.column || at.column;
    const some = leaf.group ? rows.filter((row) => inGroup(leaf.group, row))
      : [leaf.row === null ? at.row : rows.find((it) => it.code === leaf.row)];
    return some.reduce((sum, row) => {
      const amount = row && row.cells[column] ? row.cells[column].amount : null;
      tally[amount === null ? "missing" : "there"] += 1;
      return sum + (amount || 0);
    }, 0);
  }

  function places(rules, relation, rows) {
    if (relation.reach === "row") return rows.map((row) => ({ row, column: null }));
    if (relation.reach === "form") return [{ row: null, column: null }];
    return rules.columns.filter((it) => it.is_number && !it.is_rate).map((it) => ({ row: null, column: it.code }));
  }

  function judged(rules, relation, rows, at) {
    const values = (name) => worth(relation.leaves[Number(name)], rows, at);
    if (root.congtacRules.judge(relation.tree, values) !== false) return null;
    const name = relation.row || (at.row ? at.row.name : "");
    const row = rows.find((it) => it.name === name);
    const columns = relation.reach === "column" ? [at.column] : relation.columns;
    return {
      words: where(rules, relation, at, name) + compared(rules, relation, values),
      severity: relation.severity,
      cells: row ? columns.map((code) => `${row.key}.${code}`) : [],
    };
  }

  function where(rules, relation, at, name) {
    if (relation.reach === "column") return rules.columns.find((it) => it.code === at.column).name + ": ";
    return relation.reach === "row" && rules.has_rows ? filled(rules.words.row, { name }) : "";
  }

  function compared(rules, relation, values) {
    const cells = relation.leaves.map((leaf, at) => `${leaf.said} = ${shown(values(at))}`).join("; ");
    const sentence = relation.sentence;
    if (!relation.is_compared) return filled(rules.words.other, { sentence, cells });
    const [sign, left, right] = relation.tree;
    const side = (tree) => shown(root.congtacRules.amount(tree, values));
    const broken = `${side(left)} ${rules.contrary[sign]} ${side(right)}`;
    return filled(rules.words.broken, { sentence, broken, cells });
  }

  const BREACHES = {
    least: (amount, limit) => amount < limit,
    most: (amount, limit) => amount > limit,
    percent: (amount) => amount > 100,
    whole: (amount) => Math.abs(amount - Math.round(amount)) > WHOLE,
  };

  function* outOfBounds(rules, rows) {
    for (const row of rows)
      for (const column of rules.columns) {
        const cell = row.cells[column.code];
        if (!cell || cell.amount === null) continue;
        for (const bound of column.bounds)
          if (BREACHES[bound.rule](cell.amount, bound.limit)) {
            const place = (rules.has_rows ? filled(rules.words.row, { name: row.name }) : "") + column.place;
            const limit = bound.limit === null ? "" : shown(bound.limit);
            yield { words: filled(bound.words, { place, number: shown(cell.amount), bound: limit }),
              severity: bound.severity, cells: [`${row.key}.${column.code}`] };
          }
      }
  }

  // What the parts of each total come to, cell by cell, whole or not yet.
  function totals(rules, rows) {
    const found = {};
    for (const relation of rules.relations)
      for (const total of relation.totals)
        for (const at of places(rules, relation, rows)) {
          const leaf = relation.leaves[total.leaf];
          const row = leaf.row === null ? at.row : rows.find((it) => it.code === leaf.row);
          if (!row) continue;
          const name = `${row.key}.${leaf.column || at.column}`;
          const tally = { there: 0, missing: 0 };
          const values = (at_) => partly(relation.leaves[Number(at_)], rows, at, tally);
          const amount = root.congtacRules.amount(relation.tree[total.side], values);
          if (name in found || amount === null || !tally.there) continue;
          found[name] = { amount, shown: shown(amount), missing: tally.missing };
        }
    return found;
  }

  // Everything that can be said of the rows of a page without the server.
  function judge(rules, rows) {
    const there = looked(rules, rows);
    const faults = {};
    for (const row of there)
      for (const [code, cell] of Object.entries(row.cells))
        if (cell.fault) faults[`${row.key}.${code}`] = cell.fault;
    const findings = [...outOfBounds(rules, there)];
    for (const relation of rules.relations)
      for (const at of places(rules, relation, there)) {
        const found = judged(rules, relation, there, at);
        if (found) findings.push(found);
      }
    return { faults, findings, totals: totals(rules, there) };
  }

  root.congtacLive = { judge, read, shown };
})(typeof window === "undefined" ? globalThis : window);

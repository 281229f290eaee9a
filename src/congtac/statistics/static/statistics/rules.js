"use strict";
// Judges the relations of a form while figures are typed: the same verdicts as the server,
// without a connection and without eval. The trees come from printers/javascript.py.
(function (root) {
  const SLACK = 1e-9;
  class Unjudged extends Error {}

  // What a cell adds: a number, 0 for "-", and nothing to judge where it is missing or "…".
  function cell(name, values) {
    const value = values(name);
    if (value === null || value === undefined || Number.isNaN(value)) throw new Unjudged();
    return value;
  }

  function cells([, names, mayBeEmpty], values) {
    if (names.length === 0 && !mayBeEmpty) throw new Unjudged();
    return names.reduce((total, name) => total + cell(name, values), 0);
  }

  function quotient(left, right) {
    if (right === 0) throw new Unjudged();
    return left / right;
  }

  const COUNTED = {
    "+": (left, right) => left + right,
    "-": (left, right) => left - right,
    "*": (left, right) => left * right,
    "/": quotient,
  };
  const COMPARED = {
    "=": (apart, near) => Math.abs(apart) <= near,
    "<>": (apart, near) => Math.abs(apart) > near,
    "<=": (apart, near) => apart <= near,
    "<": (apart, near) => apart < -near,
    ">=": (apart, near) => apart >= -near,
    ">": (apart, near) => apart > near,
  };
  // Both sides are always looked at: a relation with a missing cell is never judged.
  const JOINED = {
    and: (left, right) => left && right,
    or: (left, right) => left || right,
    "->": (left, right) => !left || right,
  };

  function worth(node, values) {
    if (typeof node === "number") return node;
    const [sign, left, right, slack] = node;
    if (sign === "cell") return cell(left, values);
    if (sign === "cells") return cells(node, values);
    if (sign === "sum") return node.slice(1).reduce((sum, one) => sum + worth(one, values), 0);
    if (sign === "negative") return -worth(left, values);
    if (sign === "not") return !worth(left, values);
    const first = worth(left, values);
    const second = worth(right, values);
    if (sign in COUNTED) return COUNTED[sign](first, second);
    if (sign in JOINED) return JOINED[sign](first, second);
    const near = SLACK * (1 + Math.abs(first) + Math.abs(second)) + slack;
    return COMPARED[sign](first - second, near);
  }

  // true, false, or null where a cell is missing or a divisor is 0; `values` gives a cell by name.
  function judge(tree, values) {
    try {
      return worth(tree, values);
    } catch (fault) {
      if (fault instanceof Unjudged) return null;
      throw fault;
    }
  }

  // What one side comes to, for the sentence of a finding and for live totals.
  function amount(tree, values) {
    return judge(tree, values);
  }

  root.congtacRules = { judge, amount };
})(typeof window === "undefined" ? globalThis : window);

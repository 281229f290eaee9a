// Reading with the keyboard: j and k walk the cards, Enter opens one, a agrees. Works without: links do the same.
(function () {
  "use strict";

  var wantedField = "";

  function cards() {
    return Array.from(document.querySelectorAll("[data-card]"));
  }

  function here() {
    var focused = document.activeElement && document.activeElement.closest("[data-card]");
    return focused || document.querySelector("[data-card].is-here");
  }

  function isTyping(target) {
    return target.closest("input, textarea, select, summary, [contenteditable]") !== null;
  }

  function showPlace(card) {
    var link = card.querySelector("a[href^='#v-']");
    var place = link && document.getElementById(link.getAttribute("href").slice(1));
    var pane = place && place.closest(".pane");
    if (!pane) return;
    var away = place.getBoundingClientRect().top - pane.getBoundingClientRect().top;
    pane.scrollTop += away - pane.clientHeight / 3;
    document.querySelectorAll(".is-pointed").forEach(function (mark) { mark.classList.remove("is-pointed"); });
    place.classList.add("is-pointed");
  }

  function mark(card) {
    cards().forEach(function (other) { other.classList.toggle("is-here", other === card); });
  }

  function goTo(card) {
    mark(card);
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest" });
  }

  function walk(step) {
    var all = cards();
    var at = all.indexOf(here());
    var next = all[at < 0 ? 0 : at + step];
    if (!next) return;
    goTo(next);
    showPlace(next);
  }

  function press(selector) {
    var card = here();
    var wanted = card && card.querySelector(selector);
    if (wanted) wanted.click();
    return Boolean(wanted);
  }

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (event.key === "j") walk(1);
    else if (event.key === "k") walk(-1);
    else if (event.key === "a") press("[data-agree]");
    else if (event.key === "Enter" && event.target.matches("[data-card]") && (press("[data-open]") || press("a[href^='#v-']"))) event.preventDefault();
  });

  document.addEventListener("click", function (event) {
    var link = event.target.closest(".text a[href^='#x-']");
    var line = event.target.closest("[data-task]");
    var wanted = link ? link.getAttribute("href").slice(1) : line && !getSelection().toString() ? line.dataset.task : "";
    var card = wanted && document.getElementById(wanted);
    if (!card) return;
    if (link) event.preventDefault();
    goTo(card);
  });

  document.addEventListener("click", function (event) {
    wantedField = (event.target.closest("[data-field]") || { dataset: {} }).dataset.field || "";
    var card = event.target.closest("[data-card]");
    if (!card) return;
    mark(card);
    if (!event.target.closest("a[href^='#']")) showPlace(card);
  });

  document.addEventListener("click", function (event) {
    var cancel = event.target.closest("[data-cancel]");
    if (!cancel || !cancel.closest(".panes") || !window.htmx) return;
    event.preventDefault();
    var card = cancel.closest("[data-card]");
    window.htmx.ajax("GET", card.dataset.show, { target: card, swap: "outerHTML" });
  });

  document.addEventListener("htmx:beforeSwap", function (event) {
    if (event.detail.xhr.status === 422) { event.detail.shouldSwap = true; event.detail.isError = false; }
  });

  document.addEventListener("htmx:load", function (event) {
    var card = event.target;
    if (!card.matches("[data-card]")) return;
    var goneOn = document.activeElement.closest("[data-card]");
    if (goneOn && goneOn !== card) return;
    mark(card);
    var wrong = card.querySelector(".has-error textarea, .has-error input, .has-error select");
    var field = wrong || (wantedField && card.querySelector("[name=" + wantedField + "]")) || card.querySelector("textarea, select");
    if (field) field.focus();
    else { card.focus({ preventScroll: true }); card.scrollIntoView({ block: "nearest" }); }
  });

  function lengthBefore(line, node, offset) {
    var range = document.createRange();
    range.setStart(line, 0);
    range.setEnd(node, offset);
    var held = range.cloneContents();
    held.querySelectorAll(".chip").forEach(function (chip) { chip.remove(); });
    return Array.from(held.textContent).length;
  }

  function offsetOf(node, offset) {
    var element = node.nodeType === 3 ? node.parentElement : node;
    var line = element.closest("[data-start]");
    return line ? Number(line.dataset.start) + lengthBefore(line, node, offset) : null;
  }

  function offerPassage() {
    var link = document.querySelector("[data-passage]");
    var panes = document.querySelector("[data-add]");
    var selected = getSelection();
    if (!link || !panes) return;
    link.hidden = true;
    if (selected.isCollapsed || selected.rangeCount === 0) return;
    var range = selected.getRangeAt(0);
    var start = offsetOf(range.startContainer, range.startOffset);
    var end = offsetOf(range.endContainer, range.endOffset);
    if (start === null || end === null || end - start < 10) return;
    link.href = panes.dataset.add + "?tu=" + start + "&den=" + end;
    link.hidden = false;
  }

  function cardNamed(hash) {
    return hash.replace(/^#v-(m-\w+|[a-z]\d+).*$/, "#x-$1").slice(1);
  }

  // A long text stands on several pages: what isn't on this one is fetched with its own.
  function goToItsPortion() {
    var isLong = document.querySelector("[data-long]");
    var named = /^#[xv]-/.test(location.hash);
    if (!isLong || !named || document.getElementById(location.hash.slice(1)) || location.search) return;
    location.replace("?muc=" + cardNamed(location.hash).slice(2) + location.hash);
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[href^='?muc=']");
    var target = link && document.getElementById(link.hash.slice(1));
    if (!target) return;
    event.preventDefault();
    if (target.matches("[data-card]")) goTo(target);
    else target.scrollIntoView({ block: "start" });
  });

  document.addEventListener("selectionchange", offerPassage);
  document.addEventListener("DOMContentLoaded", function () {
    goToItsPortion();
    var place = /^#v-/.test(location.hash) && document.getElementById(location.hash.slice(1));
    var card = place && document.getElementById(cardNamed(location.hash));
    if (card) goTo(card);
    var keys = document.querySelector("[data-keys]");
    if (keys) keys.hidden = false;
  });
})();

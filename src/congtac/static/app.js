// Small comforts; every page works without them.
(function () {
  "use strict";

  function openSide(isOpen) {
    document.body.classList.toggle("side-open", isOpen);
    var opener = document.querySelector("[data-opens=side]");
    if (opener) opener.setAttribute("aria-expanded", String(isOpen));
  }

  function closePops(except) {
    document.querySelectorAll(".top details[open]").forEach(function (pop) {
      if (pop !== except) pop.open = false;
    });
  }

  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-opens=side]")) {
      event.preventDefault();
      openSide(!document.body.classList.contains("side-open"));
      document.querySelector(".side a").focus();
    } else if (event.target.closest(".side-close")) {
      event.preventDefault();
      openSide(false);
    }
    closePops(event.target.closest(".top details"));
  });

  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    openSide(false);
    closePops(null);
  });

  document.addEventListener("job-finished", function () { window.location.reload(); });

  document.addEventListener("DOMContentLoaded", function () {
    var errors = document.getElementById("errors");
    if (errors) errors.focus();
  });
})();

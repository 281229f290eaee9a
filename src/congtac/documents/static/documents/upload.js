// Dropping a file and seeing it go up. Without scripts the plain form does the same.
(function () {
  "use strict";

  function showName(drop) {
    var input = drop.querySelector("input");
    var chosen = drop.querySelector("[data-chosen]");
    chosen.textContent = input.files.length ? "Đã chọn: " + input.files[0].name : "";
  }

  function showAnswer(text) {
    var answer = new DOMParser().parseFromString(text, "text/html").getElementById("upload");
    if (!answer) { location.reload(); return; }
    document.getElementById("upload").replaceWith(answer);
    begin();
    var errors = document.getElementById("errors");
    if (errors) errors.focus();
  }

  function send(form) {
    var request = new XMLHttpRequest();
    var bar = form.querySelector("[data-progress]");
    bar.hidden = false;
    form.querySelector("button").disabled = true;
    request.upload.addEventListener("progress", function (event) {
      if (event.lengthComputable) bar.value = (100 * event.loaded) / event.total;
    });
    request.addEventListener("load", function () {
      if (request.status < 400) location.assign(request.responseURL);
      else showAnswer(request.responseText);
    });
    request.addEventListener("error", function () { form.submit(); });
    request.open("POST", form.action || location.href);
    request.send(new FormData(form));
  }

  function begin() {
    document.documentElement.classList.add("has-script");
    var form = document.querySelector("[data-upload]");
    var drop = document.querySelector("[data-drop]");
    drop.addEventListener("change", function () { showName(drop); });
    drop.addEventListener("dragover", function () { drop.classList.add("is-over"); });
    ["dragleave", "drop"].forEach(function (name) {
      drop.addEventListener(name, function () { drop.classList.remove("is-over"); });
    });
    form.addEventListener("submit", function (event) {
      if (!form.querySelector("input[type=file]").files.length) return;
      event.preventDefault();
      send(form);
    });
  }

  document.addEventListener("DOMContentLoaded", begin);
})();

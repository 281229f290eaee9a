// Dropping files and seeing each go up. Without scripts the plain form does the same.
(function () {
  "use strict";

  var AT_ONCE = 2; // files that go up side by side

  function showNames(drop) {
    var input = drop.querySelector("input");
    var chosen = drop.querySelector("[data-chosen]");
    var files = input.files;
    if (!files.length) chosen.textContent = "";
    else if (files.length === 1) chosen.textContent = chosen.dataset.one + " " + files[0].name;
    else chosen.textContent = chosen.dataset.many + " " + files.length;
  }

  function showAnswer(text) {
    var answer = new DOMParser().parseFromString(text, "text/html").getElementById("upload");
    if (!answer) { location.reload(); return; }
    document.getElementById("upload").replaceWith(answer);
    begin();
    var errors = document.getElementById("errors");
    if (errors) errors.focus();
  }

  function post(form, data, tell, finish) {
    var request = new XMLHttpRequest();
    request.upload.addEventListener("progress", function (event) {
      if (event.lengthComputable) tell((100 * event.loaded) / event.total);
    });
    request.addEventListener("load", function () { finish(request); });
    request.addEventListener("error", function () { finish(null); });
    request.open("POST", form.action || location.href);
    request.send(data);
  }

  function sendOne(form) {
    var bar = form.querySelector("[data-progress]");
    bar.hidden = false;
    form.querySelector("button").disabled = true;
    post(form, new FormData(form), function (share) { bar.value = share; }, function (request) {
      if (!request) form.submit();
      else if (request.status < 400) location.assign(request.responseURL);
      else showAnswer(request.responseText);
    });
  }

  function lineOf(several, name) {
    var line = document.createElement("li");
    line.className = "delivered";
    var named = document.createElement("span");
    named.className = "delivered-name fw-medium";
    named.textContent = name;
    var state = document.createElement("span");
    state.className = "delivered-state small text-secondary";
    state.textContent = several.dataset.going;
    var bar = document.createElement("progress");
    bar.className = "bar delivered-bar";
    bar.max = 100;
    bar.value = 0;
    bar.setAttribute("aria-label", several.dataset.going + ": " + name);
    line.append(named, state, bar);
    several.querySelector("[data-lines]").append(line);
    return line;
  }

  function fail(several, line) {
    var why = document.createElement("p");
    why.className = "delivered-why";
    why.textContent = several.dataset.failed;
    line.classList.add("is-refused");
    line.querySelector("progress").replaceWith(why);
    line.querySelector(".delivered-state").textContent = "";
  }

  function dataOf(form, file) {
    var data = new FormData();
    new FormData(form).forEach(function (value, name) { if (name !== "file") data.append(name, value); });
    data.append("one_of_several", "1");
    data.append("file", file);
    return data;
  }

  function sendFile(form, several, file, line, after) {
    var bar = line.querySelector("progress");
    function tell(share) {
      bar.value = share;
      if (share >= 100) line.querySelector(".delivered-state").textContent = several.dataset.reading;
    }
    post(form, dataOf(form, file), tell, function (request) {
      var made = request && new DOMParser().parseFromString(request.responseText, "text/html").querySelector(".delivered");
      if (made) line.replaceWith(made);
      else fail(several, line);
      after();
    });
  }

  function sendSeveral(form) {
    var several = document.querySelector("[data-several]");
    var files = Array.from(form.querySelector("input[type=file]").files);
    var lines = files.map(function (file) { return lineOf(several, file.name); });
    var next = 0;
    var done = 0;
    function count() {
      several.querySelector("[data-done]").textContent = several.dataset.count + " " + done + "/" + files.length;
    }
    function more() {
      if (next >= files.length) return;
      var at = next;
      next += 1;
      sendFile(form, several, files[at], lines[at], function () {
        done += 1;
        count();
        if (done === files.length) finish();
        else more();
      });
    }
    function finish() {
      several.querySelector("[data-after]").hidden = false;
      several.querySelector("[data-after] a").focus();
    }
    form.hidden = true;
    several.hidden = false;
    count();
    for (var started = 0; started < AT_ONCE; started += 1) more();
  }

  function take(drop, dropped) {
    var input = drop.querySelector("input");
    var files = Array.from(dropped).slice(0, input.multiple ? dropped.length : 1);
    var kept = new DataTransfer();
    files.forEach(function (file) { kept.items.add(file); });
    input.files = kept.files;
    showNames(drop);
  }

  function begin() {
    document.documentElement.classList.add("has-script");
    var form = document.querySelector("[data-upload]");
    var drop = document.querySelector("[data-drop]");
    drop.addEventListener("change", function () { showNames(drop); });
    drop.addEventListener("dragover", function (event) {
      event.preventDefault();
      drop.classList.add("is-over");
    });
    drop.addEventListener("drop", function (event) {
      if (!event.dataTransfer || !event.dataTransfer.files.length) return;
      event.preventDefault();
      take(drop, event.dataTransfer.files);
    });
    ["dragleave", "drop"].forEach(function (name) {
      drop.addEventListener(name, function () { drop.classList.remove("is-over"); });
    });
    form.addEventListener("submit", function (event) {
      var count = form.querySelector("input[type=file]").files.length;
      if (!count) return;
      event.preventDefault();
      if (count > 1) sendSeveral(form);
      else sendOne(form);
    });
  }

  document.addEventListener("DOMContentLoaded", begin);
})();

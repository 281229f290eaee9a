// Passkeys: asks the server what to sign, the device to sign it, and sends the answer back.
(function () {
  "use strict";

  function bytes(code) {
    var plain = window.atob(code.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, function (letter) { return letter.charCodeAt(0); });
  }

  function code(buffer) {
    var plain = String.fromCharCode.apply(null, new Uint8Array(buffer));
    return window.btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  }

  function listed(keys) {
    return (keys || []).map(function (key) {
      return Object.assign({}, key, { id: bytes(key.id) });
    });
  }

  function toMake(asked) {
    var options = Object.assign({}, asked.publicKey);
    options.challenge = bytes(options.challenge);
    options.user = Object.assign({}, options.user, { id: bytes(options.user.id) });
    options.excludeCredentials = listed(options.excludeCredentials);
    return navigator.credentials.create({ publicKey: options });
  }

  function toSign(asked) {
    var options = Object.assign({}, asked.publicKey);
    options.challenge = bytes(options.challenge);
    options.allowCredentials = listed(options.allowCredentials);
    return navigator.credentials.get({ publicKey: options });
  }

  function answerOf(key) {
    var said = key.response, response = { clientDataJSON: code(said.clientDataJSON) };
    if (said.attestationObject) response.attestationObject = code(said.attestationObject);
    if (said.authenticatorData) response.authenticatorData = code(said.authenticatorData);
    if (said.signature) response.signature = code(said.signature);
    if (said.userHandle) response.userHandle = code(said.userHandle);
    return { id: key.id, rawId: code(key.rawId), type: key.type, response: response };
  }

  function post(address, form, answer) {
    var token = form.querySelector("[name=csrfmiddlewaretoken]").value;
    return window.fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token },
      body: JSON.stringify(answer || {}),
    }).then(function (got) { return got.json(); });
  }

  function finish(form, key) {
    var answer = answerOf(key), name = form.querySelector("[name=name]");
    if (name) answer.name = name.value;
    var next = form.querySelector("[name=next]");
    var query = next && next.value ? "?next=" + encodeURIComponent(next.value) : "";
    return post(form.dataset.finish + query, form, answer);
  }

  function run(form) {
    var says = form.querySelector("[data-passkey-says]");
    says.textContent = form.dataset.follow;
    post(form.dataset.begin, form)
      .then(form.dataset.passkey === "add" ? toMake : toSign)
      .then(function (key) { return finish(form, key); })
      .then(function (done) {
        if (done.address) window.location.assign(done.address);
        else says.textContent = done.sentence;
      })
      .catch(function () { says.textContent = form.dataset.failed; });
  }

  document.addEventListener("DOMContentLoaded", function () {
    if (!window.PublicKeyCredential || !window.isSecureContext) return;
    document.querySelectorAll("[data-passkey]").forEach(function (form) {
      form.hidden = false;
      form.querySelector("button").disabled = false;
      form.querySelector("[data-passkey-says]").textContent = "";
      form.addEventListener("submit", function (event) {
        event.preventDefault();
        run(form);
      });
    });
  });
})();

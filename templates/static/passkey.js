// Puts a question to the browser, and its answer into the form.
(() => {
  const form = document.querySelector("form[data-passkey]");
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const text = (of) => btoa(String.fromCharCode(...new Uint8Array(of))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const asked = () => {
    const options = JSON.parse(form.dataset.options);
    const key = options.publicKey;
    key.challenge = bytes(key.challenge);
    if (key.user) key.user.id = bytes(key.user.id);
    for (const known of [...(key.excludeCredentials ?? []), ...(key.allowCredentials ?? [])]) known.id = bytes(known.id);
    return options;
  };
  form.addEventListener("submit", async (event) => {
    if (form.answer.value) return;
    event.preventDefault();
    try {
      const isNew = form.dataset.passkey === "new";
      const made = await navigator.credentials[isNew ? "create" : "get"](asked());
      const response = {};
      for (const part of isNew ? ["attestationObject", "clientDataJSON"] : ["authenticatorData", "clientDataJSON", "signature", "userHandle"])
        if (made.response[part]) response[part] = text(made.response[part]);
      form.answer.value = JSON.stringify({ id: made.id, rawId: text(made.rawId), type: made.type, response, extensions: {} });
      form.submit();
    } catch (cause) {
      const told = document.getElementById("told");
      told.textContent = cause.name === "SecurityError" ? form.dataset.number : form.dataset.not;
      told.hidden = false;
    }
  });
})();

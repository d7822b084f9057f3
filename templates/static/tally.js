// A tally that is entered without a network waits on this device, and is sent once, as soon as it can be. Without this file
// the form is a form.
(() => {
  "use strict";
  const words = document.currentScript.dataset;
  const waiting = () => JSON.parse(localStorage.getItem("tallies") ?? "{}");
  const set = (to, body) => localStorage.setItem("tallies", JSON.stringify({ ...waiting(), [to]: body }));
  const tell = (what, form) => {
    const line = Object.assign(document.createElement("p"), { className: "notice", id: "told" });
    line.setAttribute("role", "status");
    document.getElementById("told")?.remove();
    if (form) form.after(line);
    else document.getElementById("main").prepend(line);
    line.textContent = what;
  };

  // The hidden field is read anew: the sign-in may be another by now. What is refused goes the way of every form, so that
  // the page says why, with what was typed.
  const send = async (to, body, form) => {
    const page = await fetch(to);
    if (!page.ok) return;
    const fresh = new DOMParser().parseFromString(await page.text(), "text/html").querySelector("[name=csrf]");
    const said = new URLSearchParams(body);
    said.set("csrf", fresh.value);
    const answer = await fetch(to, { method: "POST", body: said });
    if (answer.status > 422 || answer.status === 403) return;
    if (waiting()[to] === body) set(to);
    if (answer.ok) return form ? location.assign(to) : tell(words.sent);
    const again = Object.assign(document.createElement("form"), { method: "post", action: to, hidden: true });
    for (const [name, value] of said) again.append(Object.assign(document.createElement("input"), { name, value }));
    document.body.append(again);
    again.submit();
  };
  const all = () => Promise.all(Object.entries(waiting()).map(([to, body]) => send(to, body))).catch(() => {});

  document.addEventListener("submit", (event) => {
    const form = event.target;
    const to = form.getAttribute("action");
    if (form.matches("[data-tally]")) {
      const body = String(new URLSearchParams(new FormData(form)));
      set(to, body);
      event.preventDefault();
      send(to, body, form).catch(() => tell(words.kept, form));
    } else if (to.includes("sign-out") && Object.keys(waiting()).length > 0) {
      if (confirm(words.unsent)) localStorage.removeItem("tallies");
      else event.preventDefault();
    }
  }, true);
  window.addEventListener("online", all);
  setInterval(all, 60000);
  all();
})();

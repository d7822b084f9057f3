// A tally that cannot be sent waits on this device until it can. Without this file it is a form.
(() => {
  const words = document.currentScript.dataset;
  const waiting = () => JSON.parse(localStorage.getItem("tallies")) ?? {};
  const set = (to, body) => localStorage.setItem("tallies", JSON.stringify({ ...waiting(), [to]: body }));
  const tell = (what, after = document.querySelector("main > *")) => {
    document.getElementById("told")?.remove();
    after.insertAdjacentHTML("afterend", '<p class="notice" role="status" id="told"></p>');
    document.getElementById("told").textContent = what;
  };

  // What is refused goes the way of every form, so that the page says why.
  const send = async (to, body, form) => {
    const page = await fetch(to);
    if (!page.ok) throw page;
    const said = new URLSearchParams(body);
    said.set("csrf", /name="csrf" value="([^"]+)/.exec(await page.text())[1]);
    const answer = await fetch(to, { method: "POST", body: said });
    if (answer.status === 403 || answer.status >= 500) throw answer;
    if (waiting()[to] === body) set(to);
    if (answer.ok) return form ? location.assign(to) : tell(words.sent);
    const again = Object.assign(document.createElement("form"), { method: "post", action: to, hidden: true });
    for (const [name, value] of said) again.append(Object.assign(document.createElement("input"), { name, value }));
    document.body.append(again);
    again.submit();
  };
  const all = () => Object.entries(waiting()).forEach(([to, body]) => send(to, body).catch(() => {}));

  document.addEventListener("submit", (event) => {
    const form = event.target;
    const to = form.getAttribute("action");
    if (form.matches("[data-tally]")) {
      const said = new FormData(form);
      said.delete("csrf");
      const body = String(new URLSearchParams(said));
      set(to, body);
      event.preventDefault();
      send(to, body, form).catch(() => tell(words.kept, form));
    } else if (to.includes("sign-out") && Object.keys(waiting()).length) {
      if (confirm(words.unsent)) localStorage.removeItem("tallies");
      else event.preventDefault();
    }
  }, true);
  window.addEventListener("online", all);
  setInterval(all, 60000);
  all();
})();

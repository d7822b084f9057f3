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
  const send = async (to, said, form) => {
    const page = await fetch(to);
    if (!page.ok) throw page;
    const csrf = /name="csrf" value="([^"]+)/.exec(await page.text())[1];
    const answer = await fetch(to, { method: "POST", body: new URLSearchParams(`${said}&csrf=${csrf}`) });
    if (answer.status === 403 || answer.status > 499) throw answer;
    if (waiting()[to] === said) set(to);
    if (answer.ok) return form ? location.assign(to) : tell(words.sent);
    // The page that says why, with what was typed.
    const why = new DOMParser().parseFromString(await answer.text(), "text/html");
    document.querySelector("main").replaceWith(why.querySelector("main"));
    document.getElementById("summary")?.focus();
  };
  const all = () => Object.entries(waiting()).forEach(([to, said]) => send(to, said).catch(() => {}));

  document.addEventListener("submit", (event) => {
    const form = event.target;
    const to = form.getAttribute("action");
    if (form.matches("[data-tally]")) {
      const said = new URLSearchParams(new FormData(form));
      said.delete("csrf");
      set(to, `${said}`);
      event.preventDefault();
      send(to, `${said}`, form).catch(() => tell(words.kept, form));
    } else if (to.includes("sign-out") && Object.keys(waiting()).length) {
      if (confirm(words.unsent)) localStorage.removeItem("tallies");
      else event.preventDefault();
    }
  }, true);
  window.addEventListener("online", all);
  setInterval(all, 60000);
  all();
})();

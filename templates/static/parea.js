// Comfort only: every page works without this file.
(() => {
  "use strict";
  const away = document.currentScript.dataset.away;

  // That somebody left in a hurry is remembered in this tab alone, and only until they come back on purpose. Some
  // browsers refuse even that.
  const left = {
    get: () => { try { return sessionStorage.getItem("left") !== null; } catch { return false; } },
    set: () => { try { sessionStorage.setItem("left", ""); } catch { /* then the back button returns */ } },
    forget: () => { try { sessionStorage.removeItem("left"); } catch { /* nothing is there */ } },
  };

  // Leaving: blank first, so that nothing is on the screen while the other page loads, and replace, so that this page
  // is not in the window's history.
  const leave = () => {
    left.set();
    document.documentElement.hidden = true;
    document.title = "\u200b";
    window.stop();
    window.location.replace(away);
  };

  // The pages before this one still are in the history: whoever is taken there by the back button leaves again, before
  // anything is shown. An address, a bookmark or a link is a return on purpose.
  const wasTakenBack = () => performance.getEntriesByType("navigation")[0]?.type === "back_forward";
  if (left.get()) {
    if (wasTakenBack()) return leave();
    left.forget();
  }

  document.addEventListener("click", (event) => {
    if (!event.target.closest?.("[data-exit]")) return;
    event.preventDefault();
    leave();
  });

  // Shift three times within two seconds, with no other key between. Sticky Keys asks for five.
  let times = [];
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Shift") {
      times = [];
    } else if (!event.repeat) {
      times = [...times, event.timeStamp].filter((at) => event.timeStamp - at < 2000);
      if (times.length === 3) leave();
    }
  });

  // What changes one part of a page comes back into it, and whoever pressed stays where they are. What does not come back so is
  // sent as every form is.
  const within = async (form) => {
    const part = document.getElementById(form.dataset.within);
    const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    part.replaceChildren(...page.getElementById(part.id).childNodes);
    part.focus();
  };

  // A second click does not send a form twice. The button is not disabled: its name and value must be sent with it.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    event.submitter?.setAttribute("aria-busy", "true");
    if (document.getElementById(form.dataset.within)) {
      event.preventDefault();
      within(form).catch(() => form.submit());
    }
  });

  // A page that the back button brings from memory may send again, if it may be seen at all.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted && left.get()) return leave();
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
    for (const button of document.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
  });

  // What a form would do is shown while it is filled in: of one that changes something, as its own button "show me" does;
  // of one that looks for something, as its address does, which then stands in the window's bar.
  const ask = async (form) => {
    const body = new URLSearchParams(new FormData(form));
    if (form.method === "post") {
      body.set("check", "1");
      return fetch(form.action, { method: "POST", body });
    }
    const to = new URL(form.action);
    for (const [name, value] of body) if (value) to.searchParams.append(name, value);
    return fetch(to);
  };
  let latest = 0;
  const preview = async (form) => {
    const mine = (latest += 1);
    const answer = await ask(form);
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    // Somebody went on choosing meanwhile.
    if (mine !== latest) return;
    const exchange = (old, fresh) => fresh && old.replaceChildren(...fresh.childNodes);
    for (const id of form.dataset.preview.split(" ")) exchange(document.getElementById(id), page.getElementById(id));
    if (form.method === "post") return;
    // The words of lists and boxes say how many each would give. What one stands on is not exchanged itself.
    for (const list of form.querySelectorAll("select")) {
      const chosen = list.value;
      exchange(list, page.getElementById(list.id));
      list.value = chosen;
    }
    for (const label of form.querySelectorAll(".choice label")) exchange(label, page.querySelector(`label[for="${label.htmlFor}"]`));
    history.replaceState(history.state, "", answer.url);
  };
  let soon = 0;
  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (!form?.dataset.preview) return;
    clearTimeout(soon);
    // What cannot be shown now is shown by the button.
    soon = setTimeout(() => preview(form).catch(() => {}), 500);
  });

  // Whoever sits in another zone reads the time of their own clock second, and what that zone is called.
  const elsewhere = () => {
    const { lang } = document.documentElement;
    const language = lang === "en" ? "en-GB" : lang;
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const on = (at, timeZone) => new Intl.DateTimeFormat(language, { timeZone, weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(at);
    for (const time of document.querySelectorAll("time[data-zone]")) {
      const at = new Date(time.dateTime);
      if (time.dataset.shown || on(at, zone) === on(at, time.dataset.zone)) continue;
      const parts = new Intl.DateTimeFormat(language, { timeZone: zone, timeZoneName: "long" }).formatToParts(at);
      const name = parts.find((part) => part.type === "timeZoneName").value;
      const words = document.body.dataset.elsewhere.replace("{time}", on(at, zone)).replace("{zone}", name);
      const second = Object.assign(document.createElement("span"), { className: "hint elsewhere", textContent: words });
      time.after(" ", second);
      time.dataset.shown = "yes";
    }
  };

  // Whoever wishes is signed out after minutes without use: the server does that, and here the page goes from the screen.
  const lock = () => {
    const minutes = Number(document.body.dataset.lock);
    if (!minutes) return;
    let soon = 0;
    const begin = () => {
      clearTimeout(soon);
      soon = setTimeout(() => {
        document.documentElement.hidden = true;
        window.location.replace("/sign-in");
      }, minutes * 60000);
    };
    for (const kind of ["keydown", "pointerdown", "input"]) document.addEventListener(kind, begin, { passive: true });
    begin();
  };

  // What is wrong with a form is read first.
  document.addEventListener("DOMContentLoaded", () => {
    lock();
    document.getElementById("summary")?.focus();
    elsewhere();
  });
})();

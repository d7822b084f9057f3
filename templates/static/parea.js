// Comfort only: every page works without this file.
(() => {
  "use strict";
  const exit = document.querySelector("[data-exit]");

  // Leaving: blank first, so that nothing is on the screen while the other page loads, and replace, so that the back
  // button does not return here.
  const leave = () => {
    document.documentElement.hidden = true;
    document.title = "\u200b";
    window.stop();
    window.location.replace(exit.href);
  };

  if (exit) {
    exit.addEventListener("click", (event) => {
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
  }

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
  });

  // A page that the back button brings from memory may send again.
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
    for (const button of document.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
  });

  // What is wrong with a form is read first.
  document.getElementById("summary")?.focus();
})();

// Everything works without this file. It makes leaving leave no trace in the window's history, and a second press of a
// button do nothing.
(function () {
  "use strict";
  var exit = document.querySelector("[data-exit]");
  function leave(event) {
    if (event) event.preventDefault();
    document.documentElement.textContent = "";
    window.location.replace(exit.href);
  }
  if (exit) {
    exit.addEventListener("click", leave);
    var presses = [];
    document.addEventListener("keydown", function (event) {
      if (event.key !== "Shift") { presses = []; return; }
      if (event.repeat) return;
      var now = Date.now();
      presses = presses.filter(function (at) { return now - at < 1500; });
      presses.push(now);
      if (presses.length >= 3) leave();
    });
  }
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.method !== "post") return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
  });
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) window.location.reload();
  });
  var summary = document.getElementById("summary");
  if (summary) summary.focus();
})();

// The clock of a meeting, by wall time: a telephone may sleep.
(() => {
  const { run, crisis } = document.currentScript.dataset;
  const worker = navigator.serviceWorker;
  worker?.register("/worker.js").then(() => worker.ready).then(({ active }) => active.postMessage({ run, crisis })).catch(() => {});
  if (!run) return;

  const parts = [...document.querySelectorAll("[data-minutes]")];
  const sound = document.getElementById("sound");
  let air;
  sound.addEventListener("change", () => { air ??= new AudioContext(); });
  const ring = () => {
    const tone = new OscillatorNode(air);
    tone.connect(new GainNode(air, { gain: 0.1 })).connect(air.destination);
    tone.start();
    tone.stop(air.currentTime + 1);
  };
  let before = 0;
  const tick = () => {
    const at = JSON.parse(sessionStorage.getItem(run));
    parts.forEach((part, n) => {
      const clock = part.querySelector("[role=timer]");
      clock.hidden = at?.n !== n;
      part.classList.toggle("now", !clock.hidden);
      if (clock.hidden) return;
      const left = Math.round(part.dataset.minutes * 60 - (Date.now() - at.since) / 1000);
      const all = Math.abs(left);
      clock.textContent = `${left < 0 ? "+" : ""}${Math.floor(all / 60)}:${String(all % 60).padStart(2, "0")}`;
      clock.classList.toggle("over", left < 0);
      if (before > 0 && left <= 0 && sound.checked) ring();
      before = left;
    });
  };
  parts.forEach((part, n) => {
    const button = part.querySelector("button");
    button.hidden = false;
    button.addEventListener("click", () => {
      sessionStorage.setItem(run, JSON.stringify({ n, since: Date.now() }));
      tick();
    });
  });
  sound.parentElement.hidden = false;
  setInterval(tick, 1000);
  tick();
})();

// The clock of a meeting, by wall time: a telephone may sleep.
(() => {
  const { run, crisis } = document.currentScript.dataset;
  const worker = navigator.serviceWorker;
  worker?.register("/worker.js").then(() => worker.ready).then(({ active }) => active.postMessage({ run, crisis })).catch(() => {});
  if (!run) return;

  const parts = [...document.querySelectorAll("[data-minutes]")];
  const sound = document.getElementById("sound");
  let air;
  sound.onchange = () => { air ??= new AudioContext(); };
  const ring = () => {
    const tone = new OscillatorNode(air);
    tone.connect(new GainNode(air, { gain: 0.1 })).connect(air.destination);
    tone.start();
    tone.stop(air.currentTime + 1);
  };
  let before = 0;
  const tick = () => {
    const [now, since] = (sessionStorage.getItem(run) ?? "").split(" ");
    parts.forEach((part, n) => {
      const clock = part.querySelector("[role=timer]");
      clock.hidden = now !== `${n}`;
      part.classList.toggle("now", !clock.hidden);
      if (clock.hidden) return;
      const left = Math.round(part.dataset.minutes * 60 - (Date.now() - since) / 1000);
      const all = Math.abs(left);
      clock.textContent = `${left < 0 ? "+" : ""}${Math.floor(all / 60)}:${`${all % 60}`.padStart(2, "0")}`;
      clock.classList.toggle("over", left < 0);
      if (before > 0 && left <= 0 && sound.checked) ring();
      before = left;
    });
  };
  parts.forEach((part, n) => {
    const button = part.querySelector("button");
    button.hidden = false;
    button.onclick = () => {
      sessionStorage.setItem(run, `${n} ${Date.now()}`);
      tick();
    };
  });
  sound.parentElement.hidden = false;
  setInterval(tick, 1000);
  tick();
})();

// Two pages for when there is no network, and nothing else: the meeting that was opened last, and whom to call.
const FOR = 3 * 86400000;
const keep = async (name, from, as, credentials) => {
  const page = await fetch(from, { credentials });
  await caches.delete(name);
  if (!page.ok) return;
  const files = (await page.clone().text()).match(/\/static\/[\w.]+/g);
  const cache = await caches.open(name);
  await cache.put(as, page);
  await cache.addAll([...new Set(files)]);
};
const kept = (what, cacheName) => caches.match(what, { cacheName, ignoreVary: true });

// What was kept of a meeting goes when it is over, and when it is not the reader's any more.
const open = async (request) => {
  try {
    const page = await fetch(request);
    if ([401, 404].includes(page.status) && await kept(request, "run")) await caches.delete("run");
    return page;
  } catch {
    const page = await kept(request, "run");
    if (page && Date.now() - Date.parse(page.headers.get("date")) < FOR) return page;
    if (page) await caches.delete("run");
    return await kept("/crisis", "crisis") ?? Response.error();
  }
};

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("message", (event) => {
  const { run, crisis } = event.data;
  if (/^\/g\/\w+\/meetings\/[\w-]+\/run$/.test(run)) event.waitUntil(keep("run", run, run));
  event.waitUntil(keep("crisis", crisis, "/crisis", "omit"));
});
addEventListener("fetch", (event) => {
  const { request } = event;
  const { pathname } = new URL(request.url);
  if (pathname.includes("/sign-out")) event.waitUntil(caches.delete("run"));
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(open(request));
  else if (pathname.startsWith("/static/")) event.respondWith(fetch(request).catch(() => kept(request)));
});

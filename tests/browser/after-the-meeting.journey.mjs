// Day 4.3, the evening itself: on a phone, in a cellar without a network, the meeting's parts and its clock; at the end eleven
// are counted, two of them for the first time, and that is sent once, when there is a network again.

import { FACILITATOR, signIn } from './people.mjs';

// In ten minutes, by the clocks of the demo's zone.
function soon(now) {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: 'Europe/Athens', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
  }).formatToParts(new Date(now.getTime() + 600_000));
  const part = (type) => parts.find((it) => it.type === type).value;
  const ends = String((Number(part('hour')) + 1) % 24).padStart(2, '0');
  return { date: `${part('year')}-${part('month')}-${part('day')}`, time: `${part('hour')}:${part('minute')}`, ends: `${ends}:${part('minute')}` };
}

export default async function ({ page, context, way, check, accessible, shot, now }) {
  const inside = await signIn(page, FACILITATOR, way);

  // A meeting that is about to begin.
  const { date, time, ends } = soon(now());
  await page.goto(`${inside}/series/new`);
  await page.fill('#date', date);
  await page.fill('#time', time);
  await page.fill('#ends', ends);
  await page.click('main form button:not([name])');
  await page.goto(inside);
  const ask = page.locator(`.notice a[href$="${date.replaceAll('-', '')}T${time.replace(':', '')}/tally"]`);
  check('whoever facilitates is asked how many were there', (await ask.count()) === 1);
  const tally = new URL(await ask.getAttribute('href'), page.url()).pathname;
  await page.goto(tally);
  await accessible(page, 'the tally');
  check('the keyboard of numbers', (await page.getAttribute('#heads', 'inputmode')) === 'numeric');
  const box = await page.locator('#heads').boundingBox();
  check('the field is large, and near the top', box.height >= 64 && box.y < 500, box);
  await shot(page, '1 tally');

  const writes = [];
  page.on('request', (request) => request.method() === 'POST' && new URL(request.url()).pathname === tally && writes.push(request));
  const types = async () => {
    await page.fill('#heads', '11');
    await page.fill('#first_time', '2');
    await page.click(`form[action="${tally}"] button >> nth=0`);
  };

  // The view for a meeting that is planned.
  await page.goto(inside);
  const plans = await page.locator('a[href$="/plan"]').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  await page.goto(plans.at(1).replace(/plan$/, 'run'));
  check('the parts of the plan', (await page.locator('.run [data-minutes]').count()) > 2);
  await accessible(page, 'a planned meeting');
  await shot(page, '2 planned');

  // The view for the one that begins.
  const run = tally.replace(/tally$/, 'run');
  await page.goto(run);
  await accessible(page, 'the meeting');
  check('its parts', (await page.locator('.run [data-minutes]').count()) >= 1);
  check('where the go-around begins', (await page.locator('.circles li').count()) > 10);
  check('the right to pass', (await page.locator('main .notice').count()) >= 1);
  const clock = page.locator('[role="timer"]').first();
  check('no clock without being asked', !(await clock.isVisible()));
  await shot(page, '3 run');

  if (way.script) {
    // It is kept on the phone, and whom to call; nothing else.
    await page.waitForFunction(async () => (await caches.match(location.pathname, { cacheName: 'run' })) && caches.match('/crisis', { cacheName: 'crisis' }));
    const kept = await page.evaluate(async () => {
      const all = await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map((it) => new URL(it.url).pathname)));
      return [...new Set(all.flat())].filter((path) => !path.startsWith('/static/')).sort();
    });
    check('two pages are kept', kept.join() === ['/crisis', run].join(), kept);
    await context.setOffline(true);
    await page.goto(`${inside}/doing`);
    check('without a network one still learns whom to call', (await page.locator('main a[href^="tel:"]').count()) >= 1, page.url());
    await shot(page, '4 crisis');
    await page.goto(run);
    await page.locator('.run button').first().click();
    check('the clock runs', /^\d+:\d\d$/.test(await clock.textContent()), await clock.textContent());
    await page.reload();
    check('also after the page was away', /^\d+:\d\d$/.test(await clock.textContent()), await clock.textContent());
    await types();
    await page.locator('#told').waitFor();
    check('it says that it is kept', (await page.textContent('#told')).length > 20);
    await shot(page, '5 kept');
    // Signing out would lose it.
    const asked = page.waitForEvent('dialog').then(async (dialog) => {
      await dialog.dismiss();
      return dialog.message();
    });
    await page.click('form[action="/sign-out"] button');
    check('signing out warns first', (await asked).length > 20);
    check('and one stays', page.url().endsWith(run), page.url());
    writes.length = 0;
    await context.setOffline(false);
    await page.locator('#told').filter({ hasText: /sent\.|στάλθηκε\./ }).waitFor();
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    check('it is sent once', writes.length === 1, writes.length);
    check('nothing waits any more', (await page.evaluate(() => localStorage.getItem('tallies'))) === '{}');
    await page.goto(tally);
  } else {
    await types();
    await page.locator('.notice.good').waitFor();
  }
  check('eleven, two of them for the first time', /11.*2/s.test(await page.textContent('.notice.good')), await page.textContent('.notice.good'));
  check('what stands can be corrected', (await page.inputValue('#heads')) === '11');
  await page.fill('#first_time', '12');
  await page.click(`form[action="${tally}"] button >> nth=0`);
  await page.locator('#first_time-error').waitFor();
  check('what was typed is kept', (await page.inputValue('#first_time')) === '12');
  await accessible(page, 'a tally that does not fit');
  await shot(page, '6 wrong');
  await page.goto(tally);
  await shot(page, '7 counted');

  await page.goto(`${inside}/doing`);
  check('the group sees it', (await page.locator('#past li').count()) >= 7);
  await accessible(page, 'how we are doing');
  await shot(page, '8 doing');

  if (way.script) {
    // What was kept of the meeting goes with signing out.
    await page.click('form[action="/sign-out"] button');
    await page.waitForURL('**/groups');
    check('nothing of the meeting stays on the phone', !(await page.evaluate(() => caches.has('run'))));
  }
}

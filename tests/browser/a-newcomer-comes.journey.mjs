// Day 4.1, from reading about a first visit on: somebody without an account, at 320 px and without script, in both languages,
// reads what a first visit is like, leaves quickly, comes back, saves the date, says that somebody new is coming, takes it
// back; the meeting is cancelled, and the page says so, with two others. Every public page on the way is light, sets no cookie, and
// is looked at by axe.

import { request } from 'node:http';
import { FACILITATOR, signIn } from './people.mjs';

export const ways = ['phone, light', 'phone, dark, no script, Greek'];

const HEAVIEST = 50_000;

// What a page weighs on its way: bytes of the answer as it is sent, compressed.
function weight(base, path) {
  return new Promise((done, fail) => {
    const asked = request(new URL(path, base), { agent: false, headers: { 'Accept-Encoding': 'gzip' } }, (answer) => {
      let bytes = 0;
      answer.on('data', (part) => (bytes += part.length));
      answer.on('end', () => done({ bytes, packed: answer.headers['content-encoding'] === 'gzip' }));
    });
    asked.on('error', fail);
    asked.end();
  });
}

export default async function ({ person, base, check, accessible, shot, browser }) {
  const { page, context } = await person({ viewport: { width: 320, height: 640 }, javaScriptEnabled: false });
  const leader = await person();
  await signIn(leader.page, FACILITATOR);
  await leader.page.click('.card h2 a >> nth=0');
  const inside = new URL(leader.page.url()).pathname;
  const group = new URL(await leader.page.locator('a[href^="/groups/"]:not([href$="/poster"])').first().getAttribute('href'), base).pathname;

  const walked = ['/', '/groups', '/schedule', group, `${group}/first-time`, `${group}/poster`, '/about/exit'];
  for (const path of walked) {
    const answer = await page.goto(path);
    check(`${path} is there`, answer.status() === 200, answer.status());
    await accessible(page, path);
    await shot(page, `1 ${path}`);
    for (const language of ['', '/el', '/en']) {
      const { bytes, packed } = await weight(base, language + path);
      check(`${language}${path} is light`, packed && bytes < HEAVIEST, { bytes, packed });
    }
  }

  // Reads what a first visit is like.
  await page.goto(group);
  await page.click('a[href$="/first-time"]');
  check('it says what happens', (await page.locator('main h2').count()) >= 6);
  check('the crisis line is there', await page.locator('.crisis a[href^="tel:"]').isVisible());

  // Leaves quickly: the first thing one can reach is a plain link to elsewhere.
  await page.keyboard.press('Tab');
  const exit = await page.locator('.exit').getAttribute('href');
  check('leaving is first in order', await page.locator('.exit:focus').count() === 1 && !exit.startsWith(base), exit);
  const away = await browser.newContext({ viewport: { width: 320, height: 640 }, javaScriptEnabled: false });
  try {
    const leaving = await away.newPage();
    await leaving.route(`${new URL(exit).origin}/**`, (route) => route.fulfill({ body: 'elsewhere' }));
    await leaving.goto(`${base}${group}/first-time`);
    await leaving.click('.exit');
    await leaving.waitForURL(`${new URL(exit).origin}/**`);
    check('it leads away', (await leaving.textContent('body')) === 'elsewhere');
  } finally {
    await away.close();
  }

  // Saves the date: a file that says nothing of the group.
  const file = await page.locator('.card a[href$=".ics"]').getAttribute('href');
  const saved = await context.request.get(file);
  const text = await saved.text();
  check('the date is a calendar file', saved.headers()['content-type'].startsWith('text/calendar'));
  const name = await leader.page.textContent('h1');
  check('with a title that says nothing', /SUMMARY:(Appointment|Ραντεβού)\r\n/.test(text) && !text.includes(name), text);

  // Somebody new is coming; the group sees that, and nothing else.
  await page.click('.card form[action$="/coming"] button');
  await page.waitForURL('**/coming/*');
  const link = page.url();
  await accessible(page, 'somebody new is coming');
  await shot(page, '2 coming');
  await leader.page.goto(inside);
  const counted = () => leader.page.locator('.newcomers').allTextContents();
  check('the group sees one', (await counted()).length === 1, await counted());
  await shot(leader.page, '3 inside');
  await page.click('main form button');
  await accessible(page, 'taken back');
  await shot(page, '4 taken back');
  await leader.page.goto(inside);
  check('and none again', (await counted()).length === 0, await counted());
  const gone = await page.goto(link);
  check('the link says that it is gone', gone.status() === 410, gone.status());
  await accessible(page, 'gone');

  // The meeting is cancelled: the page says so, and so does the link.
  await page.goto(`${group}/first-time`);
  await page.click('.card form[action$="/coming"] button');
  await page.waitForURL('**/coming/*');
  await leader.page.goto(inside);
  await leader.page.click('a[href$="/change"] >> nth=0');
  await leader.page.click('form[action$="/cancel"] button');
  await leader.page.waitForURL('**/g/**');
  await page.reload();
  check('the link says so', await page.locator('.notice.off').isVisible());
  check('with two others', (await page.locator('.instead li').count()) === 2, await page.locator('.instead li').count());
  await accessible(page, 'a meeting that is off');
  await shot(page, '5 off');
  await page.goto(group);
  // What a browser has kept it may show for a minute.
  await page.reload();
  check('the page of the group says so in its place', await page.locator('.visits > li >> nth=0').locator('.notice.off').isVisible());
  check('with two others beside it', (await page.locator('.visits > li >> nth=0').locator('.instead li').count()) === 2);
  await accessible(page, 'a group with a meeting that is off');
  await shot(page, '6 group');

  // The schedule on paper: without what only a screen can do.
  await page.goto('/schedule');
  await page.emulateMedia({ media: 'print' });
  for (const hidden of ['.exit', 'main form', '.top nav', '.languages']) {
    check(`${hidden} is not printed`, !(await page.locator(hidden).first().isVisible()));
  }
  const head = await page.locator('.week thead').first().evaluate((it) => getComputedStyle(it).display);
  check('the head of a table is on every sheet', head === 'table-header-group', head);
  await shot(page, '7 schedule on paper');
  check('all of it without a cookie', (await context.cookies()).length === 0, await context.cookies());
}

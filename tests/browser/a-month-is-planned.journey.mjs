// Day 4.3, steps 1 to 7, 11 and 12: a facilitator plans a month. The dates are there; some fall out, one is closed, one is
// elsewhere; who leads is proposed and accepted, one turn is swapped by a link; small roles are taken from two telephones;
// and somebody cannot come. What follows when nobody answers is tried with a clock that can be moved, in tests/app/rota.rs.

import { FACILITATOR, MEMBER, signIn } from './people.mjs';

export default async function ({ page, person, way, check, accessible, shot }) {
  const other = await person();
  const inside = await signIn(other.page, MEMBER, way);
  await signIn(page, FACILITATOR, way);
  await page.goto(inside);
  const listing = await page.getAttribute('a[href^="/groups/"]', 'href');
  const times = (of) => of.locator('.meetings time').evaluateAll((all) => all.map((time) => time.dateTime));

  // 1: the dates are there, from the series.
  const before = await times(page);
  check('four dates and more', before.length >= 4, before);

  // 2: the third and fourth fall out.
  await page.goto(`${inside}/pauses/new`);
  await page.fill('#from', before[2].slice(0, 10));
  await page.fill('#to', before[3].slice(0, 10));
  await page.fill('#words', 'We rest.');
  if (!way.script) await page.click('button[name="check"]');
  await page.locator('#outlook section').waitFor();
  await page.click('#outlook button');
  await page.waitForURL('**/dates');
  await page.goto(inside);
  const after = await times(page);
  check('two dates fall out', !after.includes(before[2]) && !after.includes(before[3]), after);

  // 3 and 4: one date is closed and in another room; the others are not.
  await page.click('a[href$="/change"] >> nth=2');
  await page.check('form[action$="/terms"] input[name="openness"][value="closed"]');
  await page.fill('form[action$="/terms"] #address', 'Agias Sofias 5, second floor');
  await page.click('form[action$="/terms"] button');
  await page.waitForURL(`**${inside}`);
  const anybody = await person();
  await anybody.page.goto(listing);
  const seen = await anybody.page.textContent('main');
  check('the listing says where it is that day', seen.includes('Agias Sofias 5, second floor'));
  check('and that it is closed then', (await anybody.page.locator('main .badge.closed, main .closed').count()) >= 1);
  const file = await (await anybody.page.request.get(`${listing}/calendar.ics`)).text();
  // 12: the calendar has the time on the wall, with the zone; so no change of clocks moves it.
  check('19:00 by the clocks of Athens', /DTSTART;TZID=Europe\/Athens:\d{8}T190000/.test(file));
  check('with the change of clocks in March', /BEGIN:DAYLIGHT/.test(file) && /BEGIN:STANDARD/.test(file));

  // 7, first half: six small roles are published.
  await page.goto(`${inside}/roles`);
  await accessible(page, 'roles');
  await page.click('a[href*="/series/"]');
  for (const kind of ['welcome', 'time', 'reading', 'keys', 'tea', 'literature']) await page.check(`#kind-${kind}`);
  await page.fill('#new', 'Flowers');
  await accessible(page, 'the roles of a series');
  await shot(page, '1 which roles');
  await page.click('main form button');
  await page.waitForURL('**/roles');
  check('what is to do, with how', (await page.locator('main .card h2').count()) >= 9);
  await shot(page, '2 roles');

  // 5: the rota proposes; three are accepted, one by one.
  await page.goto(`${inside}/rota`);
  check('the next two who lead are in sight', (await page.locator('#next li').count()) === 2);
  await accessible(page, 'the rota');
  await shot(page, '3 rota');
  const accepts = page.locator('li[id^="p"] > .row form[action$="/give"]');
  const proposed = await accepts.count();
  check('there is more than three to accept', proposed > 3, proposed);
  for (let left = proposed; left > proposed - 3; left -= 1) {
    check('one less to accept', (await accepts.count()) === left, await accepts.count());
    await accepts.first().locator('button').click();
    await page.waitForURL('**/rota#m*');
    await page.reload();
  }

  // 6: somebody else is paired with whoever leads.
  const otherwise = page.locator('li[id^="p"] details:has(select)').last();
  await otherwise.locator('summary').click();
  await otherwise.locator('select').selectOption({ index: 0 });
  await otherwise.locator('form:has(select) button').click();
  await page.waitForURL('**/rota#m*');

  // 5, second half: she swaps her turn with M., who confirms by the link.
  await page.click('a[href$="/swap"] >> nth=0');
  const mine = new URL(page.url()).pathname.split('/');
  const [meeting, role] = [mine[4], mine[6]];
  await accessible(page, 'asking to swap');
  await page.click('main form button');
  check('nobody chosen is said in place', (await page.locator('#whom-error').count()) === 1);
  await page.locator('#whom .choice', { hasText: 'Γλάρος' }).first().locator('input').check();
  await page.click('main form button');
  await page.waitForURL(/swaps\/[0-9a-z]{13}$/);
  const link = new URL(await page.textContent('#link')).pathname;
  await shot(page, '4 swap');
  await other.page.goto(inside);
  check('M. finds it on the page of the group', (await other.page.locator(`a[href="${link}"]`).count()) === 1);
  await other.page.goto(link);
  await accessible(other.page, 'a question about a turn');
  await shot(other.page, '5 asked');
  await other.page.click('button[value="yes"]');
  await other.page.waitForURL('**/rota');
  const place = `[id="p${meeting}-${role}"]`;
  check('the turn is with M. now', (await other.page.textContent(place)).includes('Γλάρος'));

  // 7, second half: two roles are taken from telephones, within the page.
  for (const of of [page, other.page]) {
    await of.goto(inside);
    await of.evaluate(() => (globalThis.stays = true)).catch(() => {});
    const card = of.locator('.turns:has(details)').first();
    const id = await card.getAttribute('id');
    const open = await card.locator('summary').textContent();
    await card.locator('summary').click();
    await card.locator('details form button').first().click();
    if (way.script) {
      await of.waitForFunction(([part, was]) => document.getElementById(part).querySelector('summary')?.textContent !== was, [id, open]);
      check('nothing was loaded anew', await of.evaluate(() => globalThis.stays === true));
    } else {
      await of.waitForURL('**#m*');
    }
    const now = of.locator(`[id="${id}"] summary`);
    check('one less is open', (await now.count()) === 0 || (await now.textContent()) !== open, open);
  }
  await accessible(other.page, 'the page of a group with roles');
  await shot(other.page, '6 group');

  // 11: M. cannot come: who is asked is said at once.
  await other.page.goto(`${inside}/rota`);
  await other.page.click(`${place} form[action$="/free"] button`);
  await other.page.waitForURL('**/rota#m*');
  const gap = await other.page.textContent(place);
  check('the turn is not M.’s any more, and does not stand with nobody', !gap.includes('Γλάρος') && (await other.page.locator(`${place} .badge`).count()) === 1, gap);
  await shot(other.page, '7 gap');

  // A break takes one press, and one press ends it.
  await other.page.click('form[action$="/break"] button');
  await other.page.locator('form[action$="/back"]').waitFor();
  await accessible(other.page, 'a break');
  await other.page.click('form[action$="/back"] button');
  await other.page.locator('form[action$="/break"]').waitFor();
}

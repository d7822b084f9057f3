// A facilitator changes dates: from one on, by a pause, by another zone; sees first what it means, and undoes it. Then
// somebody who sits elsewhere reads a time in both zones.

import { FACILITATOR, signIn } from './people.mjs';

// As the clocks of the group's zone show it, out of the list of what comes next.
const starts = (page) => page.locator('.meetings time').evaluateAll((times) => times.map((time) => time.dateTime));

export default async function ({ page, person, way, check, accessible, shot }) {
  await signIn(page, FACILITATOR);
  const inside = new URL(await page.getAttribute('a[href^="/g/"]', 'href'), page.url()).pathname;
  await page.goto(inside);
  const before = await starts(page);
  const listing = await page.getAttribute('a[href^="/groups/"]', 'href');

  // What a form means is shown by its button; with script, while it is filled in.
  const look = async () => {
    if (!way.script) await page.click('button[name="check"]');
    await page.locator('#outlook section').waitFor();
  };
  const save = async () => {
    await page.click('#outlook button');
    await page.waitForURL('**/dates');
  };
  const undo = async () => {
    await page.goto(`${inside}/dates`);
    await page.click('form[action$="/undo"] button');
    await page.waitForURL('**/dates');
    check('there is nothing to undo twice', (await page.locator('form[action$="/undo"]').count()) === 0);
    await page.goto(inside);
    check('all is as it was', (await starts(page)).join() === before.join(), await starts(page));
  };

  await page.goto(`${inside}/dates`);
  await accessible(page, 'our dates');
  await shot(page, '1 dates');

  // This and all later: two hours earlier from the second date on.
  await page.goto(inside);
  await page.click('a[href$="/change"] >> nth=1');
  await accessible(page, 'one date');
  await page.click('a[href*="/edit?from="]');
  const chosen = await page.inputValue('#from');
  check('the form begins with that date', chosen === (await page.locator('#from option').nth(1).getAttribute('value')), chosen);
  await page.fill('#time', '17:00');
  await page.fill('#ends', '18:30');
  await look();
  check('six of the old dates, and what becomes of them', (await page.locator('.fates li').count()) === 6);
  check('six of the new', (await page.locator('#outlook .dates li').count()) === 6);
  check('and how many people it touches', (await page.locator('#outlook .notice').count()) === 1);
  await accessible(page, 'changing all later dates');
  await shot(page, '2 edit');
  await save();
  await page.goto(inside);
  const after = await starts(page);
  check('the first date stays', after[0] === before[0], after);
  check('the second has moved', after[1] < before[1] && after.length === before.length, after);
  await undo();

  // A pause over the second and the third.
  await page.goto(`${inside}/pauses/new`);
  await page.fill('#from', before[1].slice(0, 10));
  await page.fill('#to', before[2].slice(0, 10));
  await page.fill('#words', 'We rest.');
  await look();
  check('two dates fall out', (await page.locator('#outlook .dates li').count()) === 2);
  await accessible(page, 'a pause');
  await shot(page, '3 pause');
  await save();
  const anybody = await person();
  await anybody.page.goto(listing);
  check('everybody reads why', (await anybody.page.textContent('main')).includes('We rest.'));
  await accessible(anybody.page, 'a group that pauses');
  await undo();

  // One more date, and one on other terms.
  await page.goto(`${inside}/dates`);
  await page.click('details summary >> nth=0');
  await page.locator('input[type="date"]').first().fill(before[0].slice(0, 10));
  await page.locator('input[type="time"]').first().fill('22:15');
  await page.click('form[action$="/dates"] button >> nth=0');
  await page.waitForURL('**/dates');
  await page.goto(inside);
  check('there is one more', (await page.locator('.meetings .hint', { hasText: /An extra date|Έκτακτη/ }).count()) === 1);
  await undo();

  // Another zone: the hour stays, unless the group says that the moment does.
  await page.goto(`${inside}/zone`);
  await page.selectOption('#zone', 'Europe/London');
  await look();
  await accessible(page, 'another zone');
  await shot(page, '4 zone');
  await save();
  await page.goto(inside);
  const moved = await starts(page);
  const hours = (new Date(moved[0]) - new Date(before[0])) / 3_600_000;
  check('the same hour in London is two hours later', hours === 2, { before: before[0], moved: moved[0] });
  await undo();
  await page.goto(`${inside}/zone`);
  await page.selectOption('#zone', 'Europe/London');
  await page.check('#stays-instants');
  await look();
  await save();
  await page.goto(inside);
  check('the same moment is the same moment', (await starts(page)).join() === before.join(), await starts(page));
  await undo();

  const elsewhere = await person({ timezoneId: 'America/New_York' });
  await elsewhere.page.goto(listing);
  const own = elsewhere.page.locator('.elsewhere');
  if (way.script) {
    await own.first().waitFor();
    check('the own zone stands second, in words', /\D{8,}/.test((await own.first().textContent()).split(',').at(-1)));
    await shot(elsewhere.page, '5 elsewhere');
    const here = await person();
    await here.page.goto(listing);
    check('and nothing where both are the same', (await here.page.locator('.elsewhere').count()) === 0);
  } else {
    check('without script the time names its zone', (await elsewhere.page.textContent('.when')).includes('('));
  }
}

// Leading goes round: what the group has agreed on, version by version; an assembly that two members call; the list that goes
// along with a mandate. What comes after a deadline is tried with a clock that can be moved, in tests/app.

import { FACILITATOR, MEMBER, signIn } from './people.mjs';

export default async function ({ page, person, way, check, accessible, shot }) {
  const inside = await signIn(page, MEMBER, way);
  await page.goto(inside);
  await accessible(page, 'the group from inside');
  await shot(page, '1 inside');

  // A new version asks, and says what is different; earlier ones stay readable.
  await page.click('.notice a[href*="/versions/"]');
  await page.waitForURL('**/versions/3');
  check('what is different is shown', (await page.locator('#changed .changed').count()) === 1);
  await accessible(page, 'a version');
  await shot(page, '2 version');
  await page.click('form[action$="/accept"] button');
  await page.locator('.notice.good').waitFor();
  await page.goto(`${inside}/agreement/versions/2`);
  check('the one before is readable', (await page.locator('.difference ins').count()) > 3);
  await accessible(page, 'an earlier version');
  await shot(page, '3 earlier version');

  // Another text is proposed: first one sees what would change.
  await page.goto(`${inside}/agreement`);
  await accessible(page, 'the agreement');
  await shot(page, '4 agreement');
  await page.click('a[href$="what=text"]');
  const text = await page.inputValue('#text');
  check('the form has the present text', text.includes('μένει εδώ'));
  await page.fill('#text', text.replace('- Καθένας μπορεί να μη μιλήσει.\n', '- Μένουμε ενενήντα λεπτά.\n'));
  await page.fill('#title', 'Ενενήντα λεπτά');
  await page.fill('#why', 'Για να προλαβαίνουμε το λεωφορείο.');
  await page.click('main form button');
  await page.locator('#preview').waitFor();
  check('one line goes', (await page.locator('#preview del').count()) === 1);
  check('and one comes', (await page.locator('#preview ins').count()) === 1);
  await accessible(page, 'a text before it is proposed');
  await shot(page, '5 text');
  await page.click('main form button');
  await page.waitForURL(/proposals\/[0-9a-z]{13}$/);
  await accessible(page, 'a text that is proposed');

  // Somebody asks for an assembly; this member joins in, and it is called.
  await page.goto(`${inside}/assembly`);
  check('somebody asks for one', (await page.locator('.asked').count()) === 1);
  check('what is proposed is on the agenda', (await page.locator('#agenda a[href*="/proposals/"]').count()) === 1);
  await accessible(page, 'an assembly that is asked for');
  await shot(page, '6 asked');
  await page.fill('#point', 'Το ενοίκιο');
  await page.click('form[action$="/points"] button');
  await page.locator('form[action$="/remove"]').waitFor();
  await page.fill('#date', '2020-01-01');
  await page.fill('#time', '18:00');
  await page.click('form[action$="/assembly"] button');
  check('a day that is too soon is said in place', (await page.locator('#date-error').count()) === 1);
  check('and kept', (await page.inputValue('#date')) === '2020-01-01');
  await shot(page, '7 too soon');
  await page.click('form[action$="/join"] button');
  await page.locator('#next.good').waitFor();
  check('nobody asks any more', (await page.locator('.asked').count()) === 0);
  await accessible(page, 'the next assembly');
  await shot(page, '8 assembly');

  // Those who lead hear of it, and find what goes along with a mandate.
  const other = await person();
  await signIn(other.page, FACILITATOR);
  check('the others are told', (await other.page.locator('.notices li').count()) > 0);
  await shot(other.page, '9 told');
  await other.page.goto(`${inside}/handover`);
  check('the list of the group', (await other.page.locator('#list li').count()) === 4);
  await other.page.fill('#lines', 'Κλειδιά\nΗμερομηνίες');
  await other.page.click('main form[action$="/handover"] button');
  await other.page.waitForURL('**/handover');
  check('it is the group’s to change', (await other.page.locator('#list li').count()) === 2);
  await accessible(other.page, 'handing over');
  await shot(other.page, '10 handover');
  await other.page.goto(`${inside}/log`);
  await accessible(other.page, 'the log');
  await shot(other.page, '11 log');
}

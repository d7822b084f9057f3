// A group moves: whoever facilitates takes along everything that is its own, and founds it from that file on another Parea, a
// program by itself with a database and a key of its own. The others come by invitation, under names of their choosing.

import { startDemo } from './demo.mjs';
import { FACILITATOR, PASSWORD, signIn, signUp } from './people.mjs';

export default async function ({ page, person, way, check, accessible, shot }) {
  const there = await startDemo(process.env.PAREA_BIN);
  try {
    await moves({ page, person, way, check, accessible, shot, there: there.base });
  } finally {
    await there.stop();
  }
}

async function moves({ page, person, way, check, accessible, shot, there }) {
  // From what the group says of itself, two taps lead to the file.
  const inside = await signIn(page, FACILITATOR, way);
  await page.goto(`${inside}/agreement`);
  const rules = await page.locator('.rules').allInnerTexts();
  const name = (await page.goto(inside), await page.textContent('h1')).trim();
  await page.goto(`${inside}/settings`);
  await page.click(`a[href="${inside}/belongings"]`);
  await page.locator('#password_now').waitFor();
  await accessible(page, 'taking it along');
  await shot(page, '1 taking it along');
  await page.fill('#password_now', 'κάτι άλλο, όχι αυτό');
  await page.click('main form button');
  check('another password is not enough', (await page.locator('#password_now-error').count()) === 1);
  await page.fill('#password_now', PASSWORD);
  const [file] = await Promise.all([page.waitForEvent('download'), page.click('main form button')]);
  check('it is one file, whose name tells nothing', file.suggestedFilename() === 'belongings.zip', file.suggestedFilename());
  await page.goto(`${inside}/log`);
  await shot(page, '2 everybody reads it');

  // On the other site: by keyboard alone, and first with the wrong file.
  const founder = (await person({ baseURL: there })).page;
  await signUp(founder);
  await founder.goto('/found');
  await founder.click('a[href="/found/bring"]');
  await founder.waitForURL('**/found/bring');
  await founder.setInputFiles('#file', { name: 'holiday.zip', mimeType: 'application/zip', buffer: Buffer.from('no group') });
  await founder.focus('#my_name');
  await founder.keyboard.type('Σταχτής');
  await founder.keyboard.press('Tab');
  await founder.keyboard.press('Enter');
  await founder.locator('#file-error').waitFor();
  check('what was typed is kept', (await founder.inputValue('#my_name')) === 'Σταχτής');
  await accessible(founder, 'bringing a group');
  await shot(founder, '3 another file');
  await founder.setInputFiles('#file', await file.path());
  await founder.click('main form button');
  await founder.locator('main a.button').waitFor();
  check('it says that the group is here', (await founder.textContent('main .lead')).includes(name), await founder.textContent('main .lead'));
  await shot(founder, '4 it is here');
  await founder.click('main a.button');
  await founder.waitForURL('**/g/*');
  const home = new URL(founder.url()).pathname;
  check('under its name', (await founder.textContent('h1')).trim() === name);
  await shot(founder, '5 the group there');
  await founder.goto(`${home}/agreement`);
  const now = await founder.locator('.rules').allInnerTexts();
  check('with the rules that it has agreed on', rules.length > 0 && String(now) === String(rules), now);

  // The others come by invitation.
  await founder.goto(home);
  await founder.click(`form[action="${home}/invite"] button`);
  const link = new URL((await founder.textContent('#link')).trim());
  const other = (await person({ baseURL: there })).page;
  await signUp(other);
  await other.goto(link.pathname);
  await other.fill('#my_name', 'Καράβι');
  await other.click('main form button');
  await other.waitForURL(`**${home}`);
  check('and the notes are theirs, too', (await other.goto(`${home}/experience`), await other.locator('.notes .typed').count()) > 0);
}

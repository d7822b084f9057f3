// What helped us: somebody leaves a note; another reads it and cannot tell whose it is; its author says it otherwise, and
// withdraws it. That rows and their order tell nothing either is tried in tests/app/experience.rs.

import { readFile } from 'node:fs/promises';
import { FACILITATOR, MEMBER, signIn } from './people.mjs';

const WORDS = 'Ένα ποτήρι νερό, και δέκα λεπτά.';

export default async function ({ page, person, check, accessible, shot }) {
  const inside = await signIn(page, MEMBER);
  await page.goto(inside);
  await page.click('a[href$="/experience"]');
  await page.waitForURL('**/experience');
  const before = await page.locator('.notes li').count();
  await accessible(page, 'the notes');
  await shot(page, '1 notes');

  await page.click('a[href$="/experience/new"]');
  await page.waitForURL('**/experience/new');
  await accessible(page, 'a new note');
  await page.check('#stays');
  await page.click('main form button');
  check('what is missing is said in place', (await page.locator('#words-error').count()) === 1);
  check('and what was chosen is kept', await page.isChecked('#stays'));
  await shot(page, '2 missing');
  await page.fill('#words', WORDS);
  await page.click('main form button');
  await page.waitForURL('**/experience');
  check('there is one more', (await page.locator('.notes li').count()) === before + 1);
  const mine = page.locator('.notes li', { hasText: WORDS }).locator('a');
  check('its author can change it', (await mine.count()) === 1);

  // Whoever facilitates reads the same, and not whose it is.
  const other = await person();
  await signIn(other.page, FACILITATOR);
  await other.page.goto(`${inside}/experience`);
  const theirs = other.page.locator('.notes li', { hasText: WORDS });
  check('others read it', (await theirs.count()) === 1);
  check('and nothing more', (await theirs.locator('a').count()) === 0);
  await other.page.fill('#q', 'potiri');
  await other.page.click('form[role=search] button');
  await other.page.waitForURL('**/experience?q=potiri');
  check('it is found in the other alphabet', (await other.page.locator('.notes li').count()) === 1);
  await shot(other.page, '3 found');

  // Taken along as a file, by a plain link.
  await other.page.goto(`${inside}/experience`);
  const [file] = await Promise.all([
    other.page.waitForEvent('download'),
    other.page.click('a[href$="/experience.md"]'),
  ]);
  const text = await readFile(await file.path(), 'utf8');
  check('the file has all of them', text.split('\n## ').length === before + 2, text);

  await mine.click();
  await page.locator('form[action$="/withdraw"]').waitFor();
  await accessible(page, 'my note');
  await shot(page, '4 mine');
  await page.fill('#words', `${WORDS} Ή ένας καφές.`);
  await page.click('main form >> nth=0 >> button');
  await page.waitForURL('**/experience');
  await page.locator('.notes li', { hasText: 'καφές.' }).locator('a').last().click();
  await page.click('form[action$="/withdraw"] button');
  await page.waitForURL('**/experience');
  check('withdrawn is gone', (await page.locator('.notes li').count()) === before);
}

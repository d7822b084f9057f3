// Day 4.5: whoever coordinates shows a ministry how a quarter was. They see it at a glance beside the year before, find nobody in it,
// add their own words, and take it along; a member reads the very same.

import { COORDINATOR, MEMBER, signIn } from './people.mjs';

const numbers = (text) => text.match(/\d+/g) ?? [];
const tables = (page) => page.locator('#glance td, #by-cell td, #over-time td').allTextContents();

export default async function ({ page, person, way, check, accessible, shot }) {
  await signIn(page, COORDINATOR, way);
  const el = way.locale === 'el-GR';
  await page.click('main a[href^="/p/"]');
  await page.waitForURL('**/p/avgi');
  await page.click('main a[href="/figures/avgi"]');
  await page.waitForURL('**/figures/avgi');
  check('the present quarter', (await page.textContent('.lead')).includes('2026'));
  await accessible(page, 'a quarter');
  await shot(page, '1 a quarter');

  // What groups passed on, and never a zero for those that did not.
  const glance = await page.locator('#glance tr').allTextContents();
  check('seven of eight groups passed something on', glance.some((it) => numbers(it).join(' ').startsWith('7 8')), glance);
  const attendances = await page.locator('#glance tbody tr:first-child td').allTextContents();
  check('beside the same season of the year before', attendances.every((it) => it.includes('±')), attendances);
  check('the drawing shows both', (await page.locator('svg .span').count()) > 3 && (await page.locator('svg .before').count()) > 3);
  const groups = (await page.locator('#listed tbody tr:last-child td').allTextContents()).map(Number);
  check('groups by field and city, and their sum', groups.length === 5 && groups.slice(0, 4).reduce((sum, it) => sum + it) === groups[4], groups);
  check('weeks to come say when', (await page.locator('#over-time td[colspan]').count()) > 0);

  // Figures are what they are: nothing filters them, no row leads to anybody, and what is guessed is not there.
  const before = await tables(page);
  await page.goto('/figures/avgi/2026-Q4?place=larissa&week=2026-11-02');
  check('nothing filters them', JSON.stringify(await tables(page)) === JSON.stringify(before));
  check('no row leads anywhere', (await page.locator('main tbody a').count()) === 0);
  for (const guessed of ['/p/avgi/people', '/p/avgi/participation/people', '/p/avgi/tallies', '/figures/avgi/2026-W45', '/p/other/participation']) {
    const answer = await page.request.get(guessed);
    check(`${guessed} is not there`, answer.status() === 404, answer.status());
  }

  // Their own words, and what they count by hand.
  await page.goto('/figures/avgi/2026-Q4');
  await page.click('#narrative a[href$="/participation/2026-Q4"]');
  await page.waitForURL('**/participation/2026-Q4');
  await accessible(page, 'own words');
  const words = el ? 'Δύο νέες αίθουσες από τον δήμο.' : 'Two new rooms from the city.';
  await page.fill('#words', words);
  await page.fill('#people_trained', '18');
  await page.fill('#seminars', '-3');
  await page.click('main form[action$="/participation/2026-Q4"] button');
  await page.locator('#seminars-error').waitFor();
  check('what was typed stays', (await page.inputValue('#words')) === words && (await page.inputValue('#people_trained')) === '18');
  await accessible(page, 'a number that is none');
  await shot(page, '2 a number that is none');
  await page.fill('#seminars', '3');
  await page.click('main form[action$="/participation/2026-Q4"] button');
  await page.waitForURL('**/figures/avgi/2026-Q4*');
  check('the words stand there, as theirs', (await page.textContent('#narrative section')).includes(words));
  const byHand = await page.locator('#by-hand td').allTextContents();
  check('and the numbers, marked', byHand.join(' ') === '3 18' && (await page.locator('#by-hand').count()) === 1, byHand);
  await accessible(page, 'a quarter with words');
  await shot(page, '3 with words');

  // Each file has the numbers of the screen. They are asked for as the browser asks, in its language.
  const file = (ending) => page.request.get(`/figures/avgi/2026-Q4.${ending}`, { headers: { 'accept-language': way.locale } });
  const screen = numbers((await page.locator('#glance td').allTextContents()).join(' ').replace(/(\d)[.,](\d)/g, '$1$2').replace(/(fewer than|λιγότερες από) 10/g, ''));
  const csv = await (await file('csv')).text();
  check('the language of the page', csv.includes(el ? 'Παρουσίες' : 'Attendances'));
  check('who pays for it', csv.includes('επινοημένου δήμου'));
  const lines = csv.split('\n');
  const from = lines.findIndex((line) => line.startsWith(el ? 'Με μια ματιά' : 'At a glance')) + 3;
  const glanced = lines.slice(from, lines.indexOf('""', from)).map((line) => line.replace(/(fewer than|λιγότερες από) 10/g, ''));
  check('the numbers of the table', numbers(glanced.join(' ')).join(' ') === screen.join(' '), [numbers(glanced.join(' ')), screen]);
  const json = await (await file('json')).json();
  const first = json.tables[0].rows[0].values[0];
  check('those for programs', screen.slice(0, 2).join(' ') === `${first.nearest} ${first.within}`, first);
  const ods = await file('ods');
  check('a spreadsheet', ods.headers()['content-type'].endsWith('opendocument.spreadsheet') && (await ods.body()).subarray(30, 38).toString() === 'mimetype');
  const pdf = await file('pdf');
  check('pages to print', pdf.headers()['content-type'] === 'application/pdf' && (await pdf.body()).subarray(0, 8).toString() === '%PDF-1.7');
  const again = await (await file('csv')).text();
  check('the same again', again === csv);

  // The year.
  await page.goto('/figures/avgi/2026');
  check('twelve months', (await page.locator('#over-time tbody tr').count()) === 12);
  await accessible(page, 'a year');
  await shot(page, '4 a year');

  // A member reads the very figures.
  await page.goto('/figures/avgi/2026-Q4');
  const theirs = await tables(page);
  const member = await person();
  await signIn(member.page, MEMBER, way);
  await member.page.goto('/figures/avgi/2026-Q4');
  check('a member reads the same', JSON.stringify(await tables(member.page)) === JSON.stringify(theirs));
  check('and writes nothing to them', (await member.page.locator('#narrative a').count()) === 0);
  check('and how well somebody guesses', (await member.page.textContent('#protected')).includes('82'));
  await accessible(member.page, 'the same, for a member');

  // And from their own page, what their group passes on, and how it was decided.
  await member.page.goto('/me');
  await member.page.click('.card a[href$="/passing-on"]');
  await member.page.waitForURL('**/passing-on');
  await accessible(member.page, 'what is passed on');
  await member.page.click('#decided a');
  await member.page.waitForURL(/\/(proposals\/|agreement)/);
  await shot(member.page, '5 how it was decided');
}

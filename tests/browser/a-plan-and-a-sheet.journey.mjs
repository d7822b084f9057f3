// Steps 8 and 9 of a month: a facilitator picks a plan of 90 minutes, gives the check-in 20, is told what is over, makes it
// fit, and prints one page. A member leads a session by one tap, and offers one. Without script, the sum is asked for.

import { COORDINATOR, FACILITATOR, MEMBER, signIn } from './people.mjs';

const OPENING = {
  'en-GB': 'Welcome. What is said here **stays here**.\n\n- We speak one after the other.\n- Whoever wishes passes.',
  'el-GR': 'Καλώς ήρθατε. Ό,τι λέγεται εδώ **μένει εδώ**.\n\n- Μιλάμε με τη σειρά.\n- Όποιος θέλει δεν μιλά.',
};

// The pages of a PDF.
const sheets = (pdf) => [...pdf.toString('latin1').matchAll(/\/MediaBox/g)].length;
const minutes = (page) => page.locator('input[name="minutes"]').evaluateAll((all) => all.map((it) => Number(it.value)));
const sum = (all) => all.reduce((total, one) => total + one, 0);

export default async function ({ page, person, way, check, accessible, shot }) {
  await signIn(page, FACILITATOR, way);
  await page.click('.card h2 a >> nth=0');
  const inside = new URL(page.url()).pathname;
  await page.click('a[href$="/plan"] >> nth=0');
  await page.waitForURL(/\/plan$/);
  const plan = new URL(page.url()).pathname;
  await accessible(page, 'the plan of a date');
  await shot(page, '1 plan');

  await page.goto(`${inside}/words`);
  await page.fill('#opening', OPENING[way.locale]);
  await page.check('#cross_talk');
  await accessible(page, 'the words');
  await shot(page, '2 words');
  await page.click('main form button');
  await page.waitForURL(`**${inside}`);

  // Step 8.
  await page.goto(`${plan}/edit`);
  await page.selectOption('#from', '90');
  await page.click('form.bar button');
  await page.waitForURL(/from=90/);
  check('it sums to 90', sum(await minutes(page)) === 90, await minutes(page));
  await page.fill('#minutes-0', '20');
  if (way.script) {
    await page.waitForFunction(() => document.getElementById('sum').textContent.includes('95'));
    check('the sum follows while one types', (await page.locator('#fitting button').count()) === 1);
  } else {
    await page.press('#minutes-0', 'Enter');
    check('the sum is shown when it is asked for', (await page.textContent('#sum')).includes('95'));
  }
  await page.click('button[value="save"]');
  await page.locator('#summary').waitFor();
  check('what does not fit is not saved, and what was typed is kept', (await page.inputValue('#minutes-0')) === '20');
  await accessible(page, 'a plan that is too long');
  await shot(page, '3 too long');
  await page.click('button[value="fit"]');
  await page.locator('#sum:not(.error)').waitFor();
  const fitted = await minutes(page);
  check('it fits, and the check-in keeps its 20', sum(fitted) === 90 && fitted[0] === 20, fitted);
  await page.click('button[value="add"]');
  const last = fitted.length;
  await page.locator(`#kind-${last}`).waitFor();
  await page.selectOption(`#kind-${last}`, 'own');
  await page.fill(`#name-${last}`, way.locale === 'el-GR' ? 'Τσάι' : 'Tea');
  await page.fill(`#minutes-${last}`, '5');
  await page.click(`button[value="up-${last}"]`);
  await page.locator(`#name-${last - 1}`).waitFor();
  check('a session moves with all that was typed', (await page.inputValue(`#minutes-${last - 1}`)) === '5');
  await page.click('button[value="fit"]');
  await page.locator('#sum:not(.error)').waitFor();
  await shot(page, '4 fits');
  await page.click('button[value="save"]');
  await page.waitForURL(`**${plan}`);
  await accessible(page, 'a plan that is saved');
  await shot(page, '5 saved');

  // A member: one tap, and an offer.
  const words = way.locale === 'el-GR' ? 'Η αναπνοή' : 'Breathing';
  const member = await person();
  await signIn(member.page, MEMBER, way);
  await member.page.goto(plan);
  const open = await member.page.locator('form[action$="/lead"]').count();
  await member.page.click('form[action$="/lead"] button >> nth=0');
  await member.page.locator('button[value="give-back"]').waitFor();
  check('one open session less', (await member.page.locator('form[action$="/lead"]').count()) === open);
  check('a member writes no plan', (await member.page.locator('a[href$="/plan/edit"]').count()) === 0);
  await member.page.click('a[href*="/offers?meeting="]');
  await member.page.selectOption('#kind', 'skill');
  await member.page.fill('#words', words);
  await accessible(member.page, 'the offers');
  await shot(member.page, '6 offers');
  await member.page.click('form[action$="/offers"] button');
  await member.page.locator('form[action$="/take-back"]').first().waitFor();
  await page.goto(plan);
  await accessible(page, 'a plan with an offer');
  const offer = page.locator('li.card', { hasText: words, has: page.locator('form[action$="/place"]') });
  await offer.locator('select').selectOption({ index: 0 });
  await offer.locator('button').click();
  await page.locator('.sessions', { hasText: words }).waitFor();
  check('the offer has its place, and is none any more', (await offer.count()) === 0);
  await shot(page, '7 placed');

  // Step 9: on paper, with and without names, one page.
  for (const names of ['', '?names=yes']) {
    await page.goto(plan.replace(/plan$/, `sheet${names}`));
    await accessible(page, `a sheet ${names}`);
    const named = (await page.textContent('.sheet')).includes('Γλάρος');
    check(`names only when ticked ${names}`, named === (names !== ''));
    const printed = sheets(await page.pdf({ preferCSSPageSize: true, format: 'A4' }));
    check(`one page ${names}`, printed === 1, printed);
    await shot(page, `8 sheet ${names}`);
  }
  await page.emulateMedia({ media: 'print' });
  await shot(page, '9 printed');
  await page.emulateMedia({ media: null });

  await page.goto(`${inside}/plans`);
  await accessible(page, 'plans to begin from');
  await shot(page, '10 plans');

  const coordinator = await person();
  await signIn(coordinator.page, COORDINATOR, way);
  await coordinator.page.goto('/p/avgi/templates/new');
  await coordinator.page.fill('#title', 'Ήρεμο βράδυ');
  await accessible(coordinator.page, 'a template of a programme');
  await coordinator.page.click('button[value="save"]');
  await coordinator.page.waitForURL('**/templates');
  await accessible(coordinator.page, 'templates of a programme');
  await shot(coordinator.page, '11 templates');
}

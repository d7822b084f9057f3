// A member proposes that facilitating goes round every eight weeks; another objects, a third way is found. Until the
// deadline nothing changes; what comes after it is walked in a-rule-and-its-weeks.

import { FACILITATOR, MEMBER, signIn } from './people.mjs';

export default async function ({ page, person, check, accessible, shot }) {
  const inside = await signIn(page, MEMBER);
  await page.goto(inside);
  await page.click('a[href$="/agreement"] >> nth=-1');
  await page.waitForURL('**/agreement');
  await accessible(page, 'the agreement');
  await shot(page, '1 agreement');

  // The present rule, the method and the time stand on the form.
  await page.click('#term_weeks a');
  check('the rule as it is', /26/.test(await page.textContent('.card')), await page.textContent('.card'));
  await accessible(page, 'a new proposal');
  await page.fill('#value', '8');
  await page.fill('#title', 'Every eight weeks');
  await page.click('main form button');
  check('what is missing is said in place', (await page.locator('#why-error').count()) === 1);
  check('and what was typed is kept', (await page.inputValue('#value')) === '8');
  await shot(page, '2 missing');
  await page.fill('#why', 'So that more of us learn it.');
  await page.click('main form button');
  await page.locator('#preview').waitFor();
  check('whose mandate it shortens is seen first', (await page.locator('#preview .hint').count()) > 0);
  await accessible(page, 'a rule before it is proposed');
  await page.click('main form button');
  await page.waitForURL(/proposals\/[0-9a-z]{13}$/);
  const proposal = new URL(page.url()).pathname;
  check('now and then', (await page.locator('.changed dd').count()) === 2);

  // Somebody objects, with a reason.
  const other = await person();
  await signIn(other.page, FACILITATOR);
  await other.page.goto(inside);
  check('the others find it on the page of the group', (await other.page.locator('.notice a[href$="/agreement"]').count()) === 1);
  await other.page.goto(proposal);
  await other.page.check('#voice-objection');
  await other.page.click('form[action$="/say"] button');
  check('an objection needs words', (await other.page.locator('#words-error').count()) === 1);
  check('and stays chosen', await other.page.isChecked('#voice-objection'));
  await other.page.fill('#words', 'Nobody would learn it from the one before.');
  await other.page.click('form[action$="/say"] button');
  await other.page.locator('form[action$="/take-back"]').waitFor();
  await accessible(other.page, 'a proposal with an objection');
  await shot(other.page, '3 objection');

  // Amended: everybody is asked again; the objection stays until it is taken back.
  await page.goto(proposal);
  check('the reason can be read', (await page.textContent('.voices')).includes('Nobody would learn'));
  await page.click('a[href$="/amend"]');
  check('the form has what was said', (await page.inputValue('#title')) === 'Every eight weeks');
  await page.fill('#why', 'So that more of us learn it. With one week of overlap.');
  await page.click('main form button');
  await page.locator('#preview').waitFor();
  await page.click('main form button');
  await page.waitForURL(`**${proposal}`);
  await page.check('#voice-consent');
  await page.click('form[action$="/say"] button');
  await page.waitForURL(`**${proposal}`);
  await other.page.goto(proposal);
  await other.page.click('form[action$="/take-back"] button');
  await other.page.waitForURL(`**${proposal}`);
  check('it is open no more', (await other.page.locator('form[action$="/take-back"]').count()) === 0);
  await accessible(other.page, 'a proposal in its second round');
  await shot(other.page, '4 second round');

  // About persons there is a vote, in secret; one proposes oneself.
  await other.page.goto(`${inside}/agreement`);
  check('who facilitates, and until when', (await other.page.locator('#holders li').count()) === 1);
  await page.goto(`${inside}/agreement`);
  await page.click('a[href$="what=mandate"]');
  await accessible(page, 'proposing oneself');
  await page.fill('#title', 'I would facilitate');
  await page.fill('#why', 'I have learned it.');
  await page.click('main form button');
  await page.waitForURL(/proposals\/[0-9a-z]{13}$/);
  const mandate = new URL(page.url()).pathname;
  await other.page.goto(mandate);
  await accessible(other.page, 'a vote');
  await shot(other.page, '6 vote');
  await other.page.click('form[action$="/vote"] button');
  check('nothing chosen is said in place', (await other.page.locator('#choice-error').count()) === 1);
  await other.page.check('#choice-yes');
  await other.page.click('form[action$="/vote"] button');
  await other.page.locator('.notice.good').waitFor();
  check('a vote is final', (await other.page.locator('form[action$="/vote"]').count()) === 0);
  await page.goto(mandate);
  await page.click('form[action$="/withdraw"] button');
  await page.waitForURL('**/agreement');
  await shot(page, '7 agreement');

  await page.goto(`${inside}/log`);
  await accessible(page, 'the log');
  await shot(page, '5 log');
  await page.goto(proposal);
  await page.click('form[action$="/withdraw"] button');
  await page.waitForURL('**/agreement');
}

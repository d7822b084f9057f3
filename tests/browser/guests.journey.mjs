// A professional whom the group has invited sees what they are invited for, and all members see who it is and each visit. And a
// group asks a peer from another group to facilitate one date: a link, opened signed in, accepted once. The guest sees that
// date and nothing else of the group; every member reads by which name they come.

import { COORDINATOR, FACILITATOR, MEMBER, signIn } from './people.mjs';

export default async function ({ page, person, check, accessible, shot, now }) {
  await signIn(page, FACILITATOR);
  check('what one leads elsewhere stands on the own page', (await page.locator('a[href^="/guest/"]').count()) === 1);
  await accessible(page, 'the own page with a date elsewhere');
  const inside = new URL(await page.getAttribute('main a[href^="/g/"]', 'href'), page.url()).pathname;
  await page.click('a[href^="/guest/"]');
  await page.waitForURL('**/guest/**');
  await accessible(page, 'the date that a guest leads');
  await shot(page, '1 the date of a guest');

  await page.goto(inside);
  await page.locator('a[href$="/guests"]').first().click();
  await page.waitForURL('**/guests');
  await accessible(page, 'asking a guest');
  await shot(page, '2 asking');
  await page.click('form[action$="/guests"] button');
  const link = new URL(await page.textContent('#link')).pathname;
  check('the link is shown once', /^\/guest\/[0-9a-z]{39}$/.test(link), link);
  await shot(page, '3 the link');

  const peer = await person();
  await peer.page.goto(link);
  check('a link alone opens nothing', (await peer.page.locator('form[action^="/guest/"]').count()) === 0);
  await signIn(peer.page, COORDINATOR);
  await peer.page.goto(link);
  await accessible(peer.page, 'an invitation to facilitate');
  await shot(peer.page, '4 the invitation');
  await peer.page.fill('#my_name', '   ');
  await peer.page.click(`form[action="${link}"] button`);
  check('what is missing is said in place', (await peer.page.locator('#my_name-error').count()) === 1);
  await peer.page.fill('#my_name', 'Λ.');
  await peer.page.click(`form[action="${link}"] button`);
  await peer.page.locator('form[action$="/decline"]').waitFor();
  check('and now also how to get there, and what it consists of', (await peer.page.locator('section.card').count()) === 2);
  await accessible(peer.page, 'the date, accepted');
  await shot(peer.page, '5 accepted');
  const closed = await peer.page.goto(inside);
  check('nothing else of the group', closed.status() === 404, closed.status());

  const other = await person();
  await signIn(other.page, MEMBER);
  await other.page.goto(inside);
  check('every member reads who comes', (await other.page.locator('.guest').allTextContents()).some((it) => it.includes('Λ.')));
  const shut = await other.page.goto(link);
  check('the link is of use to nobody else', shut.status() === 409, shut.status());

  await page.goto(inside);
  await page.locator('a[href$="/guests"]').first().click();
  await page.locator('.asked li').first().waitFor();
  await shot(page, '6 who is asked');
  await page.locator('.asked form button').first().click();
  await page.waitForURL('**/guests');
  const gone = await peer.page.goto(link);
  check('taken back, it leads nowhere', gone.status() === 404, gone.status());
  await accessible(peer.page, 'a link that leads nowhere');
  // Who accompanies the group: a badge for every member, and a page that shows nobody.
  await other.page.goto(inside);
  check('every member sees who accompanies the group', (await other.page.locator('.accompanied').count()) === 1);
  await shot(other.page, '8 the badge');
  await other.page.locator('.accompanied a').click();
  await other.page.waitForURL('**/accompaniment');
  await accessible(other.page, 'who accompanies the group');
  await shot(other.page, '9 accompaniment');
  await peer.page.goto('/me');
  await accessible(peer.page, 'the own page of a professional');
  await peer.page.click('a[href^="/accompany/"]');
  await peer.page.waitForURL('**/accompany/**');
  check('when and where, for whoever sits in', (await peer.page.locator('.meetings li').count()) > 0);
  const text = await peer.page.textContent('main');
  check('and nobody of the group', !['Μαρίνα', 'Στέλιος', 'Γλάρος'].some((name) => text.includes(name)), text);
  await accessible(peer.page, 'a group that one accompanies');
  await shot(peer.page, '10 accompanied');
  await page.goto(`${inside}/log`);
  await shot(page, '7 log');

  // Proposing another: what is missing is said in place, and what it means is seen first.
  await other.page.goto(`${inside}/proposals/new?what=accompany`);
  await accessible(other.page, 'proposing an accompaniment');
  await other.page.check('#scope-advice');
  await other.page.fill('#until', '2031-01-31');
  await other.page.fill('#title', 'Advice');
  await other.page.fill('#why', 'For the first months.');
  await other.page.click('main form button');
  check('longer than half a year is refused in place', (await other.page.locator('#until-error').count()) === 1);
  await shot(other.page, '11 too long');
  const soon = new Date(now().getTime() + 60 * 24 * 3600 * 1000).toISOString().slice(0, 10);
  await other.page.fill('#until', soon);
  await other.page.click('main form button');
  await other.page.locator('#preview').waitFor();
  await accessible(other.page, 'what an accompaniment means');
  await shot(other.page, '12 seen first');

  // What concerns one person, and nobody else reads.
  await other.page.goto(`${inside}/step-back`);
  await accessible(other.page, 'stepping back');
  await shot(other.page, '13 stepping back');
  await page.goto(`${inside}/step-back`);
  await page.locator('summary').first().click();
  await accessible(page, 'stepping back, with a mandate');
  await shot(page, '14 at once');
  await page.goto(`${inside}/mediation`);
  await page.selectOption('#about', { index: 1 });
  await page.selectOption('#mediator', { index: 2 });
  await page.click('main form button');
  await page.locator('.mediations li').waitFor();
  await accessible(page, 'mediation');
  await shot(page, '15 mediation');
  await other.page.goto(`${inside}/proposals/new?what=exclude`);
  await accessible(other.page, 'proposing an exclusion');
  await other.page.selectOption('#excluded', { index: 1 });
  await other.page.check('#months-3');
  await other.page.fill('#why', 'What was tried has not helped.');
  await other.page.click('main form button');
  check('mediation comes first', (await other.page.locator('#danger-error, #excluded-error').count()) === 1 || (await other.page.locator('#preview').count()) === 1);
  await shot(other.page, '16 mediation first');
}

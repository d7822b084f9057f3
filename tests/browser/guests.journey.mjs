// A group asks a peer from another group to facilitate one date: a link, opened signed in, accepted once. The guest sees that
// date and nothing else of the group; every member reads by which name they come.

const PASSWORD = 'παρέα στην αυλή';
const MEMBER = 'γλάρος-κύμα-φάρος';
const FACILITATOR = 'ελιά-πηγάδι-τζιτζίκι';
const PEER = 'χάρτης-δρόμος-πυξίδα';

const signIn = async (page, name) => {
  await page.goto('/sign-in');
  await page.fill('#who', name);
  await page.fill('#password', PASSWORD);
  await page.click('form[action="/sign-in"] button');
  await page.waitForURL('**/me');
};

export default async function ({ page, person, check, accessible, shot }) {
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
  await signIn(peer.page, PEER);
  await peer.page.goto(link);
  await accessible(peer.page, 'an invitation to facilitate');
  await shot(peer.page, '4 the invitation');
  await peer.page.fill('#my_name', '   ');
  await peer.page.click(`form[action="${link}"] button`);
  check('what is missing is said in place', (await peer.page.locator('#my_name-error').count()) === 1);
  await peer.page.fill('#my_name', 'Λ.');
  await peer.page.click(`form[action="${link}"] button`);
  await peer.page.locator('form[action$="/decline"]').waitFor();
  check('and now also how to get there', (await peer.page.locator('section.card').count()) === 1);
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
  await page.goto(`${inside}/log`);
  await shot(page, '7 log');
}

// A newcomer on a narrow telephone, without an account: finds in either language, typed in either alphabet; narrows the list
// with and without script, and sees how many there are; reads of each result what holds on its date.

export const ways = ['narrow, light, no script, Greek', 'narrow, light, no script', 'narrow, dark', 'narrow, dark, Greek'];

const WORDS = {
  'en-GB': { zone: 'Athens time', other: 'Ελληνικά', confirmed: 'Last confirmed', open: /open to everybody/ },
  'el-GR': { zone: 'ώρα Αθήνας', other: 'English', confirmed: 'Τελευταία επιβεβαίωση', open: /ανοικτή σε όλες και όλους/ },
};

const names = (page) => page.locator('.list h3').allTextContents();
const total = (page) => page.locator('#found-total').textContent();

export default async function ({ page, way, check, accessible, shot }) {
  const words = WORDS[way.locale];
  const asked = [];
  page.on('request', (request) => asked.push(new URL(request.url())));

  // 1. The first page: no cookie, and nobody else is asked.
  await page.goto('/');
  check('no cookie is set', (await page.context().cookies()).length === 0);
  await accessible(page, 'the first page');

  // 2. The language of the browser, the other one, and back: on the same page.
  const language = await page.getAttribute('html', 'lang');
  check('it speaks the language of the browser', way.locale.startsWith(language), language);
  await page.goto('/groups?part=evening');
  await page.click(`.languages >> text=${words.other}`);
  check('the other language', (await page.getAttribute('html', 'lang')) !== language);
  check('the same page', new URL(page.url()).pathname.endsWith('/groups'), page.url());
  await page.goBack();

  // 3. Typed without accents, or in Latin letters, or with a slip.
  for (const typed of ['τζογος', 'tzogos', 'TZOGOS', 'τζογκος']) {
    await page.goto('/groups');
    await page.fill('#q', typed);
    await page.press('#q', 'Enter');
    await page.waitForURL((url) => url.searchParams.get('q') === typed);
    const found = await names(page);
    check(`"${typed}" finds the circle about gambling`, found.includes('Κύκλος της θάλασσας'), found);
  }

  // 4. Thessaloniki, in the evening, within a week: the number changes.
  await page.goto('/groups');
  const before = await total(page);
  await page.click('form.search summary');
  await accessible(page, 'the list');
  await page.selectOption('#place', 'thessaloniki');
  await page.check('#part-evening');
  if (way.script) {
    await page.waitForFunction(() => location.search.includes('place=thessaloniki') && location.search.includes('part=evening'));
    check('what was chosen keeps the focus', (await page.evaluate(() => document.activeElement?.id)) === 'part-evening');
    check('the filters stay open', await page.locator('#place').isVisible());
    await page.selectOption('#when', 'week');
    await page.waitForFunction(() => location.search.includes('when=week'));
  } else {
    await page.selectOption('#when', 'week');
    await page.click('form.search details button');
    await page.waitForURL('**/groups?**when=week**');
  }
  check('the number has changed', (await total(page)) !== before, before);
  check('the number is announced', (await page.getAttribute('#found-total', 'role')) === 'status');
  const found = await names(page);
  check('the number is what stands there', (await total(page)).includes(String(found.length)), found);
  check('what was wished for stands above', (await page.locator('.wish').count()) === 3);
  await accessible(page, 'a narrowed list');
  await shot(page, '1 narrowed');

  // The address alone gives the same list.
  const again = await page.context().newPage();
  await again.goto(page.url());
  check('the address keeps the wishes', JSON.stringify(await names(again)) === JSON.stringify(found));
  await again.close();

  // 5. Each result says its next date, the zone, who may come, and when it was last confirmed.
  for (const said of await page.locator('.list > li').allTextContents()) {
    check('the time names its zone', said.includes(words.zone), said);
    check('it says when it was confirmed', said.includes(words.confirmed), said);
    check('it says who may come', words.open.test(said), said);
  }

  // 6. Nothing fits: there is a way on.
  await page.goto('/groups?place=larissa&language=en');
  check('nothing is found', (await names(page)).length === 0);
  await accessible(page, 'an empty list');
  await shot(page, '2 empty');
  await page.click('.empty li a >> nth=0');
  check('one wish less finds something', (await names(page)).length > 0);

  check('nobody else was asked', asked.every((url) => url.origin === new URL(page.url()).origin));
}

// One journey in one way: its people, each with a window of their own, and what it noticed. Whatever breaks in the page
// by itself (a script's error, a request that fails or leaves for another host) is a complaint, looked for or not.

import { mkdir } from 'node:fs/promises';
import path from 'node:path';

const PATIENCE_MS = 10_000;
const LEVELS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export class Walk {
  constructor({ browser, base, title, way, tools }) {
    Object.assign(this, { browser, base, title, way, tools });
    this.complaints = [];
    this.contexts = [];
  }

  // What a journey is given.
  async begin() {
    return {
      ...(await this.person()),
      base: this.base,
      browser: this.browser,
      way: this.way,
      person: (options) => this.person(options),
      check: (what, holds, seen) => this.check(what, holds, seen),
      accessible: (page, where) => this.accessible(page, where),
      shot: (page, name) => this.shot(page, name),
    };
  }

  // Somebody else, who shares no cookie with the others: { page, context }. Where `baseURL` is another site, that one is theirs.
  async person(options = {}) {
    const home = options.baseURL ?? this.base;
    const context = await this.browser.newContext({
      baseURL: this.base,
      viewport: { width: this.way.width, height: this.way.width < 600 ? 740 : 900 },
      colorScheme: this.way.scheme,
      javaScriptEnabled: this.way.script,
      locale: this.way.locale,
      timezoneId: 'Europe/Athens',
      reducedMotion: 'reduce',
      ...options,
    });
    this.contexts.push(context);
    context.setDefaultTimeout(PATIENCE_MS);
    const page = await context.newPage();
    page.on('pageerror', (error) => this.complaints.push(`a script failed: ${error.message}`));
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (url.protocol.startsWith('http') && url.origin !== home) {
        this.complaints.push(`the page asked another host: ${url.origin}`);
      }
    });
    page.on('response', (answer) => {
      if (answer.status() >= 500) this.complaints.push(`${answer.status()} from ${answer.url()}`);
    });
    return { page, context };
  }

  check(what, holds, seen) {
    if (!holds) this.complaints.push(seen === undefined ? what : `${what}, but: ${JSON.stringify(seen)}`);
    return Boolean(holds);
  }

  // Without mistakes that axe finds, and no wider than the window. The page's own policy would refuse axe, and without
  // scripts it could not run: so it looks at the same page, with the cookies of the same person, in a context that allows both.
  async accessible(page, where = page.url()) {
    this.looker ??= await this.newLooker();
    const looker = this.looker;
    await looker.context().clearCookies();
    await looker.context().addCookies(await page.context().cookies());
    await looker.setViewportSize(page.viewportSize());
    await looker.goto(page.url());
    await looker.addScriptTag({ path: this.tools.axe });
    const { violations } = await looker.evaluate(
      (levels) => globalThis.axe.run(document, { runOnly: { type: 'tag', values: levels } }),
      LEVELS,
    );
    for (const { id, help, nodes } of violations) {
      this.complaints.push(`${where}: ${id}: ${help}: ${nodes.map((node) => node.html).join(' ').slice(0, 300)}`);
    }
    const wide = await looker.evaluate(() => document.documentElement.scrollWidth - globalThis.innerWidth);
    this.check(`${where}: the page fits the window`, wide <= 0, `${wide} px too wide`);
  }

  async newLooker() {
    const context = await this.browser.newContext({
      baseURL: this.base,
      bypassCSP: true,
      colorScheme: this.way.scheme,
      locale: this.way.locale,
      reducedMotion: 'reduce',
    });
    this.contexts.push(context);
    return context.newPage();
  }

  async shot(page, name) {
    await mkdir(this.tools.shots, { recursive: true });
    const file = `${this.title} ${name}`.replaceAll(/[^\p{L}\p{N}]+/gu, '-');
    await page.screenshot({ path: path.join(this.tools.shots, `${file}.png`), fullPage: true });
  }

  async end() {
    await Promise.allSettled(this.contexts.map((context) => context.close()));
  }
}

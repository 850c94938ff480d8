// Chromium, and what is asked of every page that a journey sees.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
export const PHONE = { width: 360, height: 740 };
export const DESK = { width: 1280, height: 800 };

export function launch() {
  return chromium.launch({
    executablePath: process.env.DONGHANH_CHROMIUM ?? '/usr/bin/chromium',
    // Nothing of the browser's own may leave this machine, and root has no sandbox.
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1', '--disable-dev-shm-usage', '--disable-features=Translate,MediaRouter,OptimizationHints,HttpsUpgrades'],
  });
}

/** A person at a device. */
export async function visitor(browser, server, report, { who, viewport = PHONE, script = true, lang = 'vi' }) {
  const context = await browser.newContext({
    viewport, javaScriptEnabled: script, baseURL: server.url, locale: lang === 'vi' ? 'vi-VN' : 'en-GB',
    timezoneId: 'Asia/Ho_Chi_Minh', acceptDownloads: true, hasTouch: viewport.width < 600,
  });
  context.setDefaultTimeout(20_000);
  context.setDefaultNavigationTimeout(60_000);
  const page = await context.newPage();
  watch(page, report, who, server);
  return { who, context, page, script, lang, server };
}

/** A second page of the same device. */
export async function anotherTab(person, report) {
  const page = await person.context.newPage();
  watch(page, report, `${person.who}, second tab`, person.server);
  return page;
}

function watch(page, report, who, server) {
  const ours = () => page.url().startsWith(server.url);
  page.on('request', (request) => {
    const { hostname, protocol } = new URL(request.url());
    if (ours() && protocol.startsWith('http') && hostname !== '127.0.0.1') report.fault(`a page asks for something outside: ${request.url()}`, page.url());
  });
  page.on('pageerror', (error) => report.fault(`script error: ${error.message}`, `${who} ${page.url()}`));
  page.on('console', (message) => {
    if (message.type() !== 'error' || !ours()) return;
    const text = message.text();
    // A lost network and refused forms are part of the journeys.
    if (/ERR_INTERNET_DISCONNECTED|status of (4\d\d|503)/.test(text)) return;
    report.fault(`browser console: ${text.slice(0, 300)}`, `${who} ${page.url()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 500 && response.status() !== 503) report.fault(`${response.status()} from ${response.request().method()} ${pattern(response.url())}`, who);
    const type = response.request().resourceType();
    if (response.status() === 404 && type !== 'document') report.fault(`missing file ${pattern(response.url())}`, page.url());
  });
}

/** An address with its ids taken out, so that pages of one kind are one. */
export function pattern(url) {
  const { pathname } = new URL(url, 'http://x');
  return pathname.replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}/gi, '{id}').replace(/\/\d+(?=\/|$)/g, '/{n}');
}

// English that has no double in unmarked Vietnamese. Names of formats and of standards are not words of ours.
const ENGLISH = ['the', 'and', 'of', 'is', 'not', 'page', 'next', 'previous', 'search', 'save', 'cancel', 'delete', 'edit', 'question',
  'questions', 'answer', 'answers', 'submit', 'submitted', 'close', 'closed', 'open', 'opened', 'error', 'failed', 'loading', 'sign in', 'sign out',
  'draft', 'reviewed', 'approved', 'scheduled', 'provisional', 'verified', 'announced', 'sealed', 'true', 'false', 'null', 'undefined', 'none',
  'organiser', 'member', 'members', 'administrator', 'reviewer', 'author', 'leader', 'auditor', 'unit', 'units', 'week', 'minutes', 'result', 'results', 'score', 'rank', 'attempt', 'attempts', 'password'];

/** Asks of a page what every page owes. `deep` adds axe-core. */
export async function look(person, report, name, { page = person.page, deep = true, picture = true, menu = true } = {}) {
  const where = [];
  if (picture) {
    const file = report.picture(name);
    await page.screenshot({ path: file, fullPage: true, animations: 'disabled' });
    where.push(file);
  }
  const at = `${person.who} ${new URL(page.url()).pathname} ${where.join(' ')}`.trim();
  const seen = await page.evaluate(({ english, vi, menu }) => {
    const out = { problems: [], remarks: [] };
    const root = document.scrollingElement;
    if (root.scrollWidth > innerWidth) {
      const wide = [...document.body.querySelectorAll('*')].filter((e) => e.getBoundingClientRect().right > innerWidth + 1)
        .slice(-3).map((e) => `${e.tagName.toLowerCase()}.${e.className}`);
      out.problems.push(`scrolls sideways at ${innerWidth} px: ${root.scrollWidth} px wide (${wide.join(', ')})`);
    }
    const text = document.body.innerText;
    const missing = document.documentElement.outerHTML.match(/⟦[^⟧]*⟧?/g);
    if (missing) out.problems.push(`words are missing: ${[...new Set(missing)].slice(0, 5).join(' ')}`);
    const placeholder = document.querySelector('main')?.innerText.match(/\{\s*\$\w+\s*\}|\{[a-z]\}/g);
    if (placeholder) out.problems.push(`a place was not filled in: ${placeholder.slice(0, 3).join(' ')}`);
    if (!document.title.trim() || document.querySelectorAll('h1').length !== 1) out.problems.push(`${document.querySelectorAll('h1').length} h1, title «${document.title}»`);
    if (document.documentElement.lang !== (vi ? 'vi' : 'en')) out.problems.push(`lang="${document.documentElement.lang}"`);
    const primary = [...document.querySelectorAll('main .button.primary')].filter((e) => e.checkVisibility()).length;
    if (primary > 1) out.remarks.push(`${primary} main buttons on one page`);
    if (vi) {
      const words = new Set();
      const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let node = walk.nextNode(); node; node = walk.nextNode()) {
        const parent = node.parentElement;
        if (!parent || parent.closest('script, style, template, code, [lang="en"], [translate="no"]')) continue;
        // The one English word of the Aiken format, quoted as it is to be typed.
        const data = node.data.replaceAll('“ANSWER: ', '');
        for (const word of english) if (new RegExp(`(^|[^\\p{L}\\d.@/_-])${word}($|[^\\p{L}\\d@/_-])`, 'iu').test(data)) words.add(`${word} in «${node.data.trim().slice(0, 60)}»`);
      }
      for (const e of document.querySelectorAll('[aria-label], [title], [placeholder], [alt]')) {
        if (e.closest('[lang="en"]')) continue;
        for (const a of ['aria-label', 'title', 'placeholder', 'alt']) {
          const value = e.getAttribute(a) ?? '';
          for (const word of english) if (new RegExp(`(^|\\P{L})${word}($|\\P{L})`, 'iu').test(value)) words.add(`${word} in ${a} «${value.slice(0, 60)}»`);
        }
      }
      if (words.size) out.problems.push(`English on a Vietnamese page: ${[...words].slice(0, 4).join('; ')}`);
      const codes = document.querySelector('main')?.innerText.match(/\b[a-z]+_[a-z_]+\b|\b(NaN|Some\(|Ok\()/g);
      if (codes) out.problems.push(`a code shows: ${[...new Set(codes)].slice(0, 4).join(' ')}`);
    } else if (menu) {
      const left = text.match(/\b(Trang|Tuần|Cuộc thi|Đơn vị|Đoàn viên|Nộp bài|Kết quả)\b/gu);
      if (left) out.remarks.push(`Vietnamese on an English page: ${[...new Set(left)].slice(0, 4).join(', ')}`);
    }
    if (innerWidth < 600) {
      const small = [...document.querySelectorAll('button, .button, nav a, .menu-list a, summary, select, input:not([type=hidden])')].filter((e) => e.checkVisibility() && !e.closest('.visually-hidden'))
        .map((e) => [e, (['checkbox', 'radio'].includes(e.type) ? e.closest('label') ?? e : e).getBoundingClientRect()])
        .filter(([, r]) => r.width > 1 && r.height > 1 && r.height < 43.5)
        .map(([e, r]) => `${e.tagName.toLowerCase()}${e.className ? `.${String(e.className).split(' ').join('.')}` : ''} «${(e.innerText ?? '').trim().slice(0, 20)}» ${Math.round(r.height)} px`);
      if (small.length) out.remarks.push(`targets under 44 px: ${[...new Set(small)].slice(0, 4).join('; ')}`);
    }
    return out;
  }, { english: ENGLISH, vi: person.lang === 'vi', menu });
  for (const words of seen.problems) report.fault(words, at);
  for (const words of seen.remarks) report.remark(words, at);
  if (deep) {
    await page.evaluate(AXE);
    const found = await page.evaluate(async () => {
      const result = await globalThis.axe.run(document, { resultTypes: ['violations'] });
      return result.violations.map((v) => ({ id: v.id, impact: v.impact, help: v.help, nodes: v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)), why: v.nodes[0]?.failureSummary?.split('\n').slice(1, 2).join(' ').trim() }));
    });
    for (const v of found) {
      const words = `axe ${v.id} (${v.impact}): ${v.help}; ${v.why ?? ''} ${v.nodes[0] ?? ''}`;
      if (['serious', 'critical'].includes(v.impact)) report.fault(words, at);
      else report.remark(words, at);
    }
  }
  return where[0];
}

// One week of the contest from end to end, as people live it: the bank, the approvals, the opening, three members on
// phones, the close, the result, the reasons, the documents. `--no-script` goes the same way in a browser without script.
import { rmSync, writeFileSync } from 'node:fs';
import { PHONE, DESK, anotherTab, launch, look, visitor } from './lib/browser.mjs';
import { IMPORTED, answers, gift, readPaper, word, workbook } from './lib/bank.mjs';
import { sheetsOfXlsx, textOfDocx } from './lib/office.mjs';
import { download, firstSignIn, go, issueCode, moments, moveClock, press, signIn, through, told, until } from './lib/people.mjs';
import { Report, run } from './lib/report.mjs';
import { Server, pause } from './lib/server.mjs';

const script = !process.argv.includes('--no-script');
const report = new Report(script ? 'week' : 'week-no-script');
const MINUTE = 60_000;
let server;
let browser;

await run(report, async () => {
  const people = {};
  const person = async (key, viewport = PHONE) => (people[key] ??= await visitor(browser, server, report, { who: key, viewport, script }));
  const see = (who, name, more = {}) => look(who, report, name, { deep: script, ...more });
  let slug;
  let room;
  let opens;
  let closes;

  await report.step('the server starts with the demo year, in rehearsal', async () => {
    server = await Server.start({ log: report.file('server.log') });
    browser = await launch();
    report.check(!server.unready, '/healthz answers, /readyz does not');
    console.log(`      ready after ${server.readyMs} ms at ${server.url}`);
  });

  await report.step('anybody sees the home page, the contest and its rules', async () => {
    const anybody = await person('anybody');
    await go(anybody, '/');
    await see(anybody, 'home-public');
    const link = await anybody.page.locator('a[href^="/cuoc-thi/"]').first().getAttribute('href').catch(() => null);
    if (link) slug = link.split('/')[2];
    await go(anybody, '/cuoc-thi');
    await see(anybody, 'contests');
    slug ??= (await anybody.page.locator('main a[href^="/cuoc-thi/"]').first().getAttribute('href')).split('/')[2];
    await go(anybody, `/cuoc-thi/${slug}`);
    await see(anybody, 'contest');
    await go(anybody, `/cuoc-thi/${slug}/the-le`);
    await see(anybody, 'rules');
    room = `/to-chuc/${slug}/tuan-4`;
  });

  await report.step('the author signs in', async () => {
    const author = await person('rade', DESK);
    await author.page.goto('/dang-nhap');
    await see(author, 'sign-in');
    await author.page.locator('#name').fill('rade');
    await author.page.locator('#password').fill('sai mật khẩu');
    await press(author, 'form[action="/dang-nhap"] button.primary', { expect: 422 });
    await see(author, 'sign-in-refused');
    report.check(await author.page.locator('#name').inputValue() === 'rade', 'the refused form does not keep the name', author.page.url());
    await signIn(author, 'rade');
    await see(author, 'home-author');
  });

  await report.step('what is no question file is refused with a reason', async () => {
    const author = people.rade;
    const page = `/ngan-hang/${slug}/nhap`;
    const refused = async (name, buffer, mimeType = 'application/octet-stream') => {
      await go(author, page);
      await author.page.locator('#file').setInputFiles({ name, mimeType, buffer });
      const status = await press(author, `form[action="${page}"] button.primary`, { expect: null });
      await see(author, `refused-${name.replace(/\W/g, '-')}`, { deep: false });
      const words = await told(author.page);
      report.check(status >= 400 && status < 500 && words, `${name} is not refused in words: ${status} «${words}»`, author.page.url());
      console.log(`      ${name}: ${status} ${words.slice(0, 150)}`);
    };
    await go(author, page);
    await see(author, 'import');
    await press(author, `form[action="${page}"] button.primary`, { expect: 422 });
    await refused('tailieu.pdf', Buffer.from('%PDF-1.7\n%âãÏÓ\n'));
    await refused('anh.xlsx', Buffer.from('PK\x03\x04 không phải bảng tính', 'latin1'));
    await refused('cau-hoi.txt', Buffer.from([0x43, 0xe2, 0x75, 0x20, 0xff, 0xfe, 0x31, 0x2e]));
  });

  await report.step('a file that is too large is refused on a page, not by a broken connection', async () => {
    const author = people.rade;
    const page = `/ngan-hang/${slug}/nhap`;
    await go(author, page);
    writeFileSync(report.file('lon.xlsx'), Buffer.alloc(50 << 20, 65));
    await author.page.locator('#file').setInputFiles(report.file('lon.xlsx'));
    try {
      const status = await press(author, `form[action="${page}"] button.primary`, { expect: null });
      await see(author, 'too-large', { deep: false });
      report.check(status === 413, `50 MB: ${status}`, author.page.url());
    } catch (error) {
      await author.page.screenshot({ path: report.picture('too-large-broken') }).catch(() => {});
      report.fault('a file of 50 MB ends in a broken connection instead of the page that says why', String(error.message).split('\n')[0]);
    }
    rmSync(report.file('lon.xlsx'));
  });

  const numbers = [];
  await report.step('the author imports a workbook, a GIFT file and a Word file', async () => {
    const author = people.rade;
    const page = `/ngan-hang/${slug}/nhap`;
    for (const [name, file, questions] of [['cau-hoi.xlsx', workbook(), 4], ['cau-hoi.gift', gift(), 2], ['cau-hoi.docx', word(), 2]]) {
      await go(author, page);
      writeFileSync(report.file(name), file);
      await author.page.locator('#file').setInputFiles(report.file(name));
      await press(author, `form[action="${page}"] button.primary`);
      await see(author, `preview-${name.split('.')[1]}`);
      const confirm = 'main form[action*="/nhap/"]:not([action$="/bo"])';
      if (await author.page.locator(`${confirm} [name="leave_out"]`).count()) await author.page.locator(`${confirm} [name="leave_out"]`).check();
      const words = await author.page.locator(`${confirm} button.primary`).innerText();
      report.check(words.includes(String(questions)), `${name}: the button says «${words}», not ${questions} questions`, author.page.url());
      await press(author, `${confirm} button.primary`);
      report.check(!new URL(author.page.url()).pathname.includes('/nhap/'), `${name} is not taken: ${await told(author.page)}`, author.page.url());
    }
    await go(author, `/ngan-hang/${slug}?tim=${encodeURIComponent('dien tap')}`);
    await see(author, 'bank-author');
    for (const href of await author.page.locator('main a[href*="/cau/"]').evaluateAll((links) => links.filter((a) => (a.closest('tr, article, li') ?? a).innerText.includes('Diễn tập:')).map((a) => a.getAttribute('href')))) {
      const number = /\/cau\/(\d+)$/.exec(href)?.[1];
      if (number && !numbers.includes(number)) numbers.push(number);
    }
    report.check(numbers.length === IMPORTED, `${numbers.length} questions are found by «dien tap», ${IMPORTED} were imported`, author.page.url());
  });

  await report.step('the author sends them to the reviewers', async () => {
    const author = people.rade;
    for (const number of numbers) {
      await go(author, `/ngan-hang/${slug}/cau/${number}`);
      if (number === numbers[0]) await see(author, 'question-draft');
      await press(author, 'form[action$="/gui"] button.primary');
    }
    await see(author, 'question-sent');
    await go(author, `/ngan-hang/${slug}/cau/${numbers[0]}`);
    report.check(await author.page.locator('form[action$="/tham-dinh"]').count() === 0, 'the author is offered to review their own question', author.page.url());
  });

  await report.step('the reviewer returns one with a reason and passes the others', async () => {
    const reviewer = await person('thamdinh', DESK);
    await signIn(reviewer, 'thamdinh');
    await see(reviewer, 'home-reviewer');
    await go(reviewer, `/ngan-hang/${slug}/cau/${numbers[0]}`);
    await see(reviewer, 'review');
    await press(reviewer, 'form[action$="/tra-lai"] button', { expect: 422 });
    await see(reviewer, 'return-without-reason', { deep: false });
    await reviewer.page.locator('form[action$="/tra-lai"] textarea').first().fill('Phương án D quá xa, đề nghị thay.');
    await press(reviewer, 'form[action$="/tra-lai"] button');
    for (const number of numbers.slice(1)) {
      await go(reviewer, `/ngan-hang/${slug}/cau/${number}`);
      await press(reviewer, 'form[action$="/tham-dinh"] button.primary');
    }
    const author = people.rade;
    await go(author, `/ngan-hang/${slug}/cau/${numbers[0]}`);
    report.check((await author.page.locator('main').innerText()).includes('Phương án D quá xa'), 'the author does not read why the question came back', author.page.url());
    await go(author, `/ngan-hang/${slug}/cau/${numbers[0]}/sua`);
    await see(author, 'question-edit');
    await author.page.locator('#choice_3').fill('Tám');
    await press(author, 'main form[action$="/sua"] button.primary');
    if (await author.page.locator('form[action$="/gui"] button.primary').count() === 0) await go(author, `/ngan-hang/${slug}/cau/${numbers[0]}`);
    await press(author, 'form[action$="/gui"] button.primary');
    await see(author, 'question-second-version');
    await go(reviewer, `/ngan-hang/${slug}/cau/${numbers[0]}`);
    await press(reviewer, 'form[action$="/tham-dinh"] button.primary');
  });

  await report.step('both leaders approve on the phone', async () => {
    for (const key of ['lanhdao-a', 'lanhdao-b']) {
      const leader = await person(key);
      await signIn(leader, key);
      await see(leader, `home-${key}`);
      await go(leader, `/ngan-hang/${slug}/duyet`);
      await see(leader, `approve-${key}`);
      const form = 'form[action$="/duyet"]:has([name="fingerprint"])';
      const words = await leader.page.locator(`${form} button`).innerText();
      report.check(words.includes(String(IMPORTED)), `${key}: the button says «${words}»`, leader.page.url());
      await press(leader, `${form} button`);
      await see(leader, `approved-${key}`);
    }
  });

  await report.step('the organiser schedules week 4', async () => {
    const organiser = await person('bantochuc', DESK);
    await signIn(organiser, 'bantochuc');
    await see(organiser, 'home-organiser');
    await go(organiser, '/to-chuc');
    await see(organiser, 'organise');
    await go(organiser, `/to-chuc/${slug}`);
    await see(organiser, 'organise-contest');
    const line = await organiser.page.locator('main article, main tr').filter({ has: organiser.page.locator(`a[href="${room}"]`) }).first().innerText();
    [opens, closes] = moments(line);
    if (!opens || !closes) throw new Error(`no opening and close of week 4 in «${line}»`);
    console.log(`      week 4: ${new Date(opens).toISOString()} to ${new Date(closes).toISOString()} (local)`);
    report.check(closes - opens === 7 * 86_400_000, 'week 4 is not seven days long', room);
    report.check(!(await organiser.page.locator('.chip-late').count()), 'the sealed rules still have points that must be mended', organiser.page.url());
    await go(organiser, `/ngan-hang/${slug}`);
    await see(organiser, 'bank-organiser');
    report.check(!(await organiser.page.locator('main').innerText()).includes('Diễn tập: Hai cộng ba'), 'an organiser reads a question before its week opens', organiser.page.url());
    await go(organiser, room);
    await see(organiser, 'room-draft');
    report.check(moments(await organiser.page.locator('main').innerText()).includes(opens), 'the control room of a week in preparation does not say when it opens', organiser.page.url());
    await press(organiser, 'form[action$="/len-lich"] button');
    await see(organiser, 'room-scheduled');
    report.check(await organiser.page.locator('form[action$="/len-lich"]').count() === 0, `week 4 is not scheduled: ${await told(organiser.page)}`, organiser.page.url());
  });

  await report.step('a third member gets a one-time code from the administrator and sets a password', async () => {
    const admin = await person('quantri', DESK);
    await signIn(admin, 'quantri');
    await see(admin, 'home-administrator');
    await go(admin, '/quan-tri/tai-khoan?tim=nguyen+thi');
    await see(admin, 'accounts-found');
    report.check(await admin.page.locator('main tbody tr').count() > 0, 'accounts are not found without diacritics: «nguyen thi»', admin.page.url());
    const card = await issueCode(admin, 'Nguyễn Thị');
    await see(admin, 'one-time-code');
    const member = await person('third member');
    await member.page.goto('/dang-nhap/lan-dau');
    await see(member, 'first-sign-in');
    await firstSignIn(member, card, 'một mật khẩu dài 2026');
    await go(member, '/');
    await see(member, 'home-third');
    console.log(`      ${card.name}`);
  });

  let period;
  await report.step('before the opening the door says when', async () => {
    const member = await person('doanvien');
    await signIn(member, 'doanvien');
    await see(member, 'home-member-before');
    const now = Number(/\/thi\/(\d+)/.exec(await member.page.locator('a[href^="/thi/"]').first().getAttribute('href'))[1]);
    period = now + 1;
    await go(member, `/thi/${period}`);
    await see(member, 'door-not-open');
    report.check(await member.page.locator('form[action$="/bat-dau"]').count() === 0, 'the door of a week that is not open has a button', member.page.url());
    report.check(moments(await member.page.locator('main').innerText()).includes(opens), 'the door does not say when it opens', member.page.url());
  });

  await report.step('the clock moves to the opening; week 3 closes, week 4 opens', async () => {
    await moveClock(people.quantri, opens + MINUTE);
    await see(people.quantri, 'clock');
    const member = people.doanvien;
    await until(member, `/thi/${period}`, (page) => page.locator('form[action$="/bat-dau"] button').count());
    await see(member, 'door-open');
    await until(people.bantochuc, `/to-chuc/${slug}/tuan-3`, (page) => page.locator('form[action$="/xac-nhan"]').count(), 120);
    await see(people.bantochuc, 'room-week-3-provisional');
  });

  const known = answers();
  const guess = { doanvien: 3, doanvien2: 5, third: 100 };
  const begin = async (member) => {
    await go(member, '/');
    await see(member, `home-open-${member.who.replace(' ', '-')}`);
    await through(member.page, () => member.page.locator(`main a[href="/thi/${period}"].primary`).first().click());
    await press(member, 'form[action$="/bat-dau"] button');
    await member.page.waitForURL(/\/thi\/bai\/\d+/);
    const paper = await readPaper(member.page, known);
    if (paper.length !== 20) throw new Error(`${paper.length} questions on the paper`);
    await see(member, `paper-${member.who.replace(' ', '-')}`, { menu: false });
    return paper;
  };
  const saved = (member) => member.page.waitForFunction(() => /Đã lưu/.test(document.querySelector('[data-slot="saved"]').textContent), null, { timeout: 45_000 });
  const choose = async (member, question, places) => {
    for (const place of places) await member.page.locator(`#${question.id} label.quiz-option`).nth(place).click();
  };
  const next = (member) => member.page.locator('[data-go="next"]').click();
  const predict = async (member, value) => {
    await member.page.locator('#pr').fill(String(value));
    await member.page.locator('#pr').blur();
  };
  const chosen = (page) => page.locator('#paper input:checked').evaluateAll((all) => all.map((e) => `${e.name}=${e.value}`).sort().join(' '));
  const save = (member) => press(member, '[data-nojs] button');

  await report.step('the first member answers everything right and loses the network in the middle', async () => {
    const member = people.doanvien;
    const paper = await begin(member);
    if (!script) {
      for (const question of paper.slice(0, 12)) await choose(member, question, question.right);
      await save(member);
      await see(member, 'paper-saved', { menu: false });
      const before = await chosen(member.page);
      // The network is gone when the button is pressed: the browser says so, what was saved before stands.
      for (const question of paper.slice(12)) await choose(member, question, question.right);
      await member.context.setOffline(true);
      await member.page.locator('[data-nojs] button').click({ noWaitAfter: true }).catch(() => {});
      await pause(1000);
      await member.context.setOffline(false);
      await go(member, new URL(member.page.url()).protocol === 'http:' ? new URL(member.page.url()).pathname : `/thi/${period}`);
      if (!/\/thi\/bai\//.test(member.page.url())) await through(member.page, () => member.page.locator('main a.primary').first().click());
      report.check((await chosen(member.page)) === before, 'saved answers are not on the paper after a lost network', member.page.url());
      for (const question of paper.slice(12)) await choose(member, question, question.right);
      await predict(member, guess.doanvien);
      await press(member, '[data-hand-in]');
      await see(member, 'hand-in', { menu: false });
      await press(member, 'form[action$="/nop"] button.primary');
      await see(member, 'my-outcome');
      return;
    }
    for (const [i, question] of paper.entries()) {
      if (i === 7) {
        await saved(member);
        await member.context.setOffline(true);
      }
      if (i === 12) {
        report.check(/Chưa gửi/.test(await member.page.locator('#paper').innerText()), 'without a network the page does not say that answers wait', member.page.url());
        await see(member, 'paper-offline', { menu: false });
        await member.context.setOffline(false);
      }
      await choose(member, question, question.right);
      await next(member);
    }
    await predict(member, guess.doanvien);
    await saved(member);
    await see(member, 'paper-answered', { menu: false });
    await member.page.locator('[data-hand-in]').click();
    await see(member, 'hand-in', { menu: false });
    report.check(/20/.test(await member.page.locator('#paper-confirm').innerText()), 'the dialog does not count the answers', member.page.url());
    await Promise.all([member.page.waitForURL(/ket-qua/, { timeout: 30_000 }), member.page.locator('[data-confirm-yes]').click()]);
    await member.page.waitForLoadState('load');
    await see(member, 'my-outcome');
  });

  await report.step('the first member sees 20 of 20 and keeps a receipt', async () => {
    const member = people.doanvien;
    const text = await member.page.locator('main').innerText();
    report.check(/20\s*\/\s*20|20 trên 20|20 trong 20/.test(text), `the outcome does not say 20 of 20: ${text.slice(0, 300)}`, member.page.url());
    const receipt = await member.page.locator('#bien-nhan a[href*="/bien-nhan/"]').getAttribute('href').catch(() => null);
    if (report.check(receipt, 'there is no receipt', member.page.url())) {
      const anybody = people.anybody;
      await anybody.page.goto(receipt.replace(/^https?:\/\/[^/]+/, server.url));
      await see(anybody, 'receipt');
      const wrong = new URL(anybody.page.url());
      wrong.search = wrong.search.replace(/.$/, (c) => (c === 'A' ? 'B' : 'A'));
      await anybody.page.goto(wrong.href);
      await see(anybody, 'receipt-forged', { deep: false });
      report.check(new URL(receipt, server.url).search === '' || !(await anybody.page.locator('.chip-done').count()), 'a changed receipt is taken for a good one', wrong.href);
    }
  });

  await report.step('the second member gets one wrong, reloads, opens a second tab', async () => {
    const member = await person('doanvien2');
    await signIn(member, 'doanvien2');
    const paper = await begin(member);
    const wrong = paper.findIndex((x) => x.wrong !== undefined && !x.multiple);
    const places = (question, i) => (i === wrong ? [question.wrong] : question.right);
    if (!script) {
      for (const [i, question] of paper.entries()) await choose(member, question, places(question, i));
      await save(member);
      const before = await chosen(member.page);
      await member.page.reload();
      report.check((await chosen(member.page)) === before, 'a reload loses saved answers', member.page.url());
      await predict(member, guess.doanvien2);
      await press(member, '[data-hand-in]');
      await press(member, 'form[action$="/nop"] button.primary');
      return;
    }
    for (const [i, question] of paper.entries()) {
      if (i === 10) {
        await saved(member);
        const before = await chosen(member.page);
        await member.page.reload();
        report.check((await chosen(member.page)) === before, 'a reload loses saved answers', member.page.url());
        const tab = await anotherTab(member, report);
        await tab.goto(member.page.url());
        await tab.waitForFunction(() => /thẻ khác/.test(document.querySelector('[data-slot="notices"]').textContent), null, { timeout: 10_000 });
        await look({ ...member, who: 'doanvien2, second tab' }, report, 'paper-second-tab', { page: tab, menu: false });
        report.check((await chosen(tab)) === before, 'the second tab shows other answers', tab.url());
        await tab.close();
        await member.page.locator('.quiz-map a').nth(10).click();
      }
      await choose(member, question, places(question, i));
      await next(member);
    }
    await predict(member, guess.doanvien2);
    await saved(member);
    await member.page.locator('[data-hand-in]').click();
    await Promise.all([member.page.waitForURL(/ket-qua/, { timeout: 30_000 }), member.page.locator('[data-confirm-yes]').click()]);
    await member.page.waitForLoadState('load');
    report.check(/19\s*\/\s*20|19 trên 20|19 trong 20/.test(await member.page.locator('main').innerText()), 'the outcome does not say 19 of 20', member.page.url());
  });

  let third;
  await report.step('the third member answers five, loses the session, goes on, and never hands in', async () => {
    const member = people['third member'];
    third = await begin(member);
    for (const question of third.slice(0, 4)) {
      await choose(member, question, question.right);
      if (script) await next(member);
    }
    if (script) await saved(member);
    else await save(member);
    const before = await chosen(member.page);
    // The session ends (another device signed it out): the paper stays, the way back is offered.
    await member.context.clearCookies({ name: 'dh_phien' });
    if (script) {
      await choose(member, third[4], third[4].right);
      const link = member.page.locator('[data-slot="notices"] a');
      await link.waitFor();
      await see(member, 'paper-session-gone', { menu: false });
      await through(member.page, () => link.click());
      await member.page.locator('#name').fill(member.signin);
      await member.page.locator('#password').fill(member.password);
      await press(member, 'form[action="/dang-nhap"] button.primary');
      report.check(/\/thi\/bai\/\d+/.test(member.page.url()), 'signing in again does not lead back to the paper', member.page.url());
      await saved(member);
    } else {
      await go(member, new URL(member.page.url()).pathname);
      report.check((await chosen(member.page)) === before, 'answers are gone after signing in again', member.page.url());
      await choose(member, third[4], third[4].right);
      await save(member);
    }
    report.check((await chosen(member.page)).split(' ').filter((x) => x.startsWith('q')).length >= 5, 'five answers are not on the paper', member.page.url());
  });

  await report.step('the control room and the unit officer see who has taken part', async () => {
    const organiser = people.bantochuc;
    await until(organiser, room, async (page) => /(^|\D)3(\D|$)/.test(await page.locator('.stats').first().innerText().catch(() => '')), 75);
    await see(organiser, 'room-open');
    const file = await download(organiser, 'main a[href$="/don-vi.xlsx"]', report.folder);
    const sheets = sheetsOfXlsx(file);
    report.check(JSON.stringify([...sheets]).includes('3'), 'the workbook of the units does not count three', file);
    await go(organiser, `${room}/nhac`);
    await see(organiser, 'remind');
    const officer = await person('gialai', DESK);
    await signIn(officer, 'gialai');
    await see(officer, 'home-officer');
    await go(officer, '/don-vi-toi');
    await see(officer, 'my-unit');
  });

  await report.step('the clock moves past the close; the week is sealed, marked and ranked', async () => {
    await moveClock(people.quantri, closes + MINUTE);
    await until(people.bantochuc, room, (page) => page.locator('form[action$="/xac-nhan"]').count(), 120);
    await see(people.bantochuc, 'room-provisional');
  });

  await report.step('what arrives after the close is kept apart and told', async () => {
    const member = people['third member'];
    if (script) {
      await member.page.locator('.quiz-map a').nth(5).click();
      await choose(member, third[5], third[5].right);
      await member.page.waitForFunction(() => document.querySelector('[data-slot="notices"]')?.textContent.trim(), null, { timeout: 15_000 }).catch(() => {});
      await see(member, 'paper-after-close', { menu: false, deep: false });
      await member.page.waitForURL(/ket-qua|dang-nhap/, { timeout: 30_000 }).catch(() => report.fault('after the close the page does not lead to the outcome', member.page.url()));
    } else {
      await choose(member, third[5], third[5].right);
      await press(member, '[data-nojs] button', { expect: null });
    }
    await member.page.waitForLoadState('load');
    if (/dang-nhap/.test(member.page.url())) await go(member, `/thi/${period}`);
    await see(member, 'outcome-third');
    const text = await member.page.locator('main').innerText();
    report.check(/(^|\D)5\s*\/\s*20|5 trên 20|5 trong 20/.test(text), `the paper that was never handed in does not count 5 of 20: ${text.slice(0, 400)}`, member.page.url());
  });

  await report.step('before the announcement the public sees no result', async () => {
    const anybody = people.anybody;
    await go(anybody, `/cuoc-thi/${slug}/ket-qua/tuan-4`, { expect: null });
    await see(anybody, 'result-not-out');
    const text = await anybody.page.locator('main').innerText();
    report.check(!text.includes(people.doanvien.name), 'a name is public before the announcement', anybody.page.url());
  });

  await report.step('the organiser verifies, both leaders approve, the result is announced', async () => {
    const organiser = people.bantochuc;
    await go(organiser, room);
    report.check(await organiser.page.locator('form[action$="/cong-bo"]').count() === 0, 'a provisional result can be announced', organiser.page.url());
    await press(organiser, 'form[action$="/xac-nhan"] button');
    await see(organiser, 'room-verified');
    for (const key of ['lanhdao-a', 'lanhdao-b']) {
      const leader = people[key];
      await go(leader, `/duyet/${slug}/tuan-4`);
      await see(leader, `result-approve-${key}`);
      await press(leader, `form[action="/duyet/${slug}/tuan-4"] button.primary`);
      await see(leader, `result-approved-${key}`);
    }
    await go(organiser, room);
    await press(organiser, 'form[action$="/cong-bo"] button');
    await see(organiser, 'room-announced');
  });

  const names = [people.doanvien.name, people.doanvien2.name, people['third member'].name];
  await report.step('everybody sees the result; a member reads why', async () => {
    const anybody = people.anybody;
    await go(anybody, `/cuoc-thi/${slug}/ket-qua/tuan-4`);
    await see(anybody, 'result-public');
    const text = await anybody.page.locator('main').innerText();
    report.check(text.indexOf(names[0]) >= 0 && text.indexOf(names[0]) < text.indexOf(names[1]), `the winners are not ${names[0]}, then ${names[1]}: ${text.slice(0, 500)}`, anybody.page.url());
    report.check(!/0\d{9}|@/.test(text), 'a telephone number or an e-mail address is public', anybody.page.url());
    report.check(/(^|\D)3\s+người|người[^\d]{1,40}3(\D|$)/.test(text), 'the public result does not say that three people took part', anybody.page.url());
    for (const [key, rank] of [['doanvien', 1], ['doanvien2', 2], ['third member', 3]]) {
      const member = people[key];
      await go(member, `/cuoc-thi/${slug}/ket-qua/tuan-4/toi`);
      await see(member, `why-${rank}`);
      const why = await member.page.locator('main').innerText();
      report.check(new RegExp(`Hạng\\s+${rank}(\\D|$)`).test(why), `${key} does not read «Hạng ${rank}»: ${why.slice(0, 300)}`, member.page.url());
    }
    await go(people.doanvien, '/');
    await see(people.doanvien, 'home-member-after');
  });

  await report.step('the plan shows the figures of its contest', async () => {
    const anybody = people.anybody;
    await go(anybody, '/ke-hoach');
    await see(anybody, 'plans');
    await through(anybody.page, () => anybody.page.locator('main a[href^="/ke-hoach/"]').first().click());
    await see(anybody, 'plan');
  });

  await report.step('minutes, rules and the workbook of the result open in an office program and say the same', async () => {
    const organiser = people.bantochuc;
    await go(organiser, `${room}/bien-ban`);
    await see(organiser, 'minutes');
    const minutes = await download(organiser, 'main a[href$="/bien-ban.docx"]', report.folder);
    const { text, pages } = textOfDocx(minutes);
    const flat = text.replace(/\s+/g, ' ');
    console.log(`      minutes: ${pages} pages`);
    for (const name of names.slice(0, 2)) report.check(flat.includes(name), `${name} is not in the minutes`, minutes);
    report.check(/CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM/.test(flat) && /BIÊN BẢN/.test(flat), 'the minutes have no national heading or no title', minutes);
    await go(organiser, room);
    const book = await download(organiser, 'main a[href$="/ket-qua.xlsx"]', report.folder);
    const sheets = sheetsOfXlsx(book);
    console.log(`      sheets: ${[...sheets.keys()].join(', ')}`);
    const rows = [...sheets.values()].flat();
    for (const [i, name] of names.entries()) {
      const row = rows.find((cells) => cells.includes(name) && cells.includes(String(i + 1)));
      report.check(row, `no row of the workbook ranks ${name} ${i + 1}`, book);
    }
    const anybody = people.anybody;
    await go(anybody, `/cuoc-thi/${slug}/the-le`);
    const rules = await download(anybody, 'main a[href$="/the-le.docx"]', report.folder);
    report.check(/THỂ LỆ/.test(textOfDocx(rules).text), 'the printed rules have no title', rules);
  });

  await report.step('the record of acts and the printed codes can be read', async () => {
    await go(people.quantri, '/quan-tri/nhat-ky');
    await see(people.quantri, 'record');
  });

  await report.step('the server stops when it is told', async () => {
    await browser.close();
    console.log(`      drained in ${await server.stop()} ms`);
  });
}, async () => {
  await browser?.close();
  await server?.stop();
});

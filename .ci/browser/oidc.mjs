// Single sign-on against a real OpenID Connect provider on the loopback address: a member whose e-mail address the
// union knows comes in; a forged answer, somebody unknown and an unverified address do not.
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import Provider from 'oidc-provider';
import { DESK, launch, look, visitor } from './lib/browser.mjs';
import { go, press, signIn, through, told } from './lib/people.mjs';
import { Report, run } from './lib/report.mjs';
import { Server, freePort } from './lib/server.mjs';
import { xlsx } from './lib/zip.mjs';

const EMAIL = 'dien.tap@example.vn';
const NUMBER = 'DT-00001';
// With --id-token the provider puts the claims into the id token, as many do.
const idToken = process.argv.includes('--id-token');
const report = new Report(idToken ? 'oidc-id-token' : 'oidc');
let server;
let browser;
let http;

await run(report, async () => {
  const port = await freePort();
  const here = await freePort();
  const issuer = `http://127.0.0.1:${port}`;

  await report.step('a provider and a server that trusts it', async () => {
    const provider = new Provider(issuer, {
      clients: [{ client_id: 'dong-hanh', client_secret: 'bi-mat-cua-dien-tap-0123456789', grant_types: ['authorization_code'], response_types: ['code'], redirect_uris: [`http://127.0.0.1:${here}/dang-nhap/mot-lan/ve`] }],
      // The login name at the provider is the e-mail address; "lạ…" has not verified it.
      findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ sub: id, email: id, email_verified: !id.startsWith('chua'), name: 'Người Diễn Tập' }) }),
      claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
      features: { devInteractions: { enabled: true } },
      pkce: { required: () => true },
      cookies: { keys: ['dien-tap'] },
      // As the standard has it: in the code flow the claims of scopes stand at the userinfo endpoint, not in the id token.
      conformIdTokenClaims: !idToken,
      ttl: { Session: 600, Grant: 600, Interaction: 600, IdToken: 600, AccessToken: 600 },
    });
    http = createServer(provider.callback()).listen(port, '127.0.0.1');
    const config = report.file('donghanh.toml');
    writeFileSync(config, `[oidc]\nlabel = "Bộ Nội vụ"\nissuer = "${issuer}"\nclient_id = "dong-hanh"\nclient_secret = "bi-mat-cua-dien-tap-0123456789"\n`);
    server = await Server.start({ port: here, config, log: report.file('server.log') });
    browser = await launch();
  });

  await report.step('the administrator imports a member with an e-mail address', async () => {
    const admin = await visitor(browser, server, report, { who: 'quantri', viewport: DESK });
    await signIn(admin, 'quantri');
    await go(admin, '/don-vi');
    await look(admin, report, 'units');
    const code = (await admin.page.locator('main').innerText()).match(/\bCĐVC-GL(?:-\d+)?\b|\bGL-\d+\b/)?.[0] ?? 'CĐVC-GL';
    const file = report.file('doan-vien.xlsx');
    const book = (mail) => xlsx([['Số thẻ', 'Họ và tên', 'Giới tính', 'Ngày sinh', 'Điện thoại', 'Thư điện tử', 'Mã đơn vị', 'Từ ngày'], [NUMBER, 'Nguyễn Thị Diễn Tập', 'Nữ', '01/02/1980', '', mail, code, '01/01/2026']], 'Đoàn viên');
    const input = admin.page.locator('form:has([name="loai"][value="doan-vien"]) input[type="file"]');
    await go(admin, '/nhap');
    await look(admin, report, 'import');
    writeFileSync(file, book('không phải thư'));
    await input.setInputFiles(file);
    await press(admin, 'form:has([name="loai"][value="doan-vien"]) button.primary');
    await look(admin, report, 'import-faults');
    report.check(await admin.page.locator('td.bad').count() > 0, 'an e-mail address that is none is not told', admin.page.url());
    await go(admin, '/nhap');
    writeFileSync(file, book(EMAIL));
    await input.setInputFiles(file);
    await press(admin, 'form:has([name="loai"][value="doan-vien"]) button.primary');
    await look(admin, report, 'import-preview');
    await press(admin, 'main form[action^="/nhap/"]:not([action$="/bo"]) button.primary');
    await look(admin, report, 'imported');
    await go(admin, '/doan-vien?tim=dien+tap');
    report.check((await admin.page.locator('main').innerText()).includes('Nguyễn Thị Diễn Tập'), `the imported member is not found: ${await told(admin.page)}`, admin.page.url());
  });

  const logIn = async (person, login) => {
    await person.page.locator('[name="login"]').fill(login);
    await person.page.locator('[name="password"]').fill('gì cũng được');
    await through(person.page, () => person.page.locator('button[type="submit"], input[type="submit"]').first().click());
  };
  const atProvider = async (person, login) => {
    await go(person, '/dang-nhap?ve=/phien');
    await look(person, report, `sign-in-${login.split('@')[0].replace(/\W/g, '-')}`, { deep: false });
    await through(person.page, () => person.page.locator('a[href^="/dang-nhap/mot-lan"]').click());
    if (!person.page.url().startsWith(issuer)) throw new Error(`the button does not lead to the provider: ${person.page.url()} ${await told(person.page)}`);
    await logIn(person, login);
  };
  const agree = (person) => through(person.page, () => person.page.locator('button[type="submit"], input[type="submit"]').first().click());

  await report.step('the member comes in, and to the page that was asked for', async () => {
    const member = await visitor(browser, server, report, { who: 'member' });
    await atProvider(member, EMAIL);
    await agree(member);
    await look(member, report, 'signed-in');
    report.check(new URL(member.page.url()).pathname === '/phien', `not at the page asked for: ${member.page.url()} ${await told(member.page)}`);
    report.check((await member.page.locator('details.account summary').innerText().catch(() => '')).includes('Diễn Tập'), 'the member is not signed in', member.page.url());
    report.check(!(await member.context.cookies()).some((c) => c.name === 'dh_oidc' && c.value), 'the cookie of the way out stays', member.page.url());
  });

  await report.step('an answer with a wrong state is refused', async () => {
    const forged = await visitor(browser, server, report, { who: 'forged' });
    // The way out is followed by hand and its state changed: the answer then carries a state that nobody here gave out.
    const out = await forged.context.request.get('/dang-nhap/mot-lan?ve=/phien', { maxRedirects: 0 });
    const way = new URL(out.headers().location);
    report.check(way.searchParams.get('code_challenge_method') === 'S256' && way.searchParams.get('nonce'), 'the way out has no PKCE challenge or no nonce', way.href);
    way.searchParams.set('state', `${way.searchParams.get('state').slice(0, -2)}xx`);
    await forged.page.goto(way.href);
    await logIn(forged, EMAIL);
    const status = await agree(forged);
    await look(forged, report, 'wrong-state');
    report.check(new URL(forged.page.url()).port === String(here) && status >= 400 && status < 500, `a wrong state answers ${status}`, forged.page.url());
    await go(forged, '/', { expect: null });
    report.check(await forged.page.locator('details.account').count() === 0, 'a wrong state signs in', forged.page.url());
  });

  await report.step('an answer without the cookie of the way out is refused', async () => {
    const stranger = await visitor(browser, server, report, { who: 'stranger' });
    const response = await stranger.page.goto('/dang-nhap/mot-lan/ve?code=abc&state=def');
    await look(stranger, report, 'no-cookie');
    report.check(response.status() >= 400 && response.status() < 500, `without the cookie it answers ${response.status()}`, stranger.page.url());
  });

  await report.step('somebody whom nobody here knows is told so', async () => {
    const unknown = await visitor(browser, server, report, { who: 'unknown' });
    await atProvider(unknown, 'la@example.vn');
    await agree(unknown);
    await look(unknown, report, 'unknown');
    report.check(await unknown.page.locator('details.account').count() === 0, 'an unknown person is signed in', unknown.page.url());
    report.check(await told(unknown.page), 'an unknown person is told nothing', unknown.page.url());
  });

  await report.step('the provider is gone: the page says so, the password still works', async () => {
    http.closeAllConnections?.();
    await new Promise((done) => http.close(done));
    const late = await visitor(browser, server, report, { who: 'late' });
    const response = await late.page.goto('/dang-nhap/mot-lan');
    await look(late, report, 'provider-gone');
    report.check(response.status() >= 400 && response.status() < 600 && await told(late.page), `without a provider it answers ${response.status()}`, late.page.url());
    await signIn(late, 'doanvien');
  });
}, async () => {
  await browser?.close();
  await server?.stop();
  http?.close();
});

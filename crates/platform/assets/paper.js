// The paper. Without this script the page is one long form that can be posted; with it, one question is shown
// at a time and every change is saved at once. The contract with the server is in docs/style.md, "Paper".
//
// What is kept in localStorage under `paper:<attempt>`:
//   answers  what the person sees: a bit mask of shown options per question, last the prediction
//   queue    changes the server has not acknowledged, in order: {q, choice | value, seq, local_ms, tried}
//   seq      highest sequence number used or heard of; acked: highest one the server acknowledged
const form = document.getElementById('paper');
if (form) start();

function start() {
  const d = form.dataset;
  const key = `paper:${d.attempt}`;
  const $ = (selector, root = form) => root.querySelector(selector);
  const $$ = (selector, root = form) => [...root.querySelectorAll(selector)];
  const slot = (name, root = form) => $(`[data-slot="${name}"]`, root);

  const words = new Map($$('[data-w]', $('#paper-words').content).map((e) => [e.dataset.w, e.textContent]));
  const say = (name, values = {}) =>
    (words.get(name) ?? '').replace(/\{(\w+)\}/g, (all, v) => values[v] ?? all);

  const questions = $$('.quiz-question');
  const marks = $$('.quiz-map a');
  const numbered = questions.filter((f) => !('prediction' in f.dataset)).length;
  const prediction = $('[name="prediction"]');
  const dialog = document.getElementById('paper-confirm');

  // ---- what is on the page -------------------------------------------------------------------------------

  const inputs = (q) => $$('.quiz-option input', questions[q]);
  const isPrediction = (q) => q >= numbered;
  const empty = (answer) => answer === 0 || answer === null || answer === undefined;

  function onPage(q, asServed = false) {
    if (isPrediction(q)) return parsePrediction(asServed ? prediction.defaultValue : prediction.value);
    return inputs(q).reduce((m, i) => ((asServed ? i.defaultChecked : i.checked) ? m | (1 << Number(i.value)) : m), 0);
  }

  function put(q, answer) {
    if (!isPrediction(q)) for (const i of inputs(q)) i.checked = Boolean((answer >> Number(i.value)) & 1);
    else if (document.activeElement !== prediction) prediction.value = writePrediction(answer);
  }

  // The prediction travels as a whole number, scaled by 10^data-decimals: no fractions on the wire.
  const decimals = Number(prediction?.dataset.decimals ?? 0);
  function parsePrediction(text) {
    const clean = text.replace(/[\s.]/g, '');
    if (clean === '') return null;
    const m = /^(\d{1,9})(?:,(\d+))?$/.exec(clean);
    if (!m || (m[2] ?? '').length > decimals) return undefined;
    return Number(m[1] + (m[2] ?? '').padEnd(decimals, '0'));
  }
  function writePrediction(value) {
    if (empty(value) && value !== 0) return '';
    if (!decimals) return String(value);
    const digits = String(value).padStart(decimals + 1, '0');
    return `${digits.slice(0, -decimals)},${digits.slice(-decimals)}`;
  }
  const inWords = (q, answer) => {
    if (isPrediction(q)) return writePrediction(answer) || say('nothing');
    const letters = inputs(q).filter((i) => (answer >> Number(i.value)) & 1);
    return letters.map((i) => i.nextElementSibling.textContent).join(', ') || say('nothing');
  };
  const name = (q) => marks[q]?.textContent ?? String(q + 1);

  // ---- what is kept --------------------------------------------------------------------------------------

  let kept = true; // false when the browser refuses storage: then memory only, and we say so
  let memory = firstState();

  function read() {
    if (!kept) return memory;
    try {
      memory = JSON.parse(localStorage.getItem(key)) ?? memory;
    } catch { kept = false; }
    return memory;
  }
  function update(change) {
    const state = read();
    change(state);
    state.t = Date.now();
    memory = state;
    try {
      if (kept) localStorage.setItem(key, JSON.stringify(state));
    } catch { kept = false; }
    return state;
  }

  function firstState() {
    const served = questions.map((_, q) => onPage(q, true) ?? null);
    const seq = Number(d.seq) || 0;
    const fresh = { seq, acked: seq, answers: served, queue: [] };
    let old = null;
    try {
      forgetOldPapers();
      old = JSON.parse(localStorage.getItem(key));
    } catch { kept = false; }
    if (!old || !Array.isArray(old.queue)) return fresh;
    // A page out of the browser's cache may be older than what the server acknowledged here.
    const answers = old.acked > seq ? old.answers : served;
    for (const e of old.queue) answers[e.q] = 'choice' in e ? e.choice : e.value;
    return { seq: Math.max(seq, old.seq), acked: Math.max(seq, old.acked), answers, queue: old.queue };
  }

  function forgetOldPapers() {
    for (const k of Object.keys(localStorage)) {
      if (!k.startsWith('paper:') || k === key) continue;
      const t = JSON.parse(localStorage.getItem(k))?.t ?? 0;
      if (Date.now() - t > 30 * 864e5) localStorage.removeItem(k);
    }
  }

  function change(q, answer) {
    update((s) => {
      s.answers[q] = answer;
      enqueue(s, q, answer);
    });
    render();
    flush();
  }

  function enqueue(s, q, answer) {
    const body = { q, [isPrediction(q) ? 'value' : 'choice']: answer, local_ms: Date.now() };
    // A change that never left this machine is replaced in place. It keeps its number, so that the numbers
    // have no gap and the server can tell when another device has written in between.
    const waiting = s.queue.find((e) => e.q === q && !e.tried);
    if (waiting) Object.assign(waiting, body);
    else s.queue.push({ ...body, seq: (s.seq += 1) });
  }

  // ---- sending -------------------------------------------------------------------------------------------

  let sending = null; // the promise of the running flush
  let failures = 0;
  let retry = 0;
  let trouble = ''; // '', 'unsent', 'busy', 'signin'
  let closed = false;
  let late = 0;

  function flush() {
    clearTimeout(retry);
    sending ??= drain().finally(() => { sending = null; render(); });
    return sending;
  }

  async function drain() {
    for (;;) {
      const entry = read().queue[0];
      if (!entry) break;
      update((s) => { const e = s.queue.find((x) => x.seq === entry.seq); if (e) e.tried = true; });
      render();
      const { tried, ...body } = entry;
      const reply = await post(d.save, JSON.stringify({ attempt: d.attempt, ...body }), 'application/json');
      if (!settle(entry, reply)) return;
    }
    failures = 0;
    trouble = '';
    if (closed) finish();
  }

  async function post(url, body, type) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), 10000);
    const sent = performance.now();
    try {
      const r = await fetch(url, {
        method: 'POST', body, credentials: 'same-origin', redirect: 'manual', keepalive: true, signal: stop.signal,
        headers: { 'content-type': type, accept: 'application/json', 'x-csrf-token': d.csrf },
      });
      const json = await r.json().catch(() => null);
      if (json?.now_ms) setClock(json.now_ms + Math.min(500, (performance.now() - sent) / 2), json.deadline_ms);
      // A redirect of a save can only lead to the sign-in page.
      return { status: r.type === 'opaqueredirect' ? 401 : r.status, json, wait: Number(r.headers.get('retry-after')) };
    } catch {
      return { status: 0 };
    } finally {
      clearTimeout(timer);
    }
  }

  // True: go on with the next entry. False: stop for now.
  function settle(entry, { status, json, wait }) {
    const drop = (s) => { s.queue = s.queue.filter((e) => e.seq !== entry.seq); };
    if (status === 200 && json?.ok) {
      update((s) => { drop(s); s.acked = Math.max(s.acked, entry.seq); });
      failures = 0;
      trouble = '';
      return true;
    }
    if (status === 409 && json?.superseded) { adopt(json); return true; }
    if (status === 410) { // the server keeps it apart with its local time
      update(drop);
      late += 1;
      closed = true;
      return true;
    }
    if (status === 401 || status === 403) { trouble = 'signin'; return false; }
    if (status >= 400 && status < 500 && ![408, 425, 429].includes(status)) {
      update(drop); // one entry the server cannot read must not hold up the others
      notice('refused', say('refused', { n: name(entry.q) }), { kind: 'danger', dismiss: true });
      return true;
    }
    // 5xx, no network, or a page of some Wi-Fi gate that answered 200 in the server's place
    failures += 1;
    trouble = status === 503 || status === 429 ? 'busy' : 'unsent';
    const pause = Math.min(30, 2 ** (failures - 1)) * (0.75 + Math.random() / 2);
    retry = setTimeout(flush, 1000 * Math.max(pause, wait || 0));
    return false;
  }

  // Another device wrote later. Its answers stand; what was chosen here and differs is offered again, and what
  // the other device left empty is simply sent again.
  function adopt({ seq, choices, prediction: theirPrediction }) {
    const theirs = questions.map((_, q) => (isPrediction(q) ? theirPrediction ?? null : choices[q] ?? 0));
    const mine = new Map();
    update((s) => {
      for (const e of s.queue) mine.set(e.q, e.choice ?? e.value ?? null);
      s.queue = [];
      s.seq = Math.max(seq, 0);
      s.acked = s.seq;
      s.answers = theirs.slice();
      for (const [q, answer] of mine) {
        if (!empty(theirs[q]) || empty(answer)) continue;
        s.answers[q] = answer;
        enqueue(s, q, answer);
      }
    });
    showAnswers();
    const differ = [...mine].filter(([q, answer]) => !empty(theirs[q]) && theirs[q] !== answer);
    const box = notice('conflict', say(differ.length ? 'conflict' : 'conflict-none'), { kind: 'warning', dismiss: true });
    for (const [q, answer] of differ) {
      const a = inWords(q, answer);
      const line = document.createElement('p');
      line.append(say('conflict-line', { n: name(q), a, b: inWords(q, theirs[q]) }), ' ');
      if (!empty(answer)) {
        line.append(button(say('conflict-take', { a }), () => { put(q, answer); change(q, answer); line.remove(); }));
      }
      box.querySelector('p').after(line);
    }
  }

  // ---- the clock of the server ---------------------------------------------------------------------------

  const navigation = performance.getEntriesByType('navigation')[0];
  let serverAt = Number(d.serverNow);
  let localAt = navigation?.responseStart ?? performance.now();
  let wallDrift = Date.now() - performance.now();
  let deadline = Number(d.deadline) || 0;
  let lastLeft = Infinity;

  const now = () => serverAt + performance.now() - localAt;

  function setClock(serverNow, newDeadline) {
    serverAt = serverNow;
    localAt = performance.now();
    wallDrift = Date.now() - performance.now();
    if (!newDeadline) return;
    if (deadline && newDeadline - deadline > 1000) {
      alertOnce(say('extended'));
      if (!closed) lock(false);
    }
    deadline = newDeadline;
  }

  // Some machines stop performance.now() while asleep: then any small file of the server tells the time.
  async function checkClock() {
    if (Math.abs(Date.now() - performance.now() - wallDrift) < 2000) return;
    try {
      const r = await fetch(import.meta.url, { method: 'HEAD', cache: 'no-store' });
      const told = Date.parse(r.headers.get('date'));
      if (told) setClock(told, 0);
    } catch { /* without a network the old reckoning stands; the server decides anyway */ }
  }

  function tick() {
    if (!deadline) return;
    const left = Math.max(0, deadline - now());
    const s = Math.ceil(left / 1000);
    const two = (n) => String(n).padStart(2, '0');
    const h = Math.floor(s / 3600);
    const text = `${h ? `${h}:` : ''}${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`;
    const time = document.createElement('time');
    time.textContent = text;
    const [before, after = ''] = left ? say('left').split('{t}') : [say('over')];
    const parts = left ? [before, time, after] : [before];
    slot('time').replaceChildren(...parts);
    slot('time').classList.toggle('is-short', left < 300000);
    for (const [ms, word] of [[300000, 'five'], [60000, 'one']]) {
      if (lastLeft > ms && left <= ms && left > ms - 5000 && lastLeft < Infinity) alertOnce(say(word));
    }
    if (!left && lastLeft && !closed) timeOver();
    lastLeft = left;
  }

  function alertOnce(text) {
    slot('alert').textContent = text;
    notice('alert', text, { kind: 'warning', dismiss: true, quiet: true });
  }

  function lock(on) {
    for (const f of questions) f.disabled = on;
    if (!on) notice('over', '');
  }

  function timeOver() {
    lock(true);
    dialog?.close?.();
    notice('over', say('time-over'), { kind: 'warning', href: d.result, link: say('result-link') });
    flush().then(() => { if (!read().queue.length) leaveSoon(); });
  }

  function finish() {
    lock(true);
    dialog?.close?.();
    notice('over', `${say('closed')} ${late ? say('closed-late', { n: late }) : ''}`, { kind: 'warning', href: d.result, link: say('result-link') });
    leaveSoon();
  }

  let leaving = 0;
  function leaveSoon() {
    clearTimeout(leaving);
    leaving = setTimeout(() => { if (questions[0].disabled) leave(d.result); }, 8000);
  }

  function leave(url) {
    try { localStorage.removeItem(key); } catch { /* nothing was kept */ }
    channel?.postMessage({ id, say: 'done', url });
    location.replace(url);
  }

  // ---- telling the person --------------------------------------------------------------------------------

  const notices = new Map();

  function button(text, act) {
    const b = document.createElement('button');
    b.type = 'button';
    b.className = 'button';
    b.textContent = text;
    b.addEventListener('click', act);
    return b;
  }

  function notice(id, text, { kind = '', href, link, dismiss, quiet } = {}) {
    const before = notices.get(id);
    if (!text) { before?.remove(); notices.delete(id); return null; }
    const box = document.createElement('div');
    box.className = `notice ${kind}`;
    if (!quiet) box.setAttribute('role', 'status');
    const p = document.createElement('p');
    p.textContent = text;
    box.append(p);
    if (href) {
      const a = document.createElement('a');
      Object.assign(a, { href, textContent: link, className: 'button' });
      box.append(a);
    }
    if (dismiss) box.append(button(say('close'), () => notice(id, '')));
    if (before) before.replaceWith(box); else slot('notices').append(box);
    notices.set(id, box);
    return box;
  }

  let told = '';
  function render() {
    const s = read();
    const unsent = new Set(s.queue.map((e) => e.q));
    const n = unsent.size;
    s.answers.forEach((answer, q) => {
      marks[q]?.classList.toggle('is-answered', isPrediction(q) ? answer !== null : !empty(answer));
      marks[q]?.classList.toggle('is-unsent', unsent.has(q) && Boolean(trouble));
    });
    $('.quiz-bar').value = s.answers.filter((a, q) => (isPrediction(q) ? a !== null : !empty(a))).length;
    const state = !n ? (s.acked || s.answers.some((a) => !empty(a)) ? 'saved' : '') : trouble ? 'unsent-short' : 'saving';
    const saved = slot('saved');
    const text = say(state, { n });
    if (saved.textContent !== text) saved.textContent = text;
    saved.classList.toggle('is-saving', state === 'saving');
    saved.classList.toggle('is-unsent', state === 'unsent-short');
    const tale = n && trouble ? say(trouble, { n }) : '';
    if (tale !== told) {
      told = tale;
      notice('queue', tale, trouble === 'signin'
        ? { kind: 'danger', href: d.signin, link: say('signin-link') } : { kind: 'warning' });
    }
    notice('unkept', n && !kept ? say('unkept') : '', { kind: 'danger', quiet: true });
    if (!n) notice('restored', '');
  }

  function showAnswers() {
    read().answers.forEach((answer, q) => put(q, answer));
    render();
  }

  // ---- one question at a time ----------------------------------------------------------------------------

  let current = -1;
  const fromHash = () => questions.findIndex((f) => `#${f.id}` === location.hash);
  const [prev, next] = ['prev', 'next'].map((w) => $(`[data-go="${w}"]`));
  const handInButton = $('[data-hand-in]');
  const nextText = next.textContent;

  function go(i, how = 'push') {
    if (i < 0 || i >= questions.length) return;
    current = i;
    questions.forEach((f, q) => { f.hidden = q !== i; });
    marks.forEach((a, q) => (q === i ? a.setAttribute('aria-current', 'step') : a.removeAttribute('aria-current')));
    prev.disabled = i === 0;
    next.textContent = i === questions.length - 1 ? handInButton.textContent : nextText;
    slot('where').textContent = isPrediction(i) ? say('where-prediction') : say('where', { n: i + 1, m: numbered });
    if (how === 'push') history.pushState(null, '', `#${questions[i].id}`);
    if (how === 'replace') history.replaceState(null, '', `#${questions[i].id}`);
    $('.quiz-stem', questions[i]).focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }
  const step = (by) => (current + by === questions.length ? handIn() : go(current + by));

  // ---- handing in ----------------------------------------------------------------------------------------

  const problem = (text) => {
    const p = slot('trouble', dialog);
    p.textContent = text;
    p.hidden = !text;
  };

  function handIn() {
    if (!dialog?.showModal || dialog.open) return;
    const open = read().answers.flatMap((a, q) => ((isPrediction(q) ? a === null : empty(a)) ? [name(q)] : []));
    slot('summary', dialog).textContent = open.length
      ? say('unanswered', { n: open.length, list: open.join(', ') }) : say('all-answered', { m: numbered });
    // A prediction that cannot be read is not what would be handed in: say so, and what is stored.
    const unread = prediction && onPage(numbered) === undefined;
    problem(unread ? `${$('.error', questions[numbered])?.textContent ?? ''} ${say('saved')}: ${inWords(numbered, read().answers[numbered])}` : '');
    dialog.showModal();
  }

  async function confirmed(yes) {
    yes.disabled = true;
    const n = read().queue.length;
    if (n) problem(say('sending', { n }));
    await flush();
    const body = new URLSearchParams($$('input[type="hidden"]').map((i) => [i.name, i.value]));
    const reply = read().queue.length ? { status: 0 } : await post(d.submit, body, 'application/x-www-form-urlencoded');
    yes.disabled = false;
    if (reply.status === 200 && reply.json?.ok) return leave(reply.json.result ?? d.result);
    if (reply.status === 410) { closed = true; return finish(); }
    if (trouble === 'signin' || reply.status === 401 || reply.status === 403) {
      dialog.close();
      return notice('queue', say('signin', { n: read().queue.length }), { kind: 'danger', href: d.signin, link: say('signin-link') });
    }
    return problem(say('offline-submit'));
  }

  // ---- several tabs --------------------------------------------------------------------------------------

  const id = Math.random().toString(36).slice(2);
  const others = new Set();
  const channel = 'BroadcastChannel' in window ? new BroadcastChannel(key) : null;
  const otherTabs = () => notice('tabs', others.size ? say('other-tab') : '');
  channel?.addEventListener('message', ({ data }) => {
    if (data.say === 'hello') channel.postMessage({ id, say: 'here' });
    if (data.say === 'done') { location.replace(data.url); return; }
    if (data.say === 'bye') others.delete(data.id); else others.add(data.id);
    otherTabs();
  });

  // ---- wiring --------------------------------------------------------------------------------------------

  let typing = 0;
  function predicted() {
    clearTimeout(typing);
    const value = onPage(numbered);
    const wrong = value === undefined;
    const error = $('.error', questions[numbered]);
    if (error) error.hidden = !wrong;
    prediction.setAttribute('aria-invalid', String(wrong));
    if (!wrong && value !== read().answers[numbered]) change(numbered, value);
  }

  form.addEventListener('change', (e) => {
    if (e.target === prediction) return predicted();
    const q = questions.indexOf(e.target.closest('.quiz-question'));
    if (q >= 0) change(q, onPage(q));
  });
  prediction?.addEventListener('input', () => {
    clearTimeout(typing);
    typing = setTimeout(predicted, 800);
  });
  form.addEventListener('submit', (e) => {
    if (!dialog?.showModal) return;
    e.preventDefault();
    if (e.submitter === handInButton) handIn(); else step(1);
  });
  form.addEventListener('click', (e) => {
    const mark = e.target.closest('.quiz-map a');
    if (mark) { e.preventDefault(); go(marks.indexOf(mark)); }
  });
  prev.addEventListener('click', () => step(-1));
  next.addEventListener('click', () => step(1));

  // Keys work only while focus is in the paper. Left and right turn the page even on a radio button, so that
  // they never change an answer by surprise; up and down still choose, as everywhere.
  form.addEventListener('keydown', (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.target === prediction) return;
    if (e.key === 'ArrowLeft' || e.key === 'ArrowRight') {
      e.preventDefault();
      const to = current + (e.key === 'ArrowLeft' ? -1 : 1);
      if (to < questions.length) go(to);
      return;
    }
    const pick = /^[1-8]$/.test(e.key) ? Number(e.key) - 1 : 'abcdefgh'.indexOf(e.key.toLowerCase());
    if (e.key.length === 1 && pick >= 0) {
      const input = inputs(current)[pick];
      if (input && !input.matches(':disabled')) { e.preventDefault(); input.click(); }
    }
  });
  dialog?.querySelector('[data-confirm-yes]').addEventListener('click', (e) => confirmed(e.currentTarget));
  dialog?.querySelector('[data-confirm-no]').addEventListener('click', () => dialog.close());

  addEventListener('popstate', () => go(Math.max(0, fromHash()), 'none'));
  addEventListener('online', () => { failures = 0; flush(); });
  addEventListener('offline', () => { if (read().queue.length) { trouble = 'unsent'; render(); } });
  addEventListener('storage', (e) => {
    if (e.key !== key || !e.newValue) return;
    showAnswers();
    // The tab that made the change sends it; this one only steps in when that tab has gone.
    if (read().queue.length && !sending) { clearTimeout(retry); retry = setTimeout(flush, 3000); }
  });
  addEventListener('visibilitychange', () => {
    if (document.hidden) return;
    checkClock();
    if (read().queue.length) flush(); // also after signing in again in another tab
  });
  addEventListener('pagehide', () => channel?.postMessage({ id, say: 'bye' }));
  addEventListener('pageshow', (e) => {
    if (e.persisted) { showAnswers(); checkClock(); flush(); }
    channel?.postMessage({ id, say: 'hello' });
  });
  addEventListener('beforeunload', (e) => { if (!kept && read().queue.length) e.preventDefault(); });

  $('[data-nojs]').hidden = true;
  $('[data-js]').hidden = false;
  form.classList.add('is-paged');
  update(() => {});
  showAnswers();
  const waiting = read().queue.length;
  if (waiting) notice('restored', say('restored', { n: waiting }));
  const firstOpen = read().answers.findIndex((a) => empty(a));
  go(fromHash() >= 0 ? fromHash() : Math.max(0, firstOpen), 'replace');
  // While the page is still loading, the jump to the fragment takes the focus away again.
  addEventListener('load', () => setTimeout(() => {
    if (document.activeElement === document.body) $('.quiz-stem', questions[current]).focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }));
  tick();
  setInterval(tick, 500);
  if (waiting) flush();
}

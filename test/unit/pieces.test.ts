import fc from 'fast-check';

import { piecesOf } from '../../nodes/conversations';

const graphemes = (text: string) => [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)];
const withoutSpaces = (text: string) => text.replace(/\s+/g, '');

test.each<[text: string, most: number, pieces: string[]]>([
	['short', 0, ['short']],
	['short', 5, ['short']],
	['', 5, ['']],
	['  ', 1, ['  ']],
	['One.\n\nTwo.\n\nThree.', 12, ['One.\n\nTwo.', 'Three.']],
	['One\nTwo\nThree', 8, ['One\nTwo', 'Three']],
	['It is here. It costs 3.50 today! Yes?', 20, ['It is here.', 'It costs 3.50 today!', 'Yes?']],
	['one two three', 7, ['one two', 'three']],
	['one two three', 8, ['one two', 'three']],
	['abcdefgh', 3, ['abc', 'def', 'gh']],
	[
		'Pay here now at https://a.example/cart?id=12&x=1 please',
		40,
		['Pay here now at', 'https://a.example/cart?id=12&x=1 please'],
	],
	['今日は晴れです。明日は雨です。', 8, ['今日は晴れです。', '明日は雨です。']],
	['👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 5, ['👩‍👩‍👧‍👦', '👩‍👩‍👧‍👦']],
	['é'.normalize('NFD').repeat(3), 3, ['é', 'é', 'é'].map((letter) => letter.normalize('NFD'))],
])('%j in pieces of %i: %j', (text, most, pieces) => {
	expect(piecesOf(text, most)).toEqual(pieces);
});

test('nothing is lost or torn apart, and no piece is too long', () => {
	const unit = fc.oneof(
		fc.constantFrom(' ', '\n', '\n\n', '. ', '! ', '👨‍👩‍👧', 'é'.normalize('NFD'), '𝒳', '今', 'слово'),
		fc.string({ unit: 'grapheme' }),
	);
	const texts = fc
		.array(unit, { maxLength: 60 })
		.map((parts) => parts.join(''))
		.filter((text) => text.trim() !== '');
	const split = (text: string, most: number) => {
		const pieces = piecesOf(text, most);
		expect(withoutSpaces(pieces.join(''))).toBe(withoutSpaces(text));
		for (const piece of pieces) {
			if (text.length > most) expect(piece.length <= most || graphemes(piece).length === 1).toBe(true);
			expect(piece).not.toBe('');
			// half of a surrogate pair does not survive
			expect(Buffer.from(piece).toString()).toBe(piece);
		}
	};
	fc.assert(fc.property(texts, fc.integer({ min: 1, max: 40 }), split), { numRuns: 1000 });
});

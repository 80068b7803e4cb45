import { answerIn, type AnswerType } from '../../nodes/conversations/answers.ts';
import type { Message } from '../../nodes/conversations/message.ts';

const nobody = { id: null, name: null, phone: null };

const said = (text: string | null, attachments: Message['attachments'] = []): Message => ({
	id: '1',
	service: 'pact',
	conversationId: '2',
	direction: 'incoming',
	text,
	status: null,
	sender: nobody,
	channel: { id: null, type: null },
	attachments,
	createdAt: null,
});

const understood = (type: AnswerType, text: string | null, choices: string[] = []) =>
	answerIn(type, said(text), choices);

describe('a number', () => {
	test.each([
		['5', 5],
		[' 5 ', 5],
		['5 шт', 5],
		['5шт.', 5],
		['about 12.5 kg please', 12.5],
		['12,5', 12.5],
		['12,50', 12.5],
		['0,125', 0.125],
		['1 200', 1200],
		['1 200,50', 1200.5],
		['1\u00a0200\u00a0000 руб', 1_200_000],
		['1,200.50', 1200.5],
		['1.200,50', 1200.5],
		["1'200.50", 1200.5],
		['1,200,300', 1_200_300],
		['1 200.500', 1200.5],
		['1234,567', 1234.567],
		['-3', -3],
		['−3', -3],
		['+7', 7],
		['№5', 5],
		['25%', 25],
		['$40', 40],
		['5.', 5],
		['５', 5],
		['0', 0],
	])('is understood in %j', (text, number) => expect(understood('number', text)).toBe(number));

	test.each([
		'five',
		'',
		'1,200',
		'1.200',
		'2 or 3',
		'5-7',
		'12:30',
		'12.05.2026',
		'1 2 3',
		'10k',
		'10 тыс.',
		'5 тысяч',
		'2 миллиона рублей',
		'3 млрд',
		'5 mln',
		'2 thousands',
		'1.5 billion',
		'2 dozen',
		'минус 5',
		'10x15',
		'10 х 15',
		'1e5',
		'minus 5',
		'.5',
		'v1.5',
		'5 т.р.',
		'5тр',
		'5 т',
		'5万',
		'5 lakh',
		'+7 925 000-00-01',
		'12345678901234567890',
		'A4',
		'1,2,3',
		null,
	])('is not guessed from %j', (text) => expect(understood('number', text)).toBeUndefined());
});

describe('yes or no', () => {
	test.each([
		'yes',
		'Yes!',
		'YES please',
		'yes, of course',
		'ok',
		'Okay.',
		'да',
		'Да, конечно',
		'да-да',
		'ага',
		'ок',
		'хорошо, спасибо',
		'👍',
		'👍🏽',
		'✔️',
		'да 👍',
		'+',
		'y',
	])('%j is yes', (text) => expect(understood('yesNo', text)).toBe(true));

	test.each(['no', 'No, thanks', 'nope', 'нет', 'Нет, спасибо!', 'не надо', 'нет-нет', '👎', '❌', '-', 'n'])(
		'%j is no',
		(text) => expect(understood('yesNo', text)).toBe(false),
	);

	test.each([
		'maybe',
		'yes and no',
		'да нет',
		'не знаю',
		'no problem',
		'когда?',
		'yesterday',
		'',
		'5',
		'🤔',
		'ok?',
		'да?',
		null,
	])('%j is neither', (text) => expect(understood('yesNo', text)).toBeUndefined());
});

describe('one of several', () => {
	const choices = ['Red', 'Dark  Blue', 'Зелёный', '10 kg'];

	test.each([
		['red', 'Red'],
		[' RED! ', 'Red'],
		['1', 'Red'],
		['1.', 'Red'],
		['#2', 'Dark  Blue'],
		['№ 2', 'Dark  Blue'],
		['2) dark blue', 'Dark  Blue'],
		['dark blue', 'Dark  Blue'],
		['зеленый', 'Зелёный'],
		['"Зелёный"', 'Зелёный'],
		['10 KG', '10 kg'],
		['4', '10 kg'],
	])('%j is %j', (text, choice) => expect(understood('choice', text, choices)).toBe(choice));

	test.each(['blue', '0', '5', '10', 'red or dark blue', '2 red', '', '?!', null])('%j is none', (text) =>
		expect(understood('choice', text, choices)).toBeUndefined(),
	);

	test('a choice that is a number goes before the number of a choice', () => {
		expect(understood('choice', '2', ['1', '3', '2'])).toBe('2');
		expect(understood('choice', '3', ['10', '20', '30'])).toBe('30');
	});

	test('signs alone are told apart as they are', () => expect(understood('choice', '👎', ['👍', '👎'])).toBe('👎'));
});

test('a text is what was written, without the spaces around it', () => {
	expect(understood('text', ' Lenina 1 \n')).toBe('Lenina 1');
	expect(understood('text', '  ')).toBeUndefined();
	expect(understood('text', null)).toBeUndefined();
});

test('a file is the first one', () => {
	const file = (id: string) => ({ id, url: `https://files.example/${id}`, fileName: null, mimeType: null, size: null });
	expect(answerIn('file', said('Here', [file('1'), file('2')]), [])).toEqual(file('1'));
	expect(understood('file', 'Which file?')).toBeUndefined();
});

describe('choices that differ by their signs alone', () => {
	const choices = ['C', 'C++', '-1', '+1', 'Да!', 'да'];

	test.each([
		['C', 'C'],
		['c++', 'C++'],
		['+1', '+1'],
		['-1', '-1'],
		['Да!', 'Да!'],
		['Да', 'да'],
		['3. -1', '-1'],
	])('%j is taken as it was written', (text, choice) => expect(understood('choice', text, choices)).toBe(choice));

	test.each(['(c)', '"1"', 'да?'])('%j may be several of them', (text) =>
		expect(understood('choice', text, choices)).toBeUndefined(),
	);
});

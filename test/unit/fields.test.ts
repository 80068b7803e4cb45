import {
	choice,
	changes,
	choices,
	collection,
	idList,
	integer,
	json,
	jsonList,
	list,
	locator,
	moment,
	phone,
	readFields,
	required,
	shownIf,
	text,
	texts,
	toggle,
	url,
	type Field,
} from '../../nodes/kit/fields';
import { InputError } from '../../nodes/kit/inputError';

const number = { pattern: /^\d+$/, words: 'a number', placeholder: 'e.g. 1' };

/** What a field makes of a value: the value it sends, or the words the user reads. */
function read(field: Field, value: unknown): unknown {
	try {
		return field.parse(value, {});
	} catch (error) {
		expect(error).toBeInstanceOf(InputError);
		return (error as Error).message;
	}
}

describe('phone', () => {
	const field = phone({ displayName: 'Phone', required: true });

	test.each([
		['+7 (925) 000-00-01', '79250000001'],
		['7925.000.00.01', '79250000001'],
		['+7‑925‑000‑00‑01', '79250000001'],
		[79250000001, '79250000001'],
	])('%s is sent as %s', (entered, sent) => expect(read(field, entered)).toBe(sent));

	test.each(['abc', '12', '+7 925 000 00 01 ext. 5', '7925000000112345', '٧٩٢٥٠٠٠٠٠٠١'])(
		'%s is refused by name',
		(entered) => expect(read(field, entered)).toBe("'Phone' is not a phone number"),
	);

	test('empty is named', () => expect(read(field, ' ')).toBe("'Phone' is empty"));
});

describe('several texts', () => {
	const field = texts({ displayName: 'Values', button: 'Add Value' });

	test.each([
		['', []],
		[undefined, []],
		[[], []],
		['Baker, Ann', ['Baker, Ann']],
		[
			['Baker, Ann', 17],
			['Baker, Ann', '17'],
		],
		[
			[['Ann', '17'], 'x'],
			['Ann', '17', 'x'],
		],
		[[' Ann '], [' Ann ']],
	])('%j is %j', (entered, values) => expect(read(field, entered)).toEqual(values));

	test.each([
		[['Ann', ''], "'Values 2' is empty"],
		[[null], "'Values 1' is empty"],
		[['Ann', {}], "'Values 2' must be text"],
	])('%j is refused by its row', (entered, words) => expect(read(field, entered)).toBe(words));
	test('none where some are demanded', () => expect(read(required(field), [])).toBe("'Values' is empty"));
});

describe('integer', () => {
	const field = integer({ displayName: 'Limit', default: 50, min: 1 });

	test.each([0, -1, 1.5, 'abc', NaN])('%s is refused', (entered) =>
		expect(read(field, entered)).toBe("'Limit' must be a whole number of 1 or more"),
	);
	test('digits in a text count', () => expect(read(field, '7')).toBe(7));
	test('empty is the default', () => expect(read(field, '')).toBe(50));
});

describe('ids', () => {
	const companies = { method: 'searchCompanies', page: async () => ({ entries: [] }) };
	const field = locator({ displayName: 'Company', format: number, required: true, list: companies });

	test.each([
		[{ __rl: true, mode: 'id', value: '12' }, '12'],
		[{ __rl: true, mode: 'list', value: 12 }, '12'],
		['12', '12'],
		[12, '12'],
	])('%j is 12', (entered, id) => expect(read(field, entered)).toBe(id));

	test.each([['1/../2'], ['12; drop'], ['Ann']])('%s is refused', (entered) =>
		expect(read(field, entered)).toBe("'Company' is not a valid ID"),
	);
	test('nothing chosen is named', () =>
		expect(read(field, { __rl: true, mode: 'list', value: '' })).toBe("'Company' is empty"));

	test('a list comes as text or as an array', () => {
		const ids = idList({ displayName: 'Attachment IDs', format: number });
		expect(read(ids, ' 1, 2 ,,3')).toEqual(['1', '2', '3']);
		expect(read(ids, [1, '2'])).toEqual(['1', '2']);
		expect(read(ids, 'one')).toBe("'Attachment IDs' is not a valid ID");
	});
});

describe('other kinds', () => {
	test('text is kept as it is, emoji and spaces too', () =>
		expect(read(text({ displayName: 'Text' }), ' 👋 Привет\n')).toBe(' 👋 Привет\n'));
	test('text that is an object is refused', () =>
		expect(read(text({ displayName: 'Text' }), { a: 1 })).toBe("'Text' must be text"));
	test('too long a text is refused', () =>
		expect(read(text({ displayName: 'Name', maxLength: 3 }), 'four')).toBe("'Name' is too long"));
	test('an address needs http', () => {
		expect(read(url({ displayName: 'File URL' }), 'ftp://x')).toBe("'File URL' is not a web address");
		expect(read(url({ displayName: 'File URL' }), ' https://x/y ')).toBe('https://x/y');
	});
	test('a switch understands words', () => {
		const field = toggle({ displayName: 'Hidden' });
		expect(['true', 'No', 1, false].map((value) => read(field, value))).toEqual([true, false, true, false]);
		expect(read(field, 'maybe')).toBe("'Hidden' must be true or false");
	});
	test('a choice names what it does not know', () => {
		const options = [
			{ name: 'A', value: 'a' },
			{ name: 'B', value: 'b' },
		];
		expect(read(choice({ displayName: 'Kind', options, default: 'a' }), undefined)).toBe('a');
		expect(read(choice({ displayName: 'Kind', options, default: 'a' }), 'c')).toBe(
			"'Kind' has a value that is not offered",
		);
		expect(read(choices({ displayName: 'Kinds', options, default: ['a'] }), 'a, b'.split(', '))).toEqual(['a', 'b']);
		expect(read(choices({ displayName: 'Kinds', options, default: ['a'], required: true }), [])).toBe(
			"'Kinds' is empty",
		);
	});
	test('a moment is Unix seconds', () => {
		expect(read(moment({ displayName: 'From' }), '2026-01-02T03:04:05.678Z')).toBe(1767323045);
		expect(read(moment({ displayName: 'From' }), 'soon')).toBe("'From' is not a date");
	});
	test('JSON is an object', () => {
		expect(read(json({ displayName: 'Data' }), '{"a":1}')).toEqual({ a: 1 });
		expect(read(json({ displayName: 'Data' }), '[1]')).toBe("'Data' is not a JSON object");
		expect(read(json({ displayName: 'Data' }), '{')).toBe("'Data' is not a JSON object");
	});
	test('JSON is a list of objects', () => {
		expect(read(jsonList({ displayName: 'Medias' }), '[{"a":1}]')).toEqual([{ a: 1 }]);
		expect(read(jsonList({ displayName: 'Medias' }), [{ a: 1 }])).toEqual([{ a: 1 }]);
		expect(read(jsonList({ displayName: 'Medias' }), '')).toBeUndefined();
		expect(read(jsonList({ displayName: 'Medias' }), '{"a":1}')).toBe("'Medias' is not a JSON list of objects");
		expect(read(jsonList({ displayName: 'Medias' }), '[1]')).toBe("'Medias' is not a JSON list of objects");
	});
	test('a list drops empty entries', () =>
		expect(read(list({ displayName: 'Buttons' }), 'Yes, ,No')).toEqual(['Yes', 'No']));
});

describe('hidden fields', () => {
	const fields = {
		provider: text({ displayName: 'Provider' }),
		token: text({ displayName: 'Token', required: true, show: { provider: ['telegram'] } }),
		options: collection({
			displayName: 'Options',
			button: 'Add option',
			fields: { login: text({ displayName: 'Login', show: { provider: ['avito'] } }) },
		}),
	};
	const entered = (values: Record<string, unknown>) => readFields(fields, (name, fallback) => values[name] ?? fallback);

	test('are neither demanded nor sent', () =>
		expect(entered({ provider: 'whatsapp', options: { login: 'left over' } })).toEqual({
			provider: 'whatsapp',
			token: '',
			options: {},
		}));
	test('are demanded once they show', () =>
		expect(() => entered({ provider: 'telegram' })).toThrow("'Token' is empty"));
	test('are sent once they show', () =>
		expect(entered({ provider: 'avito', options: { login: 'me' } }).options).toEqual({ login: 'me' }));
});

describe('a varied field', () => {
	const address = url({ displayName: 'URL' });

	test('is demanded where it was not', () => {
		expect(read(address, '')).toBe('');
		expect(read(required(address), '')).toBe("'URL' is empty");
		expect(required(address).property('url')).toMatchObject({ displayName: 'URL', required: true });
	});
	test('shows where it is told to', () => {
		expect(shownIf({ source: ['url'] }, address).isShown({ source: 'binary' })).toBe(false);
		expect(address.isShown({ source: 'binary' })).toBe(true);
	});
});

test('an update of nothing is refused', () => {
	const updateFields = changes({ name: text({ displayName: 'Name' }) });
	expect(read(updateFields, {})).toBe("'Update Fields' is empty");
	expect(read(updateFields, { name: '' })).toEqual({ name: '' });
});

test('an update leaves as it is what an expression gave nothing for', () => {
	const name = text({ displayName: 'Name' });
	const updateFields = changes({ name: required(name), note: name });
	expect(read(updateFields, { name: undefined, note: 'x' })).toEqual({ note: 'x' });
});

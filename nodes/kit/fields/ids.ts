import { InputError } from '../inputError';
import { type Appearance, demand, Field, type Listed, toText } from './field';
import { list } from './text';

/** What an id of a service looks like: the pattern and the words that describe it. */
export interface IdFormat {
	pattern: RegExp;
	words: string;
	placeholder: string;
}

function parseId(format: IdFormat, value: unknown, appearance: Appearance): string {
	const label = appearance.displayName;
	const raw = typeof value === 'object' && value !== null && 'value' in value ? value.value : value;
	const id = toText(label, raw, 'an ID').trim();
	demand(appearance, id === '');
	if (id !== '' && !format.pattern.test(id)) {
		throw new InputError(`'${label}' is not a valid ID`, `It must be ${format.words}, but it is '${id}'.`);
	}
	return id;
}

/** An id typed in or given by an expression, where the service offers no list to choose from. */
export function plainId(spec: Appearance & { format: IdFormat; noun?: string }): Field<string> {
	const { format, noun } = spec;
	return new Field(
		{ placeholder: format.placeholder, ...spec },
		{
			property: { type: 'string', default: '' },
			id: true,
			noun,
			parse: (value, appearance) => parseId(format, value, appearance),
		},
	);
}

/** Several ids: a comma-separated list, or an array from an expression. */
export function idList(spec: Appearance & { format: IdFormat }): Field<string[]> {
	const { appearance, kind } = list(spec);
	return new Field(appearance, {
		property: kind.property,
		id: true,
		parse: (value, shown, others) =>
			kind.parse(value, shown, others).map((id) => parseId(spec.format, id, { displayName: spec.displayName })),
	});
}

/** An id chosen from a searchable list of the service, typed in, or given plainly by an expression. */
export function locator(spec: Appearance & { format: IdFormat; list: Listed }): Field<string> {
	const { format } = spec;
	return new Field(spec, {
		property: {
			type: 'resourceLocator',
			default: { mode: 'list', value: '' },
			modes: [
				{
					displayName: 'From List',
					name: 'list',
					type: 'list',
					typeOptions: { searchListMethod: spec.list.method, searchable: true },
				},
				{
					displayName: 'By ID',
					name: 'id',
					type: 'string',
					placeholder: format.placeholder,
				},
			],
		},
		id: true,
		list: spec.list,
		parse: (value, appearance) => parseId(format, value, appearance),
	});
}

import type { ILoadOptionsFunctions, INodeListSearchResult, INodeProperties, IDisplayOptions } from 'n8n-workflow';

import { isRecord } from './message';

/** A value the user entered that cannot be sent; `message` names the field by its label and says what is expected. */
export class InputError extends Error {
	readonly description?: string;

	constructor(message: string, description?: string) {
		super(message);
		this.description = description;
	}
}

/** Fills the list of a resource locator. */
export type ListSearch = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/** One input of an operation: how it looks in the editor and how its raw value is read and checked. */
export interface Field<T = unknown> {
	readonly label: string;
	/** The node property, without the `displayOptions` that the operation adds. */
	property(name: string): INodeProperties;
	/** Returns the checked value, or throws an `InputError` naming the label. `others` are the fields read before it. */
	parse(value: unknown, others: Record<string, unknown>): T;
	/** Whether the value names something of the service, so that "not found" can point at it. */
	readonly id?: boolean;
	readonly search?: ListSearch;
	/** The fields inside it, where it holds others. */
	readonly inner?: Fields;
	readonly show?: IDisplayOptions['show'];
}

export type Fields = Record<string, Field>;
export type Value<F> = F extends Field<infer T> ? T : never;
export type Values<F extends Fields> = { [K in keyof F]: Value<F[K]> };

/** Whether the editor shows a field, given the values of the others; a hidden one is neither demanded nor sent. */
export function isShown({ show }: Field, others: Record<string, unknown>): boolean {
	return Object.entries(show ?? {}).every(([name, values]) =>
		(values as unknown[] | undefined)?.includes(others[name.replace(/^\//, '')]),
	);
}

interface Look {
	displayName: string;
	description?: string;
	hint?: string;
	placeholder?: string;
	required?: boolean;
	/** Shown only while other parameters hold these values, e.g. `{ provider: ['avito'] }`. */
	show?: IDisplayOptions['show'];
}

function look({ displayName, description, hint, placeholder, required }: Look) {
	return {
		displayName,
		...(description && { description }),
		...(hint && { hint }),
		...(placeholder && { placeholder }),
		...(required && { required }),
	};
}

/** What every field has: its label, when it shows, and its property of a kind. */
const shown = (spec: Look, kind: Omit<INodeProperties, 'displayName' | 'name'>) => ({
	label: spec.displayName,
	show: spec.show,
	property: (name: string): INodeProperties => ({ ...look(spec), name, ...kind }),
});

const isEmpty = (value: unknown) =>
	value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/** The text of a value from the editor or an expression: strings as they are, numbers in digits. */
function toText(label: string, value: unknown): string {
	if (isEmpty(value)) return '';
	if (typeof value === 'string') return value;
	if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value);
	throw new InputError(`'${label}' must be text`, `It holds ${Array.isArray(value) ? 'a list' : 'an object'}.`);
}

function demand(label: string, text: string, required?: boolean): void {
	if (required && text.trim() === '') throw new InputError(`'${label}' is empty`, `Enter a value for '${label}'.`);
}

interface TextLook extends Look {
	default?: string;
	rows?: number;
	secret?: boolean;
	maxLength?: number;
}

/** Free text, kept exactly as entered. */
export function text(spec: TextLook): Field<string> {
	return {
		...shown(spec, {
			type: 'string',
			default: spec.default ?? '',
			...((spec.rows ?? spec.secret) && { typeOptions: { rows: spec.rows, password: spec.secret } }),
		}),
		parse(value) {
			const entered = toText(spec.displayName, value);
			demand(spec.displayName, entered, spec.required);
			// one emoji is one character to people and databases, and two to JavaScript
			const { length } = [...entered];
			if (spec.maxLength !== undefined && length > spec.maxLength) {
				throw new InputError(
					`'${spec.displayName}' is too long`,
					`It has ${length} characters; the service takes ${spec.maxLength} at most.`,
				);
			}
			return entered;
		},
	};
}

/** A web address with http or https. */
export function url(spec: Look): Field<string> {
	return {
		...text(spec),
		parse(value) {
			const entered = toText(spec.displayName, value).trim();
			demand(spec.displayName, entered, spec.required);
			if (entered !== '' && !/^https?:\/\/[^\s/]+/i.test(entered)) {
				throw new InputError(
					`'${spec.displayName}' is not a web address`,
					`It must start with http:// or https://, but it is '${entered}'.`,
				);
			}
			return entered;
		},
	};
}

/** A phone number in any spelling; its value is digits only, e.g. `+7 (925) 000-00-01` becomes `79250000001`. */
export function phone(spec: Look): Field<string> {
	return {
		...text({ placeholder: 'e.g. +7 925 000-00-01', ...spec }),
		parse(value) {
			const entered = toText(spec.displayName, value).trim();
			demand(spec.displayName, entered, spec.required);
			const digits = entered.replace(/^\+|[\s().\u2010-\u2015-]/g, '');
			if (entered !== '' && !/^\d{7,15}$/.test(digits)) {
				throw new InputError(
					`'${spec.displayName}' is not a phone number`,
					`Enter it with country code, e.g. 79250000001. It is '${entered}'.`,
				);
			}
			return digits;
		},
	};
}

interface NumberLook extends Look {
	default?: number;
	min?: number;
	max?: number;
}

/** A whole number within bounds. */
export function integer(spec: NumberLook): Field<number> {
	return {
		...shown(spec, {
			type: 'number',
			default: spec.default ?? 0,
			...((spec.min ?? spec.max) !== undefined && {
				typeOptions: { minValue: spec.min, maxValue: spec.max },
			}),
		}),
		parse(value) {
			const entered = isEmpty(value) ? (spec.default ?? 0) : Number(value);
			const { min = -Infinity, max = Infinity } = spec;
			if (!Number.isInteger(entered) || entered < min || entered > max) {
				const bounds = max === Infinity ? `of ${min} or more` : `from ${min} to ${max}`;
				throw new InputError(
					`'${spec.displayName}' must be a whole number ${bounds}`,
					`It is '${String(value)}'. Change it in the node or in the expression that fills it.`,
				);
			}
			return entered;
		},
	};
}

/** A switch; texts such as "true" and "no" from expressions are understood. */
export function toggle(spec: Look & { default?: boolean }): Field<boolean> {
	return {
		...shown(spec, { type: 'boolean', default: spec.default ?? false }),
		parse(value) {
			if (typeof value === 'boolean') return value;
			if (isEmpty(value)) return spec.default ?? false;
			const word = String(value).trim().toLowerCase();
			if (['true', 'yes', '1', 'on'].includes(word)) return true;
			if (['false', 'no', '0', 'off'].includes(word)) return false;
			throw new InputError(`'${spec.displayName}' must be true or false`, `It is '${String(value)}'.`);
		},
	};
}

/** One of a few values; the first one is the default unless `default` says otherwise. */
export function choice<T extends string>(
	spec: Look & { options: Array<{ name: string; value: T; description?: string }>; default?: T },
): Field<T> {
	const first = spec.default ?? spec.options[0]?.value;
	return {
		...shown(spec, {
			type: 'options',
			options: spec.options,
			default: first,
		}),
		parse(value) {
			const entered = isEmpty(value) ? first : value;
			const found = spec.options.find((option) => option.value === entered);
			if (found) return found.value;
			const known = spec.options.map((option) => `'${option.value}'`).join(', ');
			throw new InputError(
				`'${spec.displayName}' has a value that is not offered`,
				`It is '${String(entered)}'; the values are ${known}.`,
			);
		},
	};
}

/** Several of a few values. */
export function choices<T extends string>(
	spec: Look & { options: Array<{ name: string; value: T; description?: string }>; default: T[] },
): Field<T[]> {
	const one = choice(spec as Look & { options: typeof spec.options });
	return {
		...shown(spec, {
			type: 'multiOptions',
			options: spec.options,
			default: spec.default,
		}),
		parse(value, others) {
			const entered: unknown[] = Array.isArray(value) ? value : toText(spec.displayName, value).split(',');
			const chosen = entered.filter((entry) => !isEmpty(entry)).map((entry) => one.parse(entry, others));
			if (spec.required && chosen.length === 0) demand(spec.displayName, '', true);
			return chosen;
		},
	};
}

/** A moment; its value is Unix seconds, or undefined when empty. */
export function moment(spec: Look): Field<number | undefined> {
	return {
		...shown(spec, { type: 'dateTime', default: '' }),
		parse(value) {
			if (isEmpty(value)) return undefined;
			const time = Date.parse(value instanceof Date ? value.toISOString() : String(value));
			if (Number.isNaN(time)) {
				throw new InputError(`'${spec.displayName}' is not a date`, `It is '${String(value)}'.`);
			}
			return Math.floor(time / 1000);
		},
	};
}

/** The value of JSON text, undefined when it is none; what an expression gave is a value already. */
function fromJson(value: unknown): unknown {
	if (typeof value !== 'string') return value;
	try {
		return JSON.parse(value) as unknown;
	} catch {
		return undefined;
	}
}

function jsonField<T>(spec: Look, kind: string, example: string, isKind: (value: unknown) => value is T) {
	const field: Field<T | undefined> = {
		...shown(spec, { type: 'json', default: '' }),
		parse(value) {
			if (isEmpty(value)) return undefined;
			const parsed = fromJson(value);
			if (isKind(parsed)) return parsed;
			throw new InputError(`'${spec.displayName}' is not a JSON ${kind}`, `It must look like ${example}.`);
		},
	};
	return field;
}

/** A JSON object, entered as text or given by an expression; undefined when empty. */
export const json = (spec: Look) => jsonField(spec, 'object', '{ "key": "value" }', isRecord);

const isRecords = (value: unknown): value is Array<Record<string, unknown>> =>
	Array.isArray(value) && value.every(isRecord);

/** A JSON list of objects, entered as text or given by an expression; undefined when empty. */
export const jsonList = (spec: Look) => jsonField(spec, 'list of objects', '[{ "key": "value" }]', isRecords);

/** Several texts: a comma-separated list, or an array from an expression. */
export function list(spec: Look & { default?: string }): Field<string[]> {
	return {
		...text({ placeholder: 'e.g. 101, 102', ...spec }),
		parse(value) {
			const parts: unknown[] = Array.isArray(value) ? value : toText(spec.displayName, value).split(',');
			const entered = parts.map((part) => toText(spec.displayName, part).trim()).filter((part) => part !== '');
			if (spec.required && entered.length === 0) demand(spec.displayName, '', true);
			return entered;
		},
	};
}

/** What an id of a service looks like: the pattern and the words that describe it. */
export interface IdFormat {
	pattern: RegExp;
	words: string;
	placeholder: string;
}

function parseId(label: string, format: IdFormat, value: unknown, required?: boolean): string {
	const raw = typeof value === 'object' && value !== null && 'value' in value ? value.value : value;
	const id = toText(label, raw).trim();
	demand(label, id, required);
	if (id !== '' && !format.pattern.test(id)) {
		throw new InputError(`'${label}' is not a valid ID`, `It must be ${format.words}, but it is '${id}'.`);
	}
	return id;
}

/** An id typed in or given by an expression, where the service offers no list to choose from. */
export function plainId(spec: Look & { format: IdFormat }): Field<string> {
	return {
		...text({ placeholder: spec.format.placeholder, ...spec }),
		id: true,
		parse: (value) => parseId(spec.displayName, spec.format, value, spec.required),
	};
}

/** Several ids: a comma-separated list, or an array from an expression. */
export function idList(spec: Look & { format: IdFormat }): Field<string[]> {
	const entries = list(spec);
	return {
		...entries,
		parse: (value, others) => entries.parse(value, others).map((id) => parseId(spec.displayName, spec.format, id)),
	};
}

/** An id chosen from a searchable list of the service, typed in, or given plainly by an expression. */
export function locator(spec: Look & { format: IdFormat; search: ListSearch }): Field<string> {
	return {
		...shown(spec, {
			type: 'resourceLocator',
			default: { mode: 'list', value: '' },
			modes: [
				{
					displayName: 'From List',
					name: 'list',
					type: 'list',
					typeOptions: { searchListMethod: spec.search.name, searchable: true },
				},
				{
					displayName: 'By ID',
					name: 'id',
					type: 'string',
					placeholder: spec.format.placeholder,
				},
			],
		}),
		id: true,
		search: spec.search,
		parse: (value) => parseId(spec.displayName, spec.format, value, spec.required),
	};
}

const byName = (a: INodeProperties, b: INodeProperties) => a.displayName.localeCompare(b.displayName);

/** Optional fields behind an "Add …" button; only those the user added have a value. */
export function collection<F extends Fields>(spec: Look & { button: string; fields: F }): Field<Partial<Values<F>>> {
	return {
		label: spec.displayName,
		show: spec.show,
		inner: spec.fields,
		property: (name) => ({
			...look(spec),
			name,
			type: 'collection',
			placeholder: spec.button,
			default: {},
			options: Object.entries(spec.fields)
				.map(([key, field]) => ({
					...field.property(key),
					// n8n would miss a required field even where nobody added it
					required: undefined,
					...(field.show && { displayOptions: { show: field.show } }),
				}))
				.sort(byName),
		}),
		parse(value, others) {
			const entered = (value ?? {}) as Record<string, unknown>;
			const given = Object.entries(spec.fields).filter(
				([key, field]) => entered[key] !== undefined && isShown(field, others),
			);
			const read = given.map(([key, field]) => [key, field.parse(entered[key], others)]);
			return Object.fromEntries(read) as Partial<Values<F>>;
		},
	};
}

/** The list searches that fields ask for, by method name. */
export function searchesOf(fields: Fields): Record<string, ListSearch> {
	const searches = Object.values(fields).flatMap(({ search, inner = {} }) => [
		...(search ? [search] : []),
		...Object.values(searchesOf(inner)),
	]);
	return Object.fromEntries(searches.map((search) => [search.name, search]));
}

/** How a parameter is read: `getNodeParameter` of any of n8n's contexts, for one item where there are items. */
export type ReadParameter = (name: string, fallback: unknown, extractValue: boolean) => unknown;

/** The checked values of fields, in their order, after those that are `given`; those that the editor hides keep their defaults. */
export function readFields<F extends Fields>(fields: F, read: ReadParameter, given: object = {}): Values<F> {
	const values: Record<string, unknown> = { ...given };
	for (const [name, field] of Object.entries(fields)) {
		const { default: fallback } = field.property(name);
		const shown = isShown(field, values);
		values[name] = shown ? field.parse(read(name, fallback, field.search !== undefined), values) : fallback;
	}
	return values as Values<F>;
}

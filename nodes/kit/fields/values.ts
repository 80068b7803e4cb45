import { InputError } from '../inputError';
import { isRecord, type Json } from '../json';
import { type Appearance, demand, Field, isEmpty, toText } from './field';

interface NumberAppearance extends Appearance {
	default?: number;
	min?: number;
	max?: number;
}

/** A whole number within bounds. */
export function integer(spec: NumberAppearance): Field<number> {
	return new Field(spec, {
		property: {
			type: 'number',
			default: spec.default ?? 0,
			...((spec.min ?? spec.max) !== undefined && {
				typeOptions: { minValue: spec.min, maxValue: spec.max },
			}),
		},
		parse(value) {
			const entered = isEmpty(value) ? (spec.default ?? 0) : Number(value);
			const { min = -Infinity, max = Infinity } = spec;
			if (!Number.isInteger(entered) || entered < min || entered > max) {
				throw new InputError(
					`'${spec.displayName}' must be a whole number ${boundsFor(entered, min, max)}`,
					`It is '${String(value)}'. Change it in the node or in the expression that fills it.`,
				);
			}
			return entered;
		},
	});
}

/** The bound that a number is beyond; both for what is no number. */
function boundsFor(entered: number, min: number, max: number): string {
	if (entered > max) return `of ${max} or less`;
	return max === Infinity || entered < min ? `of ${min} or more` : `from ${min} to ${max}`;
}

/** A switch; texts such as "true" and "no" from expressions are understood. */
export function toggle(spec: Appearance & { default?: boolean }): Field<boolean> {
	return new Field(spec, {
		property: { type: 'boolean', default: spec.default ?? false },
		parse(value) {
			if (typeof value === 'boolean') return value;
			if (isEmpty(value)) return spec.default ?? false;
			const word = String(value).trim().toLowerCase();
			if (['true', 'yes', '1', 'on'].includes(word)) return true;
			if (['false', 'no', '0', 'off'].includes(word)) return false;
			throw new InputError(`'${spec.displayName}' must be true or false`, `It is '${String(value)}'.`);
		},
	});
}

interface Options<T extends string> {
	options: Array<{ name: string; value: T; description?: string }>;
}

function offered<T extends string>({ displayName, options }: Appearance & Options<T>, entered: unknown): T {
	const found = options.find((option) => option.value === entered);
	if (found) return found.value;
	const known = options.map((option) => `'${option.value}'`).join(', ');
	throw new InputError(
		`'${displayName}' has a value that is not offered`,
		`It is '${String(entered)}'; the values are ${known}.`,
	);
}

/** One of a few values. */
export function choice<T extends string>(spec: Appearance & Options<T> & { default: NoInfer<T> }): Field<T> {
	return new Field(spec, {
		property: { type: 'options', options: spec.options, default: spec.default },
		parse: (value) => (isEmpty(value) ? spec.default : offered(spec, value)),
	});
}

/** Several of a few values. */
export function choices<T extends string>(spec: Appearance & Options<T> & { default: Array<NoInfer<T>> }): Field<T[]> {
	return new Field(spec, {
		property: { type: 'multiOptions', options: spec.options, default: spec.default },
		parse(value, appearance) {
			const entered: unknown[] = Array.isArray(value) ? value : toText(spec.displayName, value).split(',');
			const chosen = entered.filter((entry) => !isEmpty(entry)).map((entry) => offered(spec, entry));
			demand(appearance, chosen.length === 0);
			return chosen;
		},
	});
}

/** A moment; its value is Unix seconds, or undefined when empty. */
export function moment(spec: Appearance): Field<number | undefined> {
	return new Field(spec, {
		property: { type: 'dateTime', default: '' },
		parse(value) {
			if (isEmpty(value)) return undefined;
			const time = Date.parse(value instanceof Date ? value.toISOString() : String(value));
			if (Number.isNaN(time)) {
				throw new InputError(`'${spec.displayName}' is not a date`, `It is '${String(value)}'.`);
			}
			return Math.floor(time / 1000);
		},
	});
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

function jsonField<T>(spec: Appearance, kind: string, example: string, isKind: (value: unknown) => value is T) {
	return new Field<T | undefined>(spec, {
		property: { type: 'json', default: '' },
		parse(value) {
			if (isEmpty(value)) return undefined;
			const parsed = fromJson(value);
			if (isKind(parsed)) return parsed;
			throw new InputError(`'${spec.displayName}' is not a JSON ${kind}`, `It must look like ${example}.`);
		},
	});
}

/** A JSON object, entered as text or given by an expression; undefined when empty. */
export const json = (spec: Appearance) => jsonField(spec, 'object', '{ "key": "value" }', isRecord);

const isRecords = (value: unknown): value is Json[] => Array.isArray(value) && value.every(isRecord);

/** A JSON list of objects, entered as text or given by an expression; undefined when empty. */
export const jsonList = (spec: Appearance) => jsonField(spec, 'list of objects', '[{ "key": "value" }]', isRecords);

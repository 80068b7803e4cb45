import { InputError } from '../inputError';
import { type Appearance, demand, Field, isEmpty, toText } from './field';

interface TextAppearance extends Appearance {
	default?: string;
	rows?: number;
	secret?: boolean;
	maxLength?: number;
}

const stringProperty = ({ default: initial = '', rows, secret }: Omit<TextAppearance, 'displayName'>) => ({
	type: 'string' as const,
	default: initial,
	...((rows ?? secret) && { typeOptions: { rows, password: secret } }),
});

/** Free text, kept exactly as entered. */
export function text(spec: TextAppearance): Field<string> {
	return new Field(spec, {
		property: stringProperty(spec),
		parse(value, appearance) {
			const entered = toText(spec.displayName, value);
			demand(appearance, entered.trim() === '');
			// one emoji is one character to people and databases, and two to JavaScript
			const { length } = [...entered];
			if (spec.maxLength !== undefined && length > spec.maxLength) {
				throw new InputError(
					`'${spec.displayName}' is too long`,
					`Shorten it: it has ${length} characters, and the service takes ${spec.maxLength} at most.`,
				);
			}
			return entered;
		},
	});
}

/** A web address with http or https. */
export function url(spec: Appearance & { default?: string }): Field<string> {
	return new Field(spec, {
		property: stringProperty({ default: spec.default }),
		parse(value, appearance) {
			const entered = toText(spec.displayName, value).trim();
			demand(appearance, entered === '');
			if (entered !== '' && !/^https?:\/\/[^\s/]+/i.test(entered)) {
				throw new InputError(
					`'${spec.displayName}' is not a web address`,
					`It must start with http:// or https://, but it is '${entered}'.`,
				);
			}
			return entered;
		},
	});
}

/** A phone number in any spelling; its value is digits only, e.g. `+7 (925) 000-00-01` becomes `79250000001`. */
export function phone(spec: Appearance): Field<string> {
	const appearance = { placeholder: 'e.g. +7 925 000-00-01', ...spec };
	return new Field(appearance, {
		property: stringProperty({}),
		parse(value, { displayName, required }) {
			const entered = toText(displayName, value).trim();
			demand({ displayName, required }, entered === '');
			const digits = entered.replace(/^\+|[\s().\u2010-\u2015-]/g, '');
			if (entered !== '' && !/^\d{7,15}$/.test(digits)) {
				throw new InputError(
					`'${displayName}' is not a phone number`,
					`Enter it with the country code, e.g. 79250000001. It is '${entered}'.`,
				);
			}
			return digits;
		},
	});
}

/** Several texts: a comma-separated list, or an array from an expression. */
export function list(spec: Appearance & { default?: string }): Field<string[]> {
	return new Field(
		{ placeholder: 'e.g. 101, 102', ...spec },
		{
			property: stringProperty({ default: spec.default }),
			parse(value, appearance) {
				const parts: unknown[] = Array.isArray(value) ? value : toText(spec.displayName, value).split(',');
				const entered = parts.map((part) => toText(spec.displayName, part).trim()).filter((part) => part !== '');
				demand(appearance, entered.length === 0);
				return entered;
			},
		},
	);
}

/** Several texts, each entered in a row of its own and kept with its commas; a row's expression may give an array of them. */
export function texts(spec: Appearance & { button: string }): Field<string[]> {
	const { button, ...look } = spec;
	return new Field(look, {
		property: {
			type: 'string',
			typeOptions: { multipleValues: true, multipleValueButtonText: button },
			default: [],
		},
		parse(value, appearance) {
			const { displayName } = appearance;
			const rows: unknown[] = isEmpty(value) ? [] : [value].flat(2);
			const entered = rows.map((row, index) => {
				const words = toText(`${displayName} ${index + 1}`, row);
				demand({ displayName: `${displayName} ${index + 1}`, required: true }, words.trim() === '');
				return words;
			});
			demand(appearance, entered.length === 0);
			return entered;
		},
	});
}

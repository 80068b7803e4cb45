import { refused } from './errors.ts';

/** What is wrong with a value, in the words and the order of keys of zod 3. */
export interface Issue {
	code: 'invalid_type' | 'too_small' | 'too_big';
	path: string[];
	message: string;
	[detail: string]: unknown;
}

/** Reads a value of this shape; what is wrong goes to the issues. */
export type Shape<Value> = (value: unknown, path: string[], issues: Issue[]) => Value;

type Values<Fields> = { [Name in keyof Fields]: Fields[Name] extends Shape<infer Value> ? Value : never };

export const text =
	(shortest: number, longest = Infinity): Shape<string> =>
	(value, path, issues) => {
		if (typeof value !== 'string') issues.push(wrongType('string', value, path));
		else if (value.length < shortest) issues.push(wrongSize('too_small', shortest, path));
		else if (value.length > longest) issues.push(wrongSize('too_big', longest, path));
		return value as string;
	};

export const flag: Shape<boolean> = (value, path, issues) => {
	if (typeof value !== 'boolean') issues.push(wrongType('boolean', value, path));
	return value as boolean;
};

export const optional =
	<Value>(shape: Shape<Value>): Shape<Value | undefined> =>
	(value, path, issues) =>
		value === undefined ? undefined : shape(value, path, issues);

export const nullable =
	<Value>(shape: Shape<Value>): Shape<Value | null> =>
	(value, path, issues) =>
		value === null ? null : shape(value, path, issues);

/** Drops the fields it does not know. */
export const fields =
	<Fields extends Record<string, Shape<unknown>>>(shapes: Fields): Shape<Values<Fields>> =>
	(value, path, issues) => {
		if (received(value) !== 'object') issues.push(wrongType('object', value, path));
		else {
			const given = value as Record<string, unknown>;
			const entries = Object.entries(shapes);
			return Object.fromEntries(
				entries.map(([name, shape]) => [name, shape(given[name], [...path, name], issues)]),
			) as Values<Fields>;
		}
		return {} as Values<Fields>;
	};

export function inspect<Value>(shape: Shape<Value>, value: unknown): { value: Value; issues: Issue[] } {
	const issues: Issue[] = [];
	return { value: shape(value, [], issues), issues };
}

/** A list of issues is refused as the error. */
export function read<Value>(shape: Shape<Value>, given: unknown): Value {
	const { value, issues } = inspect(shape, given);
	if (issues.length > 0) throw refused(400, issues);
	return value;
}

/** Updates complain of wrong types in detail, but of wrong sizes as of an unknown id. */
export function readUpdate<Value>(shape: Shape<Value>, given: unknown): Value | undefined {
	const { value, issues } = inspect(shape, given);
	if (issues.some(({ code }) => code === 'invalid_type')) throw refused(400, issues);
	return issues.length === 0 ? value : undefined;
}

function wrongType(expected: string, value: unknown, path: string[]): Issue {
	const type = received(value);
	const message = type === 'undefined' ? 'Required' : `Expected ${expected}, received ${type}`;
	return { code: 'invalid_type', expected, received: type, path, message };
}

function wrongSize(code: 'too_small' | 'too_big', limit: number, path: string[]): Issue {
	const [bound, side] = code === 'too_small' ? ['minimum', 'least'] : ['maximum', 'most'];
	const message = `String must contain at ${side} ${limit} character(s)`;
	return { code, [bound]: limit, type: 'string', inclusive: true, exact: false, message, path };
}

function received(value: unknown): string {
	if (value === null) return 'null';
	return Array.isArray(value) ? 'array' : typeof value;
}

import type { IDisplayOptions, INodeProperties, NodeParameterValueType } from 'n8n-workflow';

import { EmptyInput, InputError } from '../inputError';
import type { Json } from '../json';

/** What every kind of field has. */
export interface Appearance {
	displayName: string;
	description?: string;
	hint?: string;
	placeholder?: string;
	required?: boolean;
	/** What it is where the node is a tool of an agent: another default, which a fixed one keeps. */
	inTool?: { default: NodeParameterValueType; isFixed?: true };
	/** Shown only while other parameters hold these values, e.g. `{ provider: ['avito'] }`. */
	show?: IDisplayOptions['show'];
}

/** What a field is chosen from. */
export interface Listed {
	/** The name by which the editor asks for it. */
	method: string;
}

/** One kind of field: its property of n8n, and how a raw value is read and checked. */
export interface Kind<T> {
	property: Omit<INodeProperties, 'displayName' | 'name'>;
	/** Returns the checked value, or throws an `InputError` naming the label. `others` are the fields read before it. */
	parse(value: unknown, appearance: Appearance, others: Record<string, unknown>): T;
	/** Whether the value names something of the service, so that "not found" can point at it. */
	id?: boolean;
	/** What the service calls the thing, where it is not the label's first word. */
	noun?: string;
	/** What it is chosen from. */
	list?: Listed;
	/** The fields inside it, where it holds others. */
	inner?: Fields;
	/** Where an empty one is taken from: what the run has told of its item before. */
	inherits?: Inheritance;
}

/** How a value that was left empty is found. */
export interface Inheritance {
	/** The value in what one node put out; empty for none. */
	from(json: Json): unknown;
	/** What is taken only where nothing else tells. */
	isLast?(json: Json): boolean;
	/** Where nothing tells it: the only one that the account has; undefined where it has several. */
	only?(api: unknown): Promise<string | undefined>;
	/** What the user may do where none is found. */
	advice: string;
	/** What the editor shows in the empty field: what will be taken. */
	placeholder: string;
}

/** What is taken of the items that came before, nearest first; empty for nothing. */
export function inheritedFrom(past: Iterable<Json>, { from, isLast }: Inheritance): unknown {
	let last: unknown;
	for (const json of past) {
		const value = from(json);
		if (isEmpty(value)) continue;
		if (!isLast?.(json)) return value;
		last ??= value;
	}
	return last;
}

/**
 * One input of an operation: how it looks in the editor, and how its raw value is read and checked. It is varied by the
 * functions below; what is spread is no field any more.
 */
export class Field<T = unknown> {
	readonly appearance: Appearance;
	readonly kind: Kind<T>;

	constructor(appearance: Appearance, kind: Kind<T>) {
		this.appearance = appearance;
		this.kind = kind;
	}

	get label(): string {
		return this.appearance.displayName;
	}

	/** Its value where the editor hides it. */
	get initial(): T {
		return this.kind.parse(this.default, { ...this.appearance, required: false }, {});
	}

	/** What n8n fills in where the user entered nothing. */
	get default(): NodeParameterValueType {
		return this.kind.property.default;
	}

	/** The node property, without the `displayOptions` that the operation adds. */
	property(name: string): INodeProperties {
		const { displayName, description, hint, placeholder, required } = this.appearance;
		return {
			displayName,
			...(description && { description }),
			...(hint && { hint }),
			...(placeholder && { placeholder }),
			...(required && { required }),
			name,
			...this.kind.property,
		};
	}

	/** Returns the checked value, or throws an `InputError` naming the label. */
	parse(value: unknown, others: Record<string, unknown> = {}): T {
		return this.kind.parse(value, this.appearance, others);
	}

	/** The same value where it was left empty: taken from the items that came before, nearest first. */
	inherit(past: Iterable<Json>, others: Record<string, unknown> = {}): T {
		const inherits = this.kind.inherits!;
		const value = inheritedFrom(past, inherits);
		if (isEmpty(value)) throw new EmptyInput(this.label, inherits.advice);
		return this.parse(value, others);
	}

	/** Whether the editor shows it, given the values of the others; a hidden one is neither demanded nor sent. */
	isShown(others: Record<string, unknown>): boolean {
		return Object.entries(this.appearance.show ?? {}).every(([name, values]) =>
			(values as unknown[] | undefined)?.includes(others[name]),
		);
	}
}

export type Fields = Record<string, Field>;
export type Value<F> = F extends Field<infer T> ? T : never;
export type Values<F extends Fields> = { [K in keyof F]: Value<F[K]> };

const varied = <T>({ appearance, kind }: Field<T>, changes: Partial<Appearance>): Field<T> =>
	new Field({ ...appearance, ...changes }, kind);

/** The field, demanded. */
export const required = <T>(field: Field<T>): Field<T> => varied(field, { required: true });

/** The field with other words under it. */
export const described = <T>(field: Field<T>, description: string): Field<T> => varied(field, { description });

/** The field, shown only while other parameters hold these values. */
export const shownIf = <T>(show: Appearance['show'], field: Field<T>): Field<T> =>
	varied(field, { show: { ...field.appearance.show, ...show } });

/** The field, shown only in one version of the service's API. */
export const inVersion = <T>(version: string, field: Field<T>): Field<T> => shownIf({ apiVersion: [version] }, field);

/** The field, which may be left empty: then it is what the run has told before. */
export const inherited = <T>(field: Field<T>, inherits: Inheritance): Field<T> => {
	const { appearance, kind } = optional(field, inherits.placeholder);
	return new Field(appearance, { ...kind, inherits });
};

/** The field, which may be left empty; what is taken then stands in it. */
export const optional = <T>({ appearance, kind }: Field<T>, placeholder: string): Field<T> => {
	const { modes, ...property } = kind.property;
	const chosen = modes?.map((mode) => (mode.type === 'list' ? { ...mode, placeholder } : mode));
	return new Field(
		{ ...appearance, required: false },
		{ ...kind, property: { ...property, ...(chosen && { modes: chosen }) } },
	);
};

/** The field, kept for the workflows that were saved with it; the editor no longer shows it. */
export const retired = <T>({ appearance, kind }: Field<T>): Field<T> =>
	new Field(
		{ ...appearance, required: false },
		{ ...kind, property: { type: 'hidden', default: kind.property.default } },
	);

export const isEmpty = (value: unknown) =>
	value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/** The text of a value from the editor or an expression: strings as they are, numbers in digits. */
export function toText(label: string, value: unknown, kind = 'text'): string {
	if (isEmpty(value)) return '';
	if (typeof value === 'string') return value;
	if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value);
	const advice = Array.isArray(value)
		? "It holds a list: take one entry in the expression, or use a 'Split Out' node before this one."
		: 'It holds an object: name one of its fields in the expression, e.g. .id at its end.';
	throw new InputError(`'${label}' must be ${kind}`, advice);
}

/** Throws an `InputError` where a demanded field is empty. */
export function demand({ displayName, required: demanded }: Appearance, empty: boolean): void {
	if (demanded && empty) throw new EmptyInput(displayName, `Enter a value for '${displayName}'.`);
}

import { Refusal } from '../common/refusal.ts';

const refuse = (message: string): never => {
	throw new Refusal(400, message);
};

/** What a request brought, checked name by name. A blank value counts as not given, except for `text`. */
export class Input {
	readonly values: Record<string, unknown>;

	constructor(values: unknown) {
		this.values = typeof values === 'object' && values !== null ? (values as Record<string, unknown>) : {};
	}

	text(name: string, longest = Infinity): string | undefined {
		const value = this.values[name] ?? undefined;
		if (value === undefined) return undefined;
		if (typeof value !== 'string') return refuse(`${name} must be a String`);
		if (value.length > longest) return refuse(`${name} must be a String not more than ${longest} symbols`);
		return value;
	}

	required(name: string, longest?: number): string {
		return this.text(name, longest)?.trim() ? this.text(name)! : refuse(`${name} is required`);
	}

	integer(name: string): number | undefined {
		const value = this.#given(name);
		if (value === undefined) return undefined;
		return toInteger(value) ?? refuse(`${name} must be an integer`);
	}

	flag(name: string): boolean | undefined {
		const value = this.#given(name);
		if (value === undefined) return undefined;
		if (['true', '1'].includes(String(value))) return true;
		return ['false', '0'].includes(String(value)) ? false : refuse(`${name} must be a boolean`);
	}

	oneOf(name: string, allowed: readonly string[]): string | undefined {
		const value = this.#given(name);
		if (value === undefined || allowed.includes(value as string)) return value as string | undefined;
		return refuse(`${name} must be one of ${allowed.join(', ')}`);
	}

	phone(name: string): string | undefined {
		const value = this.#given(name);
		if (value === undefined) return undefined;
		return /^\d{11,15}$/.test(String(value)) ? String(value) : refuse(`${name} must be in format 79250000001`);
	}

	integers(name: string): number[] {
		return this.list(name).map((value) => toInteger(value) ?? refuse(`${name} must be an Array of integers`));
	}

	list(name: string): unknown[] {
		const value = this.#given(name) ?? [];
		return Array.isArray(value) ? value : refuse(`${name} must be an Array`);
	}

	object(name: string): Input | undefined {
		const value = this.#given(name);
		if (value === undefined) return undefined;
		if (typeof value !== 'object' || Array.isArray(value)) return refuse(`${name} must be an Object`);
		return new Input(value);
	}

	#given(name: string): unknown {
		const value = this.values[name];
		return value === null || value === '' ? undefined : value;
	}
}

function toInteger(value: unknown): number | undefined {
	return /^-?\d{1,15}$/.test(String(value)) ? Number(value) : undefined;
}

export type Fields = Record<string, unknown>;

const isObject = (value: unknown): value is Fields =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

function put(at: unknown, [key, ...rest]: string[], value: unknown): unknown {
	if (key === undefined) return value;
	if (key === '') return [...(Array.isArray(at) ? at : []), put(undefined, rest, value)];
	const into = isObject(at) ? at : {};
	into[key] = put(Object.hasOwn(into, key) ? into[key] : undefined, rest, value);
	return into;
}

/** Sets `a[b][]=value` the way Rails and PHP read such names. */
export function assign(fields: Fields, name: string, value: unknown): void {
	const [, root = name, keys = ''] = /^([^[]+)((?:\[[^\]]*\])+)$/.exec(name) ?? [];
	put(fields, [root, ...Array.from(keys.matchAll(/\[([^\]]*)\]/g), ([, key = '']) => key)], value);
}

export function parseForm(text: string): Fields {
	const fields: Fields = {};
	for (const [name, value] of new URLSearchParams(text)) assign(fields, name, value);
	return fields;
}

import type { Json } from '../json';
import { type Fields, isEmpty, type Values } from './field';

/** How a parameter is read: `getNodeParameter` of any of n8n's contexts, for one item where there are items. */
export type ReadParameter = (name: string, fallback: unknown, extractValue: boolean) => unknown;

/**
 * The checked values of fields, in their order; those that the editor hides keep their defaults. What is `given` shows and
 * hides too. An empty one may be taken from the `past` of its name.
 */
export function readFields<F extends Fields>(
	fields: F,
	read: ReadParameter,
	given: object = {},
	past: (name: string) => Iterable<Json> = () => [],
): Values<F> {
	const seen: Record<string, unknown> = { ...given };
	const values: Record<string, unknown> = {};
	for (const [name, field] of Object.entries(fields)) {
		const entered = () => {
			const value = field.parse(read(name, field.default, field.kind.list !== undefined), seen);
			return field.kind.inherits && isEmpty(value) ? field.inherit(past(name), seen) : value;
		};
		seen[name] = values[name] = field.isShown(seen) ? entered() : field.initial;
	}
	return values as Values<F>;
}

import type { Fields, Values } from './field';

/** How a parameter is read: `getNodeParameter` of any of n8n's contexts, for one item where there are items. */
export type ReadParameter = (name: string, fallback: unknown, extractValue: boolean) => unknown;

/** The checked values of fields, in their order; those that the editor hides keep their defaults. What is `given` shows and hides too. */
export function readFields<F extends Fields>(fields: F, read: ReadParameter, given: object = {}): Values<F> {
	const seen: Record<string, unknown> = { ...given };
	const values: Record<string, unknown> = {};
	for (const [name, field] of Object.entries(fields)) {
		const entered = () => field.parse(read(name, field.default, field.kind.list !== undefined), seen);
		seen[name] = values[name] = field.isShown(seen) ? entered() : field.initial;
	}
	return values as Values<F>;
}

import type { IExecuteFunctions } from 'n8n-workflow';

import type { ReadParameter } from './fields';

/** Whether a value is an expression or holds one, however deep. */
const hasExpression = (raw: unknown): boolean =>
	typeof raw === 'object' && raw !== null
		? Object.values(raw).some(hasExpression)
		: typeof raw === 'string' && raw.startsWith('=');

/** Reads the parameters of a node for its items. One without an expression is the same for all of them, and read once. */
export function parametersOf(context: IExecuteFunctions): (item: number) => ReadParameter {
	const entered = context.getNode().parameters;
	const same = new Map<string, unknown>();
	return (item) => (name, fallback, extractValue) => {
		if (same.has(name)) return same.get(name);
		const value = context.getNodeParameter(name, item, fallback, { extractValue }) as unknown;
		if (!hasExpression(entered[name])) same.set(name, value);
		return value;
	};
}

import type { INodeParameters } from 'n8n-workflow';

import type { Fields } from './fields';
import { EmptyInput, InputError } from './inputError';
import { recordOf } from './json';

/** Whether a parameter is filled by an expression, as it is stored with the node. */
export const isExpression = (raw: unknown): boolean =>
	typeof raw === 'string' ? raw.startsWith('=') : isExpressionInside(recordOf(raw).value);

const isExpressionInside = (value: unknown) => typeof value === 'string' && value.startsWith('=');

/** The same refusal, unless an expression gave nothing: that is another mistake than a field nobody filled in. */
export function ofExpression(cause: unknown, fields: Fields, entered: INodeParameters): unknown {
	if (!(cause instanceof EmptyInput)) return cause;
	const places = Object.entries(fields).flatMap(([name, field]) => [
		{ label: field.label, raw: entered[name] },
		...Object.entries(field.kind.inner ?? {}).map(([inner, { label }]) => ({
			label,
			raw: recordOf(entered[name])[inner],
		})),
	]);
	const isOne = places.some(({ label, raw }) => label === cause.label && isExpression(raw));
	if (!isOne) return cause;
	return new InputError(`The expression in '${cause.label}' gave nothing for this item`, cause.description);
}

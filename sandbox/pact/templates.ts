import { Refusal } from '../common/refusal.ts';
import type { Template } from './state.ts';

/** A template's text with the values, which came in the parameter called `name`, in place of {{1}}, {{2}}, … */
export function filled({ body, substitutionsCount }: Template, name: string, values: unknown[]): string {
	if (values.length !== substitutionsCount) {
		throw new Refusal(400, `${name} must have ${substitutionsCount} elements`);
	}
	return body.replace(/\{\{(\d+)\}\}/g, (_, position: string) => String(values[Number(position) - 1]));
}

import type { Endpoints } from '../../../../common/call.ts';
import { Input } from '../../../input.ts';
import type { Template } from '../../../state.ts';
import type { P2Call } from '../call.ts';
import { templateObject } from '../objects.ts';
import { paged } from '../paging.ts';

const ORDERS = ['asc', 'desc'];

export const templates: Endpoints<P2Call> = {
	'GET /api/p2/waba_templates': ({ pact, companies, input }) => {
		const ids = companies.map(({ id }) => id);
		const own = pact.state.templates
			.filter(({ companyId }) => ids.length === 0 || ids.includes(companyId))
			.toSorted(order(input.object('sort') ?? new Input({})));
		const { items, meta } = paged(input, own);
		return { waba_templates: items.map(templateObject), meta };
	},
};

function order(sort: Input): (a: Template, b: Template) => number {
	const byPosition = sort.oneOf('position', ORDERS);
	if (byPosition) return (a, b) => turned(byPosition, a.position - b.position);
	const byTime = sort.oneOf('created_at', ORDERS) ?? 'desc';
	return (a, b) => turned(byTime, a.createdAt.localeCompare(b.createdAt) || a.id - b.id);
}

const turned = (direction: string, difference: number): number => (direction === 'desc' ? -difference : difference);

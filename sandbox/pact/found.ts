import { Refusal } from '../common/refusal.ts';

export function found<Item>(items: Item[], what: string, fits: (item: Item) => boolean): Item {
	const item = items.find(fits);
	if (!item) throw new Refusal(404, `${what} is not found`);
	return item;
}

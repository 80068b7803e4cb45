import type { Client } from '../../shared/client';
import { InputError } from '../../shared/fields';
import { take } from '../../shared/pagination';
import type { Caller, Slot } from '../../shared/trigger';
import { wire } from '../api';
import { triggerFields } from '../events';
import { P2 } from './api';
import { understand } from './events';

const MOST_WEBHOOKS = 5;

/** p2 keeps up to five webhooks a company; ours is the one with our address, and the others are never touched. */
function slot(client: Client, company: string, ours: string): Slot {
	const api = new P2(client);
	const owner = `Company '${company}'`;
	const all = async () => await take(api.webhooks(company, { limit: Infinity }), Infinity);
	const own = async () => (await all()).filter(({ url }) => url === ours);

	const create = async () => {
		const taken = (await all()).map(({ url }) => String(url));
		if (taken.length >= MOST_WEBHOOKS) {
			throw new InputError(
				`${owner} already has ${MOST_WEBHOOKS} webhooks, and Pact allows no more`,
				`They report to ${taken.join(', ')}. Delete one of them with the operation Webhook: Delete, then publish again.`,
			);
		}
		return await api.createWebhook(company, ours);
	};

	return {
		owner,
		read: async () => ({ address: (await own()).some(({ active }) => active === true) ? ours : '' }),
		async write({ address }) {
			const standing = await own();
			if (address === '') {
				for (const { id } of standing) await api.deleteWebhook(company, String(id));
				return;
			}
			// created inactive: activating it makes Pact test the address, and one that fails the test is not left behind
			const id = String((standing[0] ?? (await create())).id);
			await api.updateWebhook(company, id, { active: true }).catch(async (cause) => {
				await api.deleteWebhook(company, id);
				return await Promise.reject(cause as Error);
			});
		},
	};
}

/** Pact p2 as a service that calls back: up to 5 repeats, 60 seconds apart. */
export const caller: Caller<typeof triggerFields> = {
	wire,
	fields: triggerFields,
	repeatsForMs: 10 * 60_000,
	testsAddress: true,
	slot: (client, values, address) => slot(client, values.companyId, address),
	understand,
};

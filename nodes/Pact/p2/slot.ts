import { InputError, type Slot, take } from '../../kit';
import type { P2 } from './api';
import { createWebhook, deleteWebhook, updateWebhook, webhooksOf } from './webhooks';

const MOST_WEBHOOKS = 5;

/** p2 keeps up to five webhooks a company; ours is the one with our address, and the others are never touched. */
export function slot(api: P2, company: string, ours: string): Slot {
	const owner = `Company '${company}'`;
	const all = () => take(webhooksOf(api, company, Infinity), Infinity);
	const own = async () => (await all()).filter(({ url }) => url === ours);

	const create = async () => {
		const taken = (await all()).map(({ url }) => String(url));
		if (taken.length >= MOST_WEBHOOKS) {
			throw new InputError(
				`${owner} already has ${MOST_WEBHOOKS} webhooks, and Pact allows no more`,
				`They report to ${taken.join(', ')}. Delete one of them with the operation Webhook: Delete, then publish again.`,
			);
		}
		return await createWebhook(api, company, ours);
	};

	return {
		owner,
		read: async () => ({ address: (await own()).some(({ active }) => active === true) ? ours : '' }),
		async write({ address }) {
			const standing = await own();
			if (address === '') {
				for (const { id } of standing) await deleteWebhook(api, company, String(id));
				return;
			}
			// created inactive: activating it makes Pact test the address, and one that fails the test is not left behind
			const id = String((standing[0] ?? (await create())).id);
			await updateWebhook(api, company, id, { active: true }).catch(async (cause) => {
				await deleteWebhook(api, company, id);
				return await Promise.reject(cause as Error);
			});
		},
	};
}

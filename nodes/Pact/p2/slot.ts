import { InputError, keyIn, type OwnAddress, type Slot, take, withoutKey } from '../../kit';
import type { P2 } from './api';
import { createWebhook, deleteWebhook, updateWebhook, webhooksOf } from './webhooks';

const MOST_WEBHOOKS = 5;

/** p2 keeps up to five webhooks a company; ours are those with an address of the node, and the others are never touched. */
export function slot(api: P2, company: string, own: OwnAddress): Slot {
	const owner = `Company '${company}'`;

	/** All webhooks, those that are called first. */
	const webhooks = async () => {
		const all = await take(webhooksOf(api, company, Infinity), Infinity);
		return all
			.map(({ id, url, active }) => ({ id: String(id), url: String(url), active: active === true }))
			.sort((one, other) => Number(other.active) - Number(one.active));
	};

	const remove = async (meant: Array<{ id: string }>) => {
		for (const { id } of meant) await deleteWebhook(api, company, id);
	};

	const create = async (address: string) => {
		const taken = await webhooks();
		if (taken.length >= MOST_WEBHOOKS) {
			throw new InputError(
				`${owner} already has ${MOST_WEBHOOKS} webhooks, and Pact allows no more: delete one with the operation Webhook: Delete, then publish again`,
				`They report to ${taken.map(({ url }) => withoutKey(url)).join(', ')}.`,
			);
		}
		return String((await createWebhook(api, company, address)).id);
	};

	return {
		owner,
		async read() {
			const all = await webhooks();
			const called = all.filter(({ active }) => active);
			const standing = called.find(({ url }) => own.is(url)) ?? called.find(({ url }) => own.was(url));
			const keys = all.filter(({ url }) => own.names(url)).map(({ url }) => keyIn(url));
			return { address: standing?.url ?? '', secrets: keys.filter(Boolean) };
		},
		async write({ address }) {
			const all = await webhooks();
			if (address === '') return await remove(all.filter(({ url }) => own.was(url)));
			const [standing, ...doubles] = all.filter(({ url }) => own.is(url));
			await remove([...doubles, ...all.filter(({ url }) => own.replaces(url))]);
			// created inactive: activating it makes Pact test the address, and one that fails the test is not left behind
			const id = standing?.id ?? (await create(address));
			await updateWebhook(api, company, id, { url: address, active: true }).catch(async (cause) => {
				await deleteWebhook(api, company, id);
				return await Promise.reject(cause as Error);
			});
		},
	};
}

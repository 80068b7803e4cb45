import { InputError, keyIn, type OwnAddress, type Slot, take, withoutKey } from '../../kit';
import { onlyCompany } from '../companies';
import type { P2 } from './api';
import { createWebhook, deleteWebhook, updateWebhook, webhooksOf } from './webhooks';

const MOST_WEBHOOKS = 5;

const webhooksIn = async (api: P2, company: string) =>
	(await take(webhooksOf(api, company, Infinity), Infinity)).map(({ id, url, active }) => ({
		id: String(id),
		url: String(url),
		active: active === true,
	}));

/** The company where none was chosen: the only one, else the one where our address stands, from the time when it was that. */
async function companyOf(api: P2, own: OwnAddress): Promise<string> {
	const only = await onlyCompany(api.p1);
	if (only !== undefined) return only;
	for await (const { external_id: id } of api.p1.list('/companies', 'companies', { limit: Infinity })) {
		const all = await webhooksIn(api, String(id));
		if (all.some(({ url }) => own.was(url) || own.names(url))) return String(id);
	}
	throw new InputError("Choose a 'Company': the account has several", 'The trigger listens to one of them.');
}

/** p2 keeps up to five webhooks a company; ours are those with an address of the node, and the others are never touched. */
export function slot(api: P2, chosen: string, own: OwnAddress): Slot {
	const owner = chosen === '' ? 'The company' : `Company '${chosen}'`;
	let found: Promise<string> | undefined;
	const meant = async () => await (found ??= chosen === '' ? companyOf(api, own) : Promise.resolve(chosen));

	/** All webhooks, those that are called first. */
	const webhooks = async () => {
		const all = await webhooksIn(api, await meant());
		return all.sort((one, other) => Number(other.active) - Number(one.active));
	};

	const remove = async (unwanted: Array<{ id: string }>) => {
		for (const { id } of unwanted) await deleteWebhook(api, await meant(), id);
	};

	const create = async (address: string) => {
		const taken = await webhooks();
		if (taken.length >= MOST_WEBHOOKS) {
			throw new InputError(
				`${owner} already has ${MOST_WEBHOOKS} webhooks, and Pact allows no more: delete one with the operation Webhook: Delete, then publish again`,
				`They report to ${taken.map(({ url }) => withoutKey(url)).join(', ')}.`,
			);
		}
		return String((await createWebhook(api, await meant(), address)).id);
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
			const company = await meant();
			await updateWebhook(api, company, id, { url: address, active: true }).catch(async (cause) => {
				await deleteWebhook(api, company, id);
				return await Promise.reject(cause as Error);
			});
		},
	};
}

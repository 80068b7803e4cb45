import { type IHookFunctions, type IN8nHttpFullResponse, type INodeType, NodeOperationError } from 'n8n-workflow';

import { connected } from '../edge';
import { RequestFailed, statusOf } from '../failure';
import { toggle } from '../fields';
import { idsIn } from '../ids';
import type { Service } from '../service';
import { perProcess } from '../shared';
import { keyIn, withKey, withoutKey } from '../triggerKey';
import { isSameOrigin, type OwnAddress, ownAddress } from './address';
import { forgetOld, type Memory, memoryOf } from './memory';
import { parametersOf, versionOf } from './parameters';
import type { Occupant, Slot, WebhookTrigger } from './trigger';

/** A service whose trigger is called back. */
export type CallingService = Service & { trigger: WebhookTrigger };

/** The option of a trigger whose service keeps a single address. */
export const replaceExisting = toggle({
	displayName: 'Replace Existing Webhook',
	description:
		'Whether to replace an address that belongs to another system; it is put back when the workflow is unpublished',
});

const NOBODY: Occupant = { address: '' };

/** The names of the workflows that listen, by their addresses, as far as this process has published them. */
const listeners = perProcess('listeners.v1', () => new Map<string, string>());

/** What stood where the tests of this process listen, by their addresses: n8n keeps the memory of a test apart. */
const borrowed = perProcess('borrowed.v1', () => new Map<string, Occupant>());

/** Everything the three hooks need: our addresses, the slot, what stands there, and what is remembered. */
interface Situation {
	own: OwnAddress;
	slot: Slot;
	memory: Memory;
	/** Whether it is "Listen for test event". */
	testing: boolean;
	/** Whether calls are to be verified with a secret that the service does not have. */
	unprovable: boolean;
	replaces: boolean;
	/** undefined when the service does not tell. */
	current?: Occupant;
	/** Whether an address stands in the slot as it should: called in our way, and with a key where that is the proof. */
	isComplete(occupant: Occupant): boolean;
}

/** Does the work of a hook in the situation it finds. */
async function inSituation<T>(
	context: IHookFunctions,
	service: CallingService,
	work: (situation: Situation) => Promise<T>,
): Promise<T> {
	const version = versionOf(context, service);
	const entered = () => parametersOf(context, service);
	const inThis = async (api: unknown) => {
		const fields = entered();
		const memory = memoryOf(context);
		forgetOld(memory);
		const testing = context.getMode() === 'manual';
		const own = ownAddress({
			address: context.getNodeWebhookUrl('default') ?? '',
			id: context.getNode().webhookId ?? String(context.getWorkflow().id),
			registered: memory.address,
			testing,
		});
		const { signature } = service.trigger;
		const slot = service.trigger.callers[version]!.slot(api, fields, own);
		const found = await slot.read();
		const current: Occupant | undefined = found && { address: found.address, method: found.method };
		const unprovable = signature?.isWanted(fields) === true && !found?.secrets?.length;
		const isComplete = ({ address, method = 'POST' }: Occupant) =>
			own.is(address) && method === 'POST' && (signature !== undefined || keyIn(address) !== '');
		const replaces = (fields.options as { replaceExisting?: boolean }).replaceExisting === true;
		return await work({ own, slot, memory, testing, unprovable, replaces, current, isComplete });
	};
	const ids = () => idsIn(service.trigger.fields, entered());
	return await connected(context, service, version, inThis, { ids });
}

/** n8n's `checkExists`: whether the service reports to this node now. A test begins anew, to know what it borrows. */
const isRegistered = async (context: IHookFunctions, service: CallingService): Promise<boolean> =>
	await inSituation(context, service, async ({ own, current, memory, testing, unprovable, isComplete }) => {
		if (testing || unprovable) return false;
		const isThere = current ? isComplete(current) : own.is(memory.address ?? '');
		if (isThere) listens(context, own);
		return isThere;
	});

const listens = (context: IHookFunctions, { address }: OwnAddress) =>
	listeners.set(address, context.getWorkflow().name ?? '');

/** n8n's `create`: has the service report to this node, unless that would take the place of somebody else. */
async function register(context: IHookFunctions, service: CallingService): Promise<boolean> {
	const { service: name } = service.wire;
	return await inSituation(context, service, async (situation) => {
		const { slot, own, memory, testing, unprovable, replaces, current = NOBODY, isComplete } = situation;
		if (unprovable) {
			throw new NodeOperationError(
				context.getNode(),
				`${name} did not say which secret it signs its calls with: give the account a webhook secret in ${name}, or switch off 'Verify Signature'`,
				{
					description:
						"Without the secret nobody could tell its calls from forged ones. With 'Verify Signature' off, anyone who knows the address can start this workflow.",
				},
			);
		}
		// while a test of this workflow listens, the place is that of whom it borrows from
		const before = (!testing && borrowed.get(withoutKey(current.address))) || current;
		const isNeighbour = isSameOrigin(before.address, own.address);
		// a test borrows the place of another workflow here: what arrives meanwhile is passed on, and it comes back
		const isLent = testing && isNeighbour;
		if (before.address !== '' && !own.owns(before.address) && !replaces && !isLent) {
			throw taken(context, { name, owner: slot.owner, address: withoutKey(before.address), isNeighbour });
		}
		memory.testing = testing;
		if (testing) {
			memory.previous = own.is(current.address) ? published(current) : current;
			borrowed.set(own.address, memory.previous);
		} else if (!own.owns(before.address)) memory.previous = remembered(before);
		if (!isComplete(current)) {
			// what is passed on is proved with the same key to whom the place is borrowed from
			const key = own.owns(current.address) || isLent ? keyIn(current.address) : '';
			const address = service.trigger.signature ? own.address : withKey(own.address, key);
			await slot.write({ address }).catch(service.trigger.testsAddress ? unreachable(own.address) : rethrow);
		}
		memory.address = own.address;
		listens(context, own);
		return true;
	});
}

/** The refusal to cut somebody off; the editor shows its message alone, so that says what to do. */
function taken(
	context: IHookFunctions,
	{ name, owner, address, isNeighbour }: { name: string; owner: string; address: string; isNeighbour: boolean },
): NodeOperationError {
	const workflow = listeners.get(address);
	const neighbour = workflow ? `another workflow of this n8n, '${workflow}'` : 'another workflow of this n8n';
	const whose = isNeighbour ? neighbour : 'another system';
	const message = `${owner} already reports to ${whose} (${address}): ${isNeighbour ? 'unpublish that one' : `remove it in ${name}`}, or switch on 'Replace Existing Webhook' under Options`;
	return new NodeOperationError(context.getNode(), message, {
		description: `${name} keeps one address there, so this trigger would cut that one off. With 'Replace Existing Webhook' it takes the place for as long as this workflow is active, then the other one comes back.`,
	});
}

/** An address that waits to come back. A key in it is another workflow's secret; it gets a new one, which is as good. */
const remembered = ({ address, method }: Occupant): NonNullable<Memory['previous']> => ({
	address: withoutKey(address),
	method,
	keyed: keyIn(address) !== '',
});

/** What a test has borrowed from that was not ended: its own address still stands there. */
const published = ({ address, method }: Occupant): NonNullable<Memory['previous']> =>
	address.includes('/webhook-test/')
		? remembered({ address: address.replace('/webhook-test/', '/webhook/'), method })
		: NOBODY;

function rethrow(cause: unknown): never {
	throw cause;
}

/** A refusal of the address most often means that the service cannot reach n8n, which its words seldom say. */
const unreachable =
	(address: string) =>
	(cause: unknown): never => {
		const refused = cause instanceof RequestFailed && [400, 422].includes(statusOf(cause) ?? 0);
		throw refused ? new RequestFailed({ kind: 'addressRefused', by: cause.failure, address }) : cause;
	};

/** n8n's `delete`: puts back what stood there before, but only where our address still stands. */
async function unregister(context: IHookFunctions, service: CallingService): Promise<boolean> {
	return await inSituation(context, service, async ({ slot, own, memory, current }) => {
		const standing = current?.address ?? memory.address ?? '';
		const isPublished = memory.address !== undefined && memory.testing !== true;
		// a published workflow that goes also takes back what its own test has borrowed
		if (own.is(standing) || (isPublished && own.owns(standing))) {
			const previous = await whatComesBack(context, own, memory);
			await (service.trigger.testsAddress ? restore(slot, previous) : slot.write(previous));
		}
		delete memory.previous;
		delete memory.address;
		delete memory.testing;
		listeners.delete(own.address);
		borrowed.delete(own.address);
		return true;
	});
}

/** What stood there before, unless it is an address of this n8n where nobody listens any more. */
async function whatComesBack(context: IHookFunctions, own: OwnAddress, { previous }: Memory): Promise<Occupant> {
	if (!previous?.address) return NOBODY;
	const { address, method, keyed } = previous;
	if (isSameOrigin(address, own.address) && (await isOff(context, address))) return NOBODY;
	return { address: keyed ? withKey(address) : address, method };
}

/** n8n names the methods that an address takes to whoever asks from a web page; none, when nobody listens there. */
async function isOff(context: IHookFunctions, address: string): Promise<boolean> {
	try {
		const { statusCode, headers } = (await context.helpers.httpRequest({
			url: address,
			method: 'HEAD',
			headers: { origin: new URL(address).origin },
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			timeout: 5_000,
		})) as IN8nHttpFullResponse;
		return statusCode === 404 && headers['access-control-allow-methods'] === undefined;
	} catch (error) {
		context.logger.debug(`Nobody knows whether ${address} is in use: ${(error as Error).message}`);
		return false;
	}
}

/** A service that tests addresses refuses one that is gone; then none is better than ours, where nobody listens. */
async function restore(slot: Slot, previous: Occupant): Promise<void> {
	try {
		await slot.write(previous);
	} catch {
		await slot.write(NOBODY);
	}
}

/** n8n's three hooks around the address of a webhook trigger. */
export const webhookMethods = (service: CallingService): INodeType['webhookMethods'] => ({
	default: {
		async checkExists(this: IHookFunctions) {
			return await isRegistered(this, service);
		},
		async create(this: IHookFunctions) {
			return await register(this, service);
		},
		async delete(this: IHookFunctions) {
			return await unregister(this, service);
		},
	},
});

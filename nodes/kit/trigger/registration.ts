import { type IHookFunctions, type INodeType, NodeOperationError } from 'n8n-workflow';

import { connected } from '../edge';
import { RequestFailed, statusOf } from '../failure';
import { toggle } from '../fields';
import type { Service } from '../service';
import { type Memory, memoryOf } from './memory';
import { parametersOf, versionOf } from './parameters';
import type { Occupant, Slot, WebhookTrigger } from './trigger';

/** A service whose trigger is called back. */
export type CallingService = Service & { trigger: WebhookTrigger };

/** The option of a trigger whose service keeps a single address. */
export const replaceExisting = toggle({
	displayName: 'Replace Existing Webhook',
	description:
		'Whether to take the place of an address that belongs to another system; it comes back when the workflow is deactivated',
});

const NOBODY: Occupant = { address: '' };

/** Whether an address stands in a slot and is called in our way. */
const stands = (address: string, { address: other, method = 'POST' }: Occupant) =>
	other === address && method === 'POST';

/** Everything the three hooks need: our address, the slot, what stands there, and what is remembered. */
interface Situation {
	address: string;
	slot: Slot;
	memory: Memory;
	/** Whether an address is the test or the production address of this node. */
	ours(address: string): boolean;
	replaces: boolean;
	/** undefined when the service does not tell. */
	current?: Occupant;
}

/** Does the work of a hook in the situation it finds. */
async function inSituation<T>(
	context: IHookFunctions,
	service: CallingService,
	work: (situation: Situation) => Promise<T>,
): Promise<T> {
	const version = versionOf(context, service);
	return await connected(context, service, version, async (api) => {
		const fields = parametersOf(context, service);
		const address = context.getNodeWebhookUrl('default') ?? '';
		const slot = service.trigger.callers[version]!.slot(api, fields, address);
		const memory = memoryOf(context);
		const { webhookId } = context.getNode();
		// the same node has a test and a production address, which differ before this id
		const ours = (other: string) => other === address || (webhookId !== undefined && other.includes(`/${webhookId}/`));
		const found = await slot.read();
		memory.secret = found?.secret;
		const current: Occupant | undefined = found && { address: found.address, method: found.method };
		const replaces = (fields.options as { replaceExisting?: boolean }).replaceExisting === true;
		return await work({ slot, address, memory, ours, replaces, current });
	});
}

/** n8n's `checkExists`: whether the service reports to this node now. */
const isRegistered = async (context: IHookFunctions, service: CallingService): Promise<boolean> =>
	await inSituation(context, service, async ({ address, current, memory }) =>
		stands(address, current ?? { address: memory.address ?? '' }),
	);

/** n8n's `create`: has the service report to this node, unless that would take the place of somebody else. */
async function register(context: IHookFunctions, service: CallingService): Promise<boolean> {
	const { service: name } = service.wire;
	return await inSituation(context, service, async ({ slot, address, memory, ours, replaces, current = NOBODY }) => {
		if (current.address !== '' && !ours(current.address) && !replaces) {
			throw new NodeOperationError(context.getNode(), `${slot.owner} already reports to ${current.address}`, {
				description: `${name} keeps one address there, so this trigger would cut that one off. Remove it in ${name}, or switch on 'Replace Existing Webhook' under Options to take its place for as long as this workflow is active.`,
			});
		}
		if (stands(address, current)) return true;
		memory.testing = context.getMode() === 'manual';
		memory.previous = ours(current.address) && !memory.testing ? (memory.previous ?? NOBODY) : current;
		await slot.write({ address }).catch(service.trigger.testsAddress ? unreachable(address) : rethrow);
		memory.address = address;
		return true;
	});
}

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
	return await inSituation(context, service, async ({ slot, address, memory, ours, current }) => {
		const standing = current?.address ?? memory.address ?? '';
		const published = memory.address === address && memory.testing !== true;
		// a published workflow that goes also takes back what its own test has borrowed
		if (standing === address || (published && ours(standing))) {
			const previous = memory.previous ?? NOBODY;
			await (service.trigger.testsAddress ? restore(slot, previous) : slot.write(previous));
		}
		delete memory.previous;
		delete memory.address;
		delete memory.secret;
		return true;
	});
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

import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { Fault } from '../../../sandbox/sandbox.ts';
import type { Trigger } from '../../engine/harness.ts';
import { NOWHERE, type Run, type World } from '../../engine/world.ts';

/** What a person reads in n8n when something went wrong. */
export interface Told {
	/** The text in the red box, in a toast, or to an agent. */
	message: string;
	/** What n8n shows below it; '' where it shows the message alone. */
	description: string;
}

/** The chapters of the page, in its order, by what somebody was doing. */
export const CHAPTERS = {
	credential: 'Setting up the credential',
	list: 'Choosing from a list',
	fill: 'Filling in the node',
	send: 'Sending a message',
	first: 'Writing first, and templates',
	answer: 'Answering once, collecting, asking',
	file: 'Files',
	read: 'Reading and changing',
	trigger: 'Publishing a workflow, and listening for a test event',
	trouble: 'When the service is slow, busy or out of order',
	agent: 'As a tool of an AI agent',
} as const;

export interface Case<W> {
	chapter: keyof typeof CHAPTERS;
	/** What was done, as one would tell somebody. */
	when: string;
	told(world: W): Promise<Told>;
}

const OTHER_ID = '22222222-2222-4222-8222-222222222222';

const toldBy = (error: unknown): Told => {
	const { message, description } = error as Error & { description?: string | null };
	return { message, description: description ?? '' };
};

/** What a run of an operation says that must fail. */
export const runs =
	<W extends World>(resource: string, operation: string, parameters: (world: W) => IDataObject, run?: Run) =>
	async (world: W): Promise<Told> => {
		const { message, description } = await world.failure(
			resource,
			operation,
			{ ...world.at(), ...parameters(world) },
			run,
		);
		return { message, description };
	};

/** Has something be wrong with the service before. */
export const where =
	<W extends World>(prepare: (world: W) => void, told: (world: W) => Promise<Told>) =>
	async (world: W): Promise<Told> => {
		prepare(world);
		return await told(world);
	};

export const struck = <W extends World>(fault: Fault, told: (world: W) => Promise<Told>) =>
	where<W>((world) => world.sandbox.faults.add(fault), told);

/** The same with another credential. */
export const entering =
	<W extends World>(entered: (world: W) => IDataObject, told: (world: W) => Promise<Told>) =>
	async (world: W): Promise<Told> => {
		const { credentials } = world.engine;
		const usual = credentials[world.credentialType]!;
		credentials[world.credentialType] = world.credential({ ...usual, ...entered(world) } as never);
		return await told(world).finally(() => (credentials[world.credentialType] = usual));
	};

/** What the Test button of the credential says that must be refused. */
export const tests =
	<W extends World>(entered: (world: W) => IDataObject = () => ({})) =>
	async (world: W): Promise<Told> => {
		const engine = await world.engineWith(world.credential({ ...world.credential(), ...entered(world) } as never));
		const { status, message } = await engine.testCredential(world.credentialType);
		await engine.close();
		expect(status).toBe('Error');
		return { message, description: '' };
	};

async function refusal(work: Promise<unknown>): Promise<Told> {
	const outcome: unknown = await work.then(
		() => undefined,
		(error: unknown) => error,
	);
	expect(outcome).toBeDefined();
	return toldBy(outcome);
}

/** What the list of a field says instead of showing rows. */
export const lists =
	<W extends World>(method: string, currentParameters: IDataObject) =>
	async (world: W): Promise<Told> => {
		const parameters = { ...world.common, ...currentParameters } as never;
		return await refusal(world.engine.listSearch({ type: world.type, method, currentParameters: parameters }));
	};

/** What publishing a workflow with the trigger says; a second one where another workflow of the same n8n was published. */
export const publishes =
	<W extends World>(parameters: IDataObject = {}, beside?: (world: W) => Promise<Trigger>) =>
	async (world: W): Promise<Told> => {
		const first = await beside?.(world);
		const trigger = world.trigger(parameters, first && { webhookId: OTHER_ID, beside: first });
		return await refusal(trigger.activate());
	};

/** What a look of a polling trigger says in the editor. */
export const looks =
	<W extends World>() =>
	async (world: W): Promise<Told> =>
		await refusal(world.trigger().poll({ mode: 'manual' }));

/** What an agent is answered that calls the node as its tool. */
export const calls =
	<W extends World>(resource: string, operation: string, parameters: (world: W) => IDataObject, values: IDataObject) =>
	async (world: W): Promise<Told> => {
		const given = { ...world.common, resource, operation, ...world.at(), ...parameters(world) };
		const [answer] = await world.engine.callTool({ type: world.type, parameters: given, calls: [values] });
		expect(answer?.error).toBeDefined();
		return { message: answer!.error!, description: '' };
	};

/** What asking a customer says that must fail. */
export const asks =
	<W extends World>(parameters: IDataObject, items?: INodeExecutionData[]) =>
	async (world: W): Promise<Told> => {
		const { error } = await world.ask(parameters, { items });
		expect(error).toBeDefined();
		return toldBy(error);
	};

/** What answers where the service should: a web page, at any address or for what is not there. */
const page = (status: number): Fault => ({
	kind: 'html',
	status,
	body: '<html><title>Welcome to nginx!</title></html>',
	times: 9,
});
export const WEB_PAGE = page(200);
export const NO_API = page(404);

/** Items with nothing in them. */
export const rows = (...json: IDataObject[]): INodeExecutionData[] => json.map((one) => ({ json: one }));

/** The text as on somebody's own n8n: with the address of the service, and without what differs from run to run. */
export function asAtHome({ message, description }: Told, home: string, world: World): Told {
	const { url, port } = world.sandbox;
	const service = world.type.split('.')[1]!;
	const plain = (text: string) =>
		text
			.replaceAll(`${url}/${service}`, home)
			.replaceAll(url, home)
			.replaceAll(`127.0.0.1:${port}`, new URL(home).host)
			.replace(/http:\/\/127\.0\.0\.1:\d+\/webhook/g, 'https://n8n.example.com/webhook')
			.replaceAll(`${NOWHERE}/photo.jpg`, 'https://files.example.com/photo.jpg')
			.replaceAll(`${NOWHERE}/`, 'https://crm.example.com/')
			.replaceAll(NOWHERE, home)
			.replaceAll(new URL(NOWHERE).host, new URL(home).host)
			.replace(/req_\w+/g, 'req_…')
			.replace(/\bfor (59|60) seconds/g, 'for 60 seconds')
			.replace(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, '7c2f6a52-…');
	return { message: plain(message), description: plain(description).trim() };
}

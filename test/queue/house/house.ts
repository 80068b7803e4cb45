import { N8nApi, OWNER, startSandbox, secrets, type Sandbox } from '../project.ts';
import type { Database } from './database.ts';
import type { N8n } from './n8n.ts';

interface Parts {
	main: N8n;
	/** The processes that the services' calls reach. */
	doors: N8n[];
	workers: N8n[];
	/** What the services are told to call. */
	address: string;
	/** What else runs, in the order it was started. */
	servers: Array<{ stop(): Promise<void> }>;
	database: Database;
	redisPort?: number;
}

/** A running n8n, of one process or of several, beside the sandbox. */
export class House {
	readonly main: N8n;
	readonly doors: N8n[];
	readonly workers: N8n[];
	readonly address: string;
	readonly database: Database;
	/** Where queue mode has its Redis. */
	readonly redisPort: number | undefined;
	readonly sandbox: Sandbox;
	readonly api: N8nApi;
	/** Every secret that was ever in use here, and what it is. */
	readonly secrets = new Map<string, string>();
	#servers: Parts['servers'];

	private constructor({ main, doors, workers, address, servers, database, redisPort }: Parts, sandbox: Sandbox) {
		this.main = main;
		this.doors = doors;
		this.workers = workers;
		this.address = address;
		this.database = database;
		this.redisPort = redisPort;
		this.sandbox = sandbox;
		this.api = new N8nApi(main.url);
		this.#servers = servers;
	}

	static async open(parts: Parts): Promise<House> {
		const house = new House(parts, await startSandbox());
		await house.start();
		await house.api.signIn(OWNER);
		return house;
	}

	/** Every process of n8n; the main one makes the tables, so it comes first. */
	get processes(): N8n[] {
		return [...new Set([this.main, ...this.doors, ...this.workers])];
	}

	/** Starts what is not running. */
	async start(): Promise<void> {
		await this.main.start();
		await Promise.all(this.processes.map(async (n8n) => await n8n.start()));
	}

	/** The orderly stop of n8n alone. */
	async stop(): Promise<void> {
		await Promise.all(this.processes.map(async (n8n) => await n8n.stop()));
	}

	/** A scenario begins: everything runs, and the services are as new. */
	async fresh(): Promise<void> {
		await this.start();
		this.collectSecrets();
		this.sandbox.reset();
	}

	collectSecrets(): void {
		for (const [what, secret] of secrets(this.sandbox)) this.secrets.set(secret, what);
	}

	async close(): Promise<void> {
		await Promise.all(this.processes.map(async (n8n) => await n8n.kill()));
		for (const server of this.#servers.toReversed()) await server.stop();
		await this.sandbox.close();
	}
}

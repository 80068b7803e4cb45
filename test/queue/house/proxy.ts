import { createServer, request } from 'node:http';

/** What a call is led to. */
interface Door {
	url: string;
}

/** A proxy in front of several processes of n8n: each call goes to the next of them. */
export class Proxy {
	readonly url: string;
	readonly #doors: Door[];
	readonly #server = createServer((incoming, answer) => {
		const { url, method, headers } = incoming;
		// a connection of its own each time, as a door that was killed leaves broken ones
		const led = request(this.#next() + url, { method, headers, agent: false }, (answered) => {
			answer.writeHead(answered.statusCode!, answered.headers);
			answered.pipe(answer);
		});
		led.once('error', () => answer.destroy());
		incoming.pipe(led);
	});
	#turn = 0;

	private constructor(port: number, doors: Door[]) {
		this.url = `http://127.0.0.1:${port}`;
		this.#doors = doors;
	}

	static async start(port: number, doors: Door[]): Promise<Proxy> {
		const proxy = new Proxy(port, doors);
		await new Promise<void>((resolve) => proxy.#server.listen(port, '127.0.0.1', resolve));
		return proxy;
	}

	async stop(): Promise<void> {
		this.#server.closeAllConnections();
		await new Promise((resolve) => this.#server.close(resolve));
	}

	#next = (): string => this.#doors[this.#turn++ % this.#doors.length]!.url;
}

import { createServer } from 'node:net';

/** The first free loopback port from `start` on; without `start`, any free one. */
export async function freePort(start = 0): Promise<number> {
	const port = await tryPort(start);
	return port ?? (await freePort(start + 1));
}

function tryPort(port: number): Promise<number | undefined> {
	return new Promise((resolve) => {
		const probe = createServer();
		probe.once('error', () => resolve(undefined));
		probe.listen(port, '127.0.0.1', () => {
			const { port: bound } = probe.address() as { port: number };
			probe.close(() => resolve(bound));
		});
	});
}

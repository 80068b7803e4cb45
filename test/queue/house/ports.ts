import { freePort } from '../project.ts';

/** Below the ports that Linux lends to outgoing connections: one of these must not sit where a killed n8n comes back. */
let from = 20_000 + (process.pid % 10_000);

/** A free port on loopback that stays free for a program which is started, killed and started again. */
export async function nextPort(): Promise<number> {
	const port = await freePort(from);
	from = port + 1;
	return port;
}

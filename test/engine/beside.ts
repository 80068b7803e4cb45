import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Works while there is another server that answers in this way. */
export async function beside(answer: RequestListener, work: (url: string) => Promise<void>): Promise<void> {
	const server = createServer(answer).listen(0, '127.0.0.1');
	await once(server, 'listening');
	try {
		await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
	} finally {
		server.closeAllConnections();
		server.close();
	}
}

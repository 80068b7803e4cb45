import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A system that was registered before us and takes every call. */
export async function otherSystem(): Promise<{ address: string; close(): void }> {
	const server = createServer((request, response) => {
		request.resume();
		response.end();
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return { address: `http://127.0.0.1:${port}/crm`, close: () => server.close() };
}

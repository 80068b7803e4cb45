import { once } from 'node:events';
import { createServer, request, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Passes every request on to another server, and tells whose answer has come. */
export const passOn =
	(to: string, answered: (path: string) => void): RequestListener =>
	(asked, response) => {
		const { url = '', method, headers } = asked;
		const { hostname, port } = new URL(to);
		const passed = request({ hostname, port, path: url, method, headers }, (answer) => {
			answer.on('end', () => answered(url));
			response.writeHead(answer.statusCode!, answer.headers);
			answer.pipe(response);
		});
		asked.pipe(passed);
	};

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

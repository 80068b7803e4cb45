import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';

export interface Registry {
	/** For an n8n whose npm asks here first. */
	env: Record<string, string>;
	close(): void;
}

/** A registry on loopback that has one package, and an npm in `folder` that asks there whatever it is told. */
export async function startRegistry(tarball: string, folder: string): Promise<Registry> {
	const content = readFileSync(tarball);
	const { stdout } = await promisify(execFile)('tar', ['-xzOf', tarball, 'package/package.json']);
	const manifest = JSON.parse(stdout) as { name: string; version: string };
	const { name, version } = manifest;
	const server = createServer((request, response) => {
		const url = `http://${request.headers.host}`;
		const asked = decodeURIComponent(request.url ?? '');
		if (asked === `/-/${name}.tgz`) response.end(content);
		else if (asked.split(/[?/]/)[1] === name) {
			const integrity = `sha512-${createHash('sha512').update(content).digest('base64')}`;
			const published = { ...manifest, dist: { tarball: `${url}/-/${name}.tgz`, integrity } };
			response.setHeader('content-type', 'application/json');
			response.end(JSON.stringify({ name, 'dist-tags': { latest: version }, versions: { [version]: published } }));
		} else response.writeHead(404).end('{}');
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;

	const npm = (await promisify(execFile)('which', ['npm'])).stdout.trim();
	mkdirSync(folder, { recursive: true });
	const ours = path.join(folder, 'npm');
	// of an option that is given twice, npm takes the last
	writeFileSync(ours, `#!/bin/sh\nexec "${npm}" "$@" --registry=http://127.0.0.1:${port}\n`);
	chmodSync(ours, 0o755);
	const places = [folder, path.dirname(process.execPath), process.env.PATH];
	return { env: { PATH: places.join(path.delimiter) }, close: () => server.close() };
}

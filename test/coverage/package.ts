import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { ICredentialType, INodeTypeDescription } from 'n8n-workflow';

import { services } from '../../nodes/services.ts';
import { ROOT } from './generated.ts';

export type ServiceName = keyof typeof services;

/** Every service by its name. */
export const entries = Object.entries(services) as Array<[ServiceName, (typeof services)[ServiceName]]>;

const read = (file: string) => JSON.parse(readFileSync(path.join(ROOT, file), 'utf8')) as unknown;

interface Manifest {
	name: string;
	version: string;
	license: string;
	author: object;
	repository: object;
	peerDependencies: object;
	n8n: { credentials: string[]; nodes: string[] };
}

export const manifest = read('package.json') as Manifest;

/** The built nodes as n8n shows them. */
export const nodes = read('dist/types/nodes.json') as INodeTypeDescription[];

/** The built credentials as n8n shows them. */
export const credentials = read('dist/types/credentials.json') as ICredentialType[];

export const nodeOf = (name: string) => nodes.find((node) => node.name === name);
export const credentialOf = (name: string) => credentials.find((credential) => credential.name === name);

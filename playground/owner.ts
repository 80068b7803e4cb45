import type { Owner } from './n8n-api.ts';

/** Who signs in: invented, and good for an n8n on loopback only. */
export const OWNER: Owner = {
	email: 'owner@playground.example',
	password: 'Playground-1',
	firstName: 'Playground',
	lastName: 'Owner',
};

import type { ServiceName } from './package.ts';

/** Endpoints that no node needs. */
const OUTSIDE: Partial<Record<ServiceName, string[]>> = {
	pact: [
		// the channels of several companies, which the nodes ask for one by one
		'GET /api/p2/auths',
		// the same as PUT
		'PATCH /api/p2/companies/:companyId/auths/:authId/enable',
	],
	nexora: [
		// signing in, for the tokens that the credential then holds
		'POST /auth/login',
		'POST /auth/otp-verification',
		// the list for administrators tells the same without the user's id
		'GET /api/bot',
		// bots are made and removed on Nexora's own pages
		'GET /api/bot/:id',
		'DELETE /api/bot/:id',
	],
};

export const isOutside = (service: ServiceName, endpoint: string): boolean =>
	OUTSIDE[service]?.includes(endpoint) ?? false;

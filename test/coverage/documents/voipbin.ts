import type { Described } from './described.ts';

const times = ['tm_create', 'tm_update', 'tm_delete'];

const conversation = [
	'id',
	'name',
	'detail',
	'reference_type',
	'reference_id',
	'participants.type',
	'participants.target',
	'participants.target_name',
	'participants.name',
	'participants.detail',
	...times,
];

const message = [
	'id',
	'conversation_id',
	'status',
	'reference_type',
	'reference_id',
	'source_target',
	'text',
	'medias',
	...times,
];

/** Seed 003 is the tutorial of 2022. */
export const voipbin: Described[] = [
	{ endpoint: 'POST /v1.0/conversations/setup', parameters: ['token', 'reference_type'], answer: [] },
	// the tutorial's `next_page_token` comes back as `page_token`
	{ endpoint: 'GET /v1.0/conversations', parameters: ['token', 'page_token'], answer: conversation },
	{ endpoint: 'GET /v1.0/conversations/:id', parameters: ['token', 'id'], answer: conversation },
	{ endpoint: 'POST /v1.0/conversations/:id/messages', parameters: ['token', 'id', 'text'], answer: message },
	{ endpoint: 'GET /v1.0/conversations/:id/messages', parameters: ['token', 'id', 'page_token'], answer: message },
].map((entry) => ({ seed: '003', ...entry }));

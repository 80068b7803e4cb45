/** What a list is asked for; a version that cannot sort or search at Pact does so itself. */
export interface Query {
	limit: number;
	sortDirection?: 'asc' | 'desc';
}

/** Where a message goes. */
export type Place = { companyId: string; conversationId: string };

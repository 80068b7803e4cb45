import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { Occupant } from './trigger';

/** What a webhook trigger remembers in the workflow. */
export interface Memory extends IDataObject {
	/** What stood there before our address. */
	previous?: Occupant;
	/** Our address, once it was put there. */
	address?: string;
	/** Whether that was for "Listen for test event"; n8n does not say so when it calls `delete`. */
	testing?: boolean;
	/** What the service signs its calls with. */
	secret?: string;
	/** Keys of events that were delivered, with the time. */
	seen?: Record<string, number>;
}

export const memoryOf = (context: IHookFunctions | IWebhookFunctions) =>
	context.getWorkflowStaticData('node') as Memory;

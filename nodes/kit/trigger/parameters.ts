import type { IHookFunctions, IPollFunctions, IWebhookFunctions } from 'n8n-workflow';

import { type Fields, readFields, type Values } from '../fields';
import { type Service, versionNames } from '../service';
import type { EventFields } from './fields';
import type { Event, PollingTrigger, WebhookTrigger } from './trigger';

type TriggerContext = IHookFunctions | IWebhookFunctions | IPollFunctions;

/** What the user entered in a trigger. */
export function parametersOf(context: TriggerContext, service: Service): Values<EventFields> & Values<Fields> {
	const read = (name: string, fallback: unknown, extractValue: boolean) =>
		context.getNodeParameter(name, fallback, { extractValue });
	return readFields(service.trigger.fields, read, { apiVersion: versionOf(context, service) }) as Values<EventFields> &
		Values<Fields>;
}

/** The version of the service's API that a trigger speaks. */
export const versionOf = (context: TriggerContext, service: Service): string =>
	String(context.getNodeParameter('apiVersion', versionNames(service)[0]));

/** Whether the user asked for an event; what an event does not tell keeps it out of no filter. */
export const isWanted = (
	event: Event,
	{ passes }: WebhookTrigger | PollingTrigger,
	{ events, options }: Values<EventFields>,
): boolean => events.includes(event.name) && passes(event, options);

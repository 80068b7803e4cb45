import type { IExecuteFunctions, IHookFunctions, IPollFunctions, IWebhookFunctions } from 'n8n-workflow';

import { type Fields, readFields, type Values } from '../fields';
import { type Service, versionNames } from '../service';
import type { EventFields } from './fields';
import type { Event, PollingTrigger, WebhookTrigger } from './trigger';

type TriggerContext = IHookFunctions | IWebhookFunctions | IPollFunctions | IExecuteFunctions;

/** One parameter; where there are items, n8n wants to know for which. */
const parameterOf = (context: TriggerContext, name: string, fallback: unknown, extractValue = false): unknown =>
	'getInputData' in context
		? context.getNodeParameter(name, 0, fallback, { extractValue })
		: context.getNodeParameter(name, fallback, { extractValue });

/** What the user entered in a trigger. */
export function parametersOf(context: TriggerContext, service: Service): Values<EventFields> & Values<Fields> {
	const read = (name: string, fallback: unknown, extractValue: boolean) =>
		parameterOf(context, name, fallback, extractValue);
	return readFields(service.trigger.fields, read, { apiVersion: versionOf(context, service) }) as Values<EventFields> &
		Values<Fields>;
}

/** The version of the service's API that a trigger speaks. */
export const versionOf = (context: TriggerContext, service: Service): string =>
	String(parameterOf(context, 'apiVersion', versionNames(service)[0]));

/** Tells one trigger node from every other in the process. */
export const nodeOf = (context: TriggerContext): string => `${context.getWorkflow().id} ${context.getNode().id}`;

/** Whether the user asked for an event; what an event does not tell keeps it out of no filter. */
export const isWanted = (
	event: Event,
	{ passes }: WebhookTrigger | PollingTrigger,
	{ events, options }: Values<EventFields>,
): boolean => events.includes(event.name) && passes(event, options);

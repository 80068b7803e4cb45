import type { PactService } from './service.ts';

const PROVIDERS = ['whatsapp', 'telegram_personal', 'vkontakte', 'whatsapp_business'];
const TEMPLATES: Array<[name: string, body: string]> = [
	['welcome', 'Welcome to Sandbox Store!'],
	['order_ready', 'Hello {{1}}, your order {{2}} is ready.'],
	['zakaz_gotov', 'Здравствуйте, {{1}}! Ваш заказ готов.'],
];

/** The store every fresh sandbox begins with. */
export function seed(pact: PactService): void {
	const company = pact.addCompany({
		name: 'Sandbox Store',
		phone: '79250000000',
		description: 'A shop that sells sand',
	});
	const [whatsapp, telegram, vkontakte] = PROVIDERS.map((provider) =>
		pact.addChannel({ companyId: company.id, provider }),
	);
	pact.addConversation({ channelId: whatsapp!.id, name: 'Ann Baker', phone: '79250000001' });
	pact.addConversation({
		channelId: telegram!.id,
		name: 'Борис Волков',
		phone: '79250000002',
		username: 'boris_volkov',
	});
	pact.addConversation({ channelId: vkontakte!.id, name: 'Maria Лебедева' });
	for (const [name, body] of TEMPLATES) pact.addTemplate({ companyId: company.id, name, body });
}

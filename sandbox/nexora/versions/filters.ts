import { optional, text } from '../shape.ts';

export const paging = { page: text(1, 50), limit: text(1, 50) };
export const userId = optional(text(1, 225));
export const botId = optional(text(1, 225));
export const integrationType = optional(text(1, 50));

/** What the server itself writes about every message. */
export const SENTIMENT = 'netral';

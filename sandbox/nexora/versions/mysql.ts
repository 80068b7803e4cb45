const letters = new Intl.Collator('en', { sensitivity: 'base' });

/** As `utf8mb4_unicode_ci` compares: letters by their base, without spaces at the end, and any emoji as any other. */
export const same = (one: string, other: string): boolean => letters.compare(folded(one), folded(other)) === 0;

const folded = (text: string): string => text.replace(/ +$/, '').replace(/[\u{10000}-\u{10ffff}]/gu, '\ufffd');

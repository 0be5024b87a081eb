/** One wording for each plural that a language has; `other` stands for all that are missing. */
export type Plurals = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };

/** Chooses among a language's plurals by number. */
export function pluralsIn(code: string): (count: number, plurals: Plurals) => string {
  const rules = new Intl.PluralRules(code);
  return (count, plurals) => plurals[rules.select(count)] ?? plurals.other;
}

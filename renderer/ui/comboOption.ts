/** What a list below a search field can hold. */
export interface ComboOption {
  /** Unique in the list. */
  readonly key: string;
  /** Why it cannot be chosen now; null = it can. */
  readonly disabledReason: string | null;
}

export interface ComboGroup<Option extends ComboOption> {
  /** null = no head. */
  readonly title: string | null;
  readonly options: readonly Option[];
}

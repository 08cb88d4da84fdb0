/** The words in which the two engines differ. */
export interface EngineWords {
  /** A column that numbers its rows itself. */
  readonly id: string;
  /** Keeps a table in the order of its primary key, without a second tree. */
  readonly withoutRowid: string;
}

/** One step of the schema; once published it never changes. */
export interface Migration {
  readonly version: number;
  statements(words: EngineWords): string[];
}

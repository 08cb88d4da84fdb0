/** A file whose bytes come in as an argument; it can be read more than once. */
export interface SourceFile {
  readonly name: string;
  /** Size as it lies on the disk, packed or not. */
  readonly bytesTotal: number;
  read(): AsyncIterable<Uint8Array>;
}

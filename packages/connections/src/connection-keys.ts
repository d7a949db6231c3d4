/** Every key of this package, and nowhere else. */
export class ConnectionKeys {
  constructor(private readonly prefix: string) {}

  /** Hash: id → the connection as JSON, its secrets sealed. */
  get connections(): string {
    return `${this.prefix}:connections`;
  }

  /** Counter that grows with every write, so that a reader can tell cheaply whether it is up to date. */
  get version(): string {
    return `${this.prefix}:connections:version`;
  }

  /** Channel on which every new version is published. */
  get changed(): string {
    return `${this.prefix}:connections:changed`;
  }

  /** Hash of the changing facts about one connection. */
  state(connectionId: string): string {
    return `${this.prefix}:connection-state:${connectionId}`;
  }
}

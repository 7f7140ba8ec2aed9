import type { Memento } from 'vscode';
import type { Connection } from '../aws/connection';

const stateKey = 's3backup.pins';

type Stored = Readonly<Record<string, readonly string[]>>;

/** Tells accounts apart as far as the settings do. */
function keyOf(connection: Connection): string {
  if (connection.kind === 'sample') return 'sample';
  const { kind, endpoint = '' } = connection;
  return [kind, connection.kind === 'profile' ? connection.profile : '', endpoint].join(' ');
}

/** The buckets that a person has pinned, by connection. They stay on this machine. */
export class Pins {
  readonly #state: Memento;

  constructor(state: Memento) {
    this.#state = state;
  }

  of(connection: Connection): readonly string[] {
    return this.#all[keyOf(connection)] ?? [];
  }

  async add(connection: Connection, names: readonly string[]): Promise<void> {
    await this.#set(connection, [...new Set([...this.of(connection), ...names])]);
  }

  async remove(connection: Connection, names: readonly string[]): Promise<void> {
    await this.#set(
      connection,
      this.of(connection).filter((name) => !names.includes(name)),
    );
  }

  get #all(): Stored {
    return this.#state.get<Stored>(stateKey, {});
  }

  async #set(connection: Connection, names: readonly string[]): Promise<void> {
    await this.#state.update(stateKey, { ...this.#all, [keyOf(connection)]: names });
  }
}

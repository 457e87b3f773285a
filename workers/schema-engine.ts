import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import type * as Wasm from '@prisma/schema-engine-wasm';
import { Pool, type QueryResult } from 'pg';
import type { SqlRefusal } from './sql-refusal.ts';

const charType = 18;
const characterType = 1042;

/** Prisma's adapter, mended in two places for the engine's needs. */
class EngineAdapter extends PrismaPg {
  private readonly pool: Pool;
  private readonly onRefusal: (refusal: SqlRefusal) => void;

  constructor(pool: Pool, onRefusal: (refusal: SqlRefusal) => void) {
    super(pool);
    this.pool = pool;
    this.onRefusal = onRefusal;
  }

  override async connect() {
    const adapter = await super.connect();
    // The adapter splits a script at every semicolon, also inside a function's body. Sent whole it is one transaction.
    adapter.executeScript = async (script) => {
      try {
        await this.pool.query(script);
      } catch (error) {
        // The engine hands on less than PostgreSQL itself said.
        this.onRefusal({ ...(error as SqlRefusal), message: (error as Error).message, script });
        throw error;
      }
    };
    // The catalogue has columns of the internal type "char", which the adapter refuses and the engine wants as characters.
    const characters = new Set<string>();
    const query = this.pool.query.bind(this.pool) as (...args: unknown[]) => Promise<QueryResult>;
    this.pool.query = (async (...args: unknown[]) => {
      const result = await query(...args);
      for (const field of result.fields ?? []) {
        if (field.dataTypeID !== charType) continue;
        characters.add(field.name);
        field.dataTypeID = characterType;
      }
      return result;
    }) as typeof this.pool.query;
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (asked) => {
      const found = await queryRaw(asked);
      const isCharacter = (column: number) => characters.has(found.columnNames[column] ?? '');
      return { ...found, columnTypes: found.columnTypes.map((type, i) => (isCharacter(i) ? ColumnTypeEnum.Character : type)) };
    };
    return adapter;
  }
}

type EngineExports = { __wbindgen_start: () => void };
type Background = typeof Wasm & { __wbg_set_wasm: (exports: EngineExports) => void };

// Node has it; its type definitions leave it to those of the browser.
declare const WebAssembly: {
  instantiate: (bytes: Uint8Array, imports: Record<string, object>) => Promise<{ instance: { exports: EngineExports } }>;
};

/** The package expects a bundler that imports .wasm; here its background file is loaded by path and given the module by hand. */
const loadEngine = async (): Promise<typeof Wasm.SchemaEngine> => {
  const folder = join(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm'), '..');
  const background: Background = await import(pathToFileURL(join(folder, 'schema_engine_bg.js')).href);
  const bytes = readFileSync(join(folder, 'schema_engine_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': background });
  background.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return background.SchemaEngine;
};
let engineClass: ReturnType<typeof loadEngine> | undefined;

/** Runs `work` with Prisma's schema engine on one database, in this process and without a download. */
export const withSchemaEngine = async <T>(
  url: string,
  work: (engine: Wasm.SchemaEngine) => Promise<T>,
  { schema, onRefusal = () => undefined }: { schema?: string; onRefusal?: (refusal: SqlRefusal) => void } = {},
): Promise<T> => {
  engineClass ??= loadEngine();
  const SchemaEngine = await engineClass;
  // One connection: the engine's own lock belongs to a session.
  const pool = new Pool({ connectionString: url, max: 1 });
  pool.on('error', () => undefined);
  try {
    const adapter = bindMigrationAwareSqlAdapterFactory(new EngineAdapter(pool, onRefusal));
    const datamodels: [string, string][] | undefined = schema ? [['schema.prisma', schema]] : undefined;
    const engine = await SchemaEngine.new({ datamodels }, () => undefined, adapter);
    try {
      return await work(engine);
    } finally {
      engine.free();
    }
  } finally {
    await pool.end();
  }
};

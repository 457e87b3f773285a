import { Client } from 'pg';
import { fushan } from './fushan.ts';
import { seedTenant } from './seed-tenant.ts';
import { shangyu } from './shangyu.ts';
import type { TenantData } from './tenant-data.ts';
import { tongyu } from './tongyu.ts';
import { xiaoshan } from './xiaoshan.ts';
import { xindai } from './xindai.ts';

/** Two streets, a utility, an academy and a town that serves firms. */
export const sampleTenants: readonly TenantData[] = [fushan, tongyu, shangyu, xiaoshan, xindai];

/** Fills a migrated database with the sample tenants to try Banjie on. Run again, it changes nothing: a tenant that is there is left alone. */
export const seedSampleData = async (ownerUrl: string): Promise<void> => {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('BEGIN');
    for (const tenant of sampleTenants) await seedTenant(client, tenant);
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
};

import type { AnyProcess, Title } from '../../workflows/kernel/process.ts';
import { KERNEL_ROLES } from '../../workflows/kernel/roles.ts';
import type { Context } from '../context.ts';
import { processesOf } from '../schema/process.ts';

/** Roles that nobody can be given: they say how somebody came, not what they are. */
const NOT_GIVEN: readonly string[] = ['anonymous', 'follower', 'case'];

/** The roles that people may hold here, with their titles: those of the mounted processes, and those that every tenant has. */
export const rolesHere = (context: Pick<Context, 'services'>): ReadonlyMap<string, Title> =>
  new Map(
    [KERNEL_ROLES, ...[...processesOf(context).values()].map(({ roles }: AnyProcess) => roles ?? {})]
      .flatMap((roles) => Object.entries<Title>(roles as Record<string, Title>))
      .filter(([role]) => !NOT_GIVEN.includes(role)),
  );

import { problemsOfBalancer, problemsOfRequest } from './check-balancers';
import { problemsOfCall } from './check-calls';
import { problemsOfAlias, problemsOfFailover, problemsOfName } from './check-names';
import { problemsOfRecorded } from './check-recorded';
import type { Clients } from './clients';
import type { Deployed } from './deployed';
import { resourcesOf } from './deployed';
import { mayDiscover } from './may-discover';
import type { Promised } from './promise';

/** Checks over what is deployed that an example keeps what it promises. @throws with all that is not so */
export async function checkPromises(state: Deployed, clients: Clients, promised: Promised, region: string): Promise<void> {
  const here = state.regions[region];
  const asker = { vpc: here.services.flatMap(({ tasks }) => tasks)[0]?.vpc, region };
  const problems: string[] = [];
  for (const call of promised.calls ?? []) {
    problems.push(...(await problemsOfCall(state, region, clients, call)).map((problem) => `${call.from} calls ${call.at}: ${problem}`));
  }
  problems.push(
    ...(promised.names ?? []).flatMap((name) => problemsOfName(state, asker, name)),
    ...Object.entries(promised.aliases ?? {}).flatMap(([at, id]) => problemsOfAlias(state, asker, at, id)),
    ...(promised.failover ?? []).flatMap((failover) => problemsOfFailover(state, asker, failover)),
    ...(promised.balanced ?? []).flatMap((id) => problemsOfBalancer(here, id)),
    ...(promised.requests ?? []).flatMap((request) => problemsOfRequest(here, request)),
    ...Object.entries(promised.mayDiscover ?? {}).flatMap(([id, at]) => {
      const roles = resourcesOf(here, 'AWS::Lambda::Function', id).map(({ properties }) => properties.Role);
      return roles.length > 0 && roles.every((role) => mayDiscover(state, role, at)) ? [] : [`${id} may not find the tasks of ${at}`];
    }),
    ...(promised.recorded ?? []).flatMap((recorded) => problemsOfRecorded(here, recorded)),
  );
  if (problems.length > 0) {
    throw new Error(problems.join('\n'));
  }
}

import type { CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { ConnectionSide } from './connect-options';
import { connectionKey } from './connection';
import type { Connection } from './connection';
import { grantDiscovery } from './grant-discovery';
import { openSecurityGroups, ruleWish, securityGroupPairs, wantedSide } from './open-security-groups';
import type { Participant } from './participant';
import { deployedFor } from './participant';
import { ruleScopes } from './rule-scope';
import { keepStartOrder, startWish } from './start-order';
import type { Environments } from './write-variables';
import { conflictsIn, environmentsOf, writeVariables } from './write-variables';
import { arrange } from '../dependencies/arrange';
import { DeploymentGraph } from '../dependencies/deployment-graph';
import { groupRules, pinRules, variableConflictRules } from '../rules/connection-rules';
import { unacknowledged } from '../shared/acknowledged';
import { refuse } from '../shared/discovery-error';
import { findingsOf } from '../shared/rule';
import { Synthesis } from '../shared/synthesis';
import { warn } from '../shared/warn';
import { SERVICE_CONNECT_ORDER } from '../shared/warnings';

const OTHER_SIDE = { [ConnectionSide.CALLER]: ConnectionSide.TARGET, [ConnectionSide.TARGET]: ConnectionSide.CALLER };

const connectionsOfStage = new WeakMap<IConstruct, StageConnections>();

/**
 * All connections of an app (of a stage of it, where it has stages), carried out when all of them are known.
 *
 * References between stacks are known only at synth, and where a rule lives depends on all of them.
 */
export class StageConnections {
  /** The connections of the app or stage that a construct is in. */
  public static of(scope: IConstruct): StageConnections {
    const synthesis = Synthesis.of(scope);
    const connections = connectionsOfStage.get(synthesis.stage) ?? new StageConnections(synthesis);
    connectionsOfStage.set(synthesis.stage, connections);
    return connections;
  }

  private readonly connections: Connection[] = [];
  private readonly byCaller = new Map<IConstruct, Connection[]>();

  private constructor(private readonly synthesis: Synthesis) {
    synthesis.atBegin(() => {
      const keyed = this.connections.map((connection) => [connectionKey(connection), connection] as const);
      this.carryOut(keyed.sort(([a], [b]) => a < b ? -1 : 1).map(([, connection]) => connection));
    });
  }

  public get all(): readonly Connection[] {
    return this.connections;
  }

  /** Whether they were carried out, and a further one would be left out. */
  public get settled(): boolean {
    return this.synthesis.hasBegun;
  }

  /** Those of whoever has the environment of a caller. */
  public of(caller: Participant): readonly Connection[] {
    return this.byCaller.get(holderOf(caller)) ?? [];
  }

  public add(connection: Connection): void {
    this.connections.push(connection);
    this.byCaller.set(holderOf(connection.caller), [...this.of(connection.caller), connection]);
  }

  private carryOut(connections: readonly Connection[]): void {
    // What was put into the environment since the line was written; the line itself has looked at what was there before.
    const environments = environmentsOf(connections);
    refuse('Connections', connections.flatMap((connection) => unacknowledged(connection.caller.construct, [
      ...findingsOf(variableConflictRules, conflictFacts(connection, environments)),
      ...findingsOf(groupRules, groupFacts(connection)),
    ])));
    writeVariables(connections, environments);
    grantDiscovery(connections);
    const pairs = connections.flatMap(securityGroupPairs);
    const rules = new Map(pairs.map((pair) => [pair, ruleWish(pair)]));
    const starts = new Map(connections.map((connection) => [connection, startWish(connection)]));
    const wishes = [...rules.values(), ...starts.values()].filter((wish) => wish !== undefined);
    const { granted, impossible } = arrange(wishes, new DeploymentGraph(this.synthesis.stage));
    // Now, because the CDK itself stops at a circle of stacks before it validates anything, and names no way out.
    const pinned = new Set(impossible.flatMap((wish) => 'rule' in wish ? [wish.rule.connection] : []));
    refuse('Connections', [...pinned].flatMap((connection) => findingsOf(pinRules, pinFacts(connection))));

    const rulesOf = new Map<Connection, CfnResource[]>();
    const scopeOf = ruleScopes();
    for (const [pair, wish] of rules) {
      const wanted = wantedSide(pair);
      const side = wish === undefined || granted.has(wish) ? wanted : OTHER_SIDE[wanted];
      rulesOf.set(pair.connection, [...rulesOf.get(pair.connection) ?? [], ...openSecurityGroups(pair, side, scopeOf)]);
    }
    for (const [connection, wish] of starts) {
      if (wish ? granted.has(wish) : connection.startOrder && isDeployedElsewhere(connection.target)) {
        keepStartOrder(connection, rulesOf.get(connection) ?? []);
      } else if (connection.proxied) {
        warnOfOrder(connection);
      }
    }
  }
}

/** Whose environment is written: two constructs may stand for one service. */
function holderOf({ container, construct }: Participant): IConstruct {
  return container ?? construct;
}

/** Told of the resource: at synth, the CDK asks only what is above a construct whether a warning was acknowledged. */
function warnOfOrder({ caller, target }: Connection): void {
  const [resource] = deployedFor(caller);
  warn(resource, SERVICE_CONNECT_ORDER, `${caller.construct.node.path} calls ${target.construct.node.path}`);
}

/** Nothing of an imported service is deployed, so a caller waits for its rule alone. */
function isDeployedElsewhere(participant: Participant): boolean {
  return deployedFor(participant).length === 0;
}

function pinFacts({ caller, target, securityGroupRuleIn }: Connection) {
  return { caller: caller.construct.node.path, target: target.construct.node.path, side: securityGroupRuleIn! };
}

function conflictFacts({ caller, target, variables }: Connection, environments: Environments) {
  const conflicts = caller.container ? conflictsIn(environments.get(caller.container)!, variables) : [];
  return { caller: caller.construct.node.path, target: target.construct.node.path, conflicts };
}

/** Now all instances have joined their clusters. */
function groupFacts({ caller, target }: Connection) {
  return {
    caller: caller.construct.node.path,
    target: target.construct.node.path,
    targetHasName: true,
    callerHasSecurityGroup: caller.groups().length > 0 || target.isOpen === true,
    targetHasSecurityGroup: target.groups().length > 0 || target.isOpen === true,
  };
}

import type { BaseService, CfnServiceProps } from 'aws-cdk-lib/aws-ecs';
import { CfnService } from 'aws-cdk-lib/aws-ecs';
import type { IDependable } from 'constructs';
import { Construct } from 'constructs';
import { takeOver, takePlace } from '../shared/take-over';

/** What is said of a service: as properties of the resource, and to the construct if there ever is one. */
export interface SaidOfService {
  readonly properties: Partial<CfnServiceProps>;
  readonly toConstruct: (construct: BaseService) => void;
}

/** Where a resource is, and what is put there in its place. */
interface OnDemand {
  readonly place: Construct;
  readonly render: () => CfnServiceProps;
  readonly define: () => BaseService;
}

const services = new WeakMap<BaseService, EcsService>();

/** The resource that a construct of the CDK has made. */
function resourceOf(construct: BaseService): CfnService {
  return construct.node.findChild('Service') as CfnService;
}

/**
 * An ECS service: a resource, which becomes a construct of the CDK when somebody asks for one.
 *
 * L1, because `FargateService` costs most of all that a service is made of, and most users only say who calls whom. Paths and logical ids are those of the construct.
 */
export class EcsService {
  /** Of a construct of the CDK: the same for the same construct. */
  public static of(construct: BaseService): EcsService {
    return services.get(construct) ?? new EcsService(resourceOf(construct), construct);
  }

  /** @param define the construct that says the same as these properties, with the id `Service` */
  public static onDemand(scope: Construct, render: () => CfnServiceProps, define: () => BaseService): EcsService {
    const place = new Construct(scope, 'Service');
    const resource = new CfnService(place, 'Service', render());
    place.node.defaultChild = resource;
    return new EcsService(resource, undefined, { place, render, define });
  }

  private readonly said: SaidOfService[] = [];

  private constructor(private current: CfnService, private made: BaseService | undefined, private readonly onDemand?: OnDemand) {
    if (made) {
      services.set(made, this);
    }
  }

  /** The resource as it is by now. */
  public get resource(): CfnService {
    return this.current;
  }

  /** The construct, made by the first who asks for it. */
  public get construct(): BaseService {
    this.made ??= this.make(this.onDemand!);
    return this.made;
  }

  /** Has it, and all that belongs to it, deployed after something else. */
  public waitFor(dependency: IDependable): void {
    (this.made ?? this.onDemand!.place).node.addDependency(dependency);
  }

  /** Says something of the service, whatever it is by now or becomes later. */
  public say(said: SaidOfService): void {
    if (this.made) {
      said.toConstruct(this.made);
    } else {
      Object.assign(this.current, said.properties);
      this.said.push(said);
    }
  }

  private make({ place, render, define }: OnDemand): BaseService {
    const resource = this.current;
    const construct = takePlace(place, define);
    services.set(construct, this);
    this.current = resourceOf(construct);
    this.said.forEach(({ toConstruct }) => toConstruct(construct));
    // Rendered again: what was passed may have been changed in place.
    takeOver(resource, this.current, Object.assign(render(), ...this.said.map(({ properties }) => properties)) as CfnServiceProps);
    return construct;
  }
}

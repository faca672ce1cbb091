export { DiscoverySimulator } from './discovery-simulator';
export type { SimulatedService } from './simulated-service';
export type { SimulatedTask } from './simulated-task';
export type { SimulatorOptions } from './simulator-options';
export type { Change, ChangeListener } from './tasks/changes';
export type { Health } from './tasks/instance';

import { TEMPLATE_RULES } from '../../src/template-rules/all-template-rules';

/** All rules about ECS services. */
export const ecsRules = TEMPLATE_RULES.get('ECS services')!;

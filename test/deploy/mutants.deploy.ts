import { MUTANTS } from './mutants';
import { proveMutants } from './prove-mutants';

proveMutants(MUTANTS);

import { SUBJECT_MUTANTS } from './mutants-of-subjects';
import { proveMutants } from './prove-mutants';

proveMutants(SUBJECT_MUTANTS);

import { Token } from 'aws-cdk-lib';
import { tellTokensBy } from './tokens';

tellTokensBy((value) => Token.isUnresolved(value));

import { expectError, expectType } from 'tsd';
import { retryBudget } from '../../operators/retryBudget.js';
import type { RetryBudget } from '../../operators/retryBudget.js';

const budget = retryBudget({ capacity: 100 });
expectType<RetryBudget>(budget);
expectType<boolean>(budget.tryTake('timeout'));
expectType<number>(budget.available);
budget.giveBack();
budget.giveBack('error');

expectError(budget.tryTake());
expectError(budget.tryTake('other'));
expectError((budget.available = 5));
expectError(retryBudget({ tokens: 5 }));

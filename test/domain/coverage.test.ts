import { expect, it } from 'vitest'
import { isCovered } from '../../src/domain/coverage.js'

const window = '2023-09'

it.each([
  [{ window, coverage: {} }, [], true],
  [{ window, coverage: { fraction: 0.1 } }, [], true],
  [{ window, coverage: { obscuredBy: 'cloud' } }, [], true],
  [{ window, coverage: { fraction: 0 } }, [], false],
  [{ window, coverage: { fraction: 0 } }, [{ window: '2023' }], true],
  [{ window }, [], false],
  [{ window }, [{ window: '2023-09-30/2023-10-02' }], true],
  [{ window }, [{ window: '2023-10' }], false],
  [{ window }, [{ window, fraction: 0.5, cloud: 0.9 }], true],
  [{ window }, [{ window, fraction: 0 }], false],
  [{ window }, [{ window, cloud: 1 }], false],
  [{ window }, [{ window, cloud: 1 }, { window: '2023-10' }, { window: '2023-09-01' }], true],
])('an observation %j with %j of its site: %s', (observation, coverages, covered) => {
  expect(isCovered(observation, coverages)).toBe(covered)
})

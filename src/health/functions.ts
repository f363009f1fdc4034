/** Registers `GET /api/health`. */
import { app } from '@azure/functions';
import { checkHealth, type HealthDeps } from './health';

export const HEALTH_FUNCTION = 'health';

export function registerHealthFunctions(deps: HealthDeps): void {
  app.http(HEALTH_FUNCTION, {
    route: 'health',
    methods: ['GET'],
    authLevel: 'anonymous',
    handler: async () => {
      const health = await checkHealth(deps);
      return {
        status: health.status === 'up' ? 200 : 503,
        jsonBody: health,
        headers: { 'cache-control': 'no-store' },
      };
    },
  });
}

/** Says how the SDKs reach the local storage, which has one account whose key is public knowledge. */
import { SERVICES, type ServicePorts } from './protocol';

const ACCOUNT = 'devstoreaccount1';
/** Microsoft's published key of the development account; it opens nothing but an emulator. */
const KEY = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

/** A connection string that names the endpoint of each service that runs. */
export function connectionStringOf(ports: ServicePorts): string {
  const endpoints = SERVICES.filter((service) => ports[service] !== undefined).map(
    (service) =>
      `${service[0]?.toUpperCase()}${service.slice(1)}Endpoint=http://127.0.0.1:${ports[service]}/${ACCOUNT}`,
  );
  return ['DefaultEndpointsProtocol=http', `AccountName=${ACCOUNT}`, `AccountKey=${KEY}`, ...endpoints].join(
    ';',
  );
}

// The shapes that pass between the host and the programming model (@azure/functions): the language worker's protocol.

export type WorkerLogLevel = 'trace' | 'debug' | 'information' | 'warning' | 'error' | 'critical' | 'none';
export type WorkerLogCategory = 'user' | 'system' | 'customMetric';

/** A value in the worker's protocol; one member is set, none means undefined. */
export interface TypedData {
  string?: string | null;
  json?: string | null;
  bytes?: Uint8Array | null;
  int?: number | null;
  double?: number | null;
  http?: RpcHttpRequest | RpcHttpResponse | null;
}

type Nullable<T> = { value: T };

/** An HTTP request on its way to the worker. */
export interface RpcHttpRequest {
  method: string;
  url: string;
  nullableHeaders: Record<string, Nullable<string>>;
  nullableParams: Record<string, Nullable<string>>;
  nullableQuery: Record<string, Nullable<string>>;
  body?: TypedData;
}

/** A function's HTTP answer on its way back. */
export interface RpcHttpResponse {
  statusCode: string;
  headers?: Record<string, string>;
  cookies?: RpcHttpCookie[];
  body?: TypedData | null;
}

export interface RpcHttpCookie {
  name: string;
  value: string;
  domain?: Nullable<string>;
  path?: Nullable<string>;
  expires?: Nullable<{ seconds: number }>;
  secure?: Nullable<boolean>;
  httpOnly?: Nullable<boolean>;
  sameSite?: 'none' | 'lax' | 'strict' | 'explicitNone';
  maxAge?: Nullable<number>;
}

/** A trigger, input or output of a function, with the options given at registration. */
export interface BindingInfo {
  type: string;
  direction: 'in' | 'out' | 'inout';
  [option: string]: unknown;
}

export interface FunctionMetadata {
  name: string;
  functionId?: string;
  bindings: Record<string, BindingInfo>;
  retryOptions?: unknown;
}

export type FunctionCallback = (...args: unknown[]) => unknown;

export interface InvocationRequest {
  invocationId: string;
  inputData: { name: string; data: TypedData }[];
  triggerMetadata: Record<string, TypedData>;
}

export interface InvocationResponse {
  outputData?: { name: string; data: TypedData }[];
  returnValue?: TypedData | null;
}

/** What the host hands the programming model for one invocation. */
export interface CoreInvocationContext {
  invocationId: string;
  request: InvocationRequest;
  metadata: FunctionMetadata;
  state?: 'preInvocationHooks' | 'invocation' | 'postInvocationHooks' | undefined;
  log(level: WorkerLogLevel, category: WorkerLogCategory, message: string): void;
}

/** How a programming model runs one invocation. */
export interface InvocationModel {
  getArguments(): Promise<{ context: unknown; inputs: unknown[] }>;
  invokeFunction(context: unknown, inputs: unknown[], callback: FunctionCallback): Promise<unknown>;
  getResponse(context: unknown, result: unknown): Promise<InvocationResponse>;
}

export interface ProgrammingModel {
  name: string;
  version: string;
  getInvocationModel(context: CoreInvocationContext): InvocationModel | Promise<InvocationModel>;
  getCapabilities?(
    capabilities: Record<string, string>,
  ): Promise<Record<string, string>> | Record<string, string>;
}

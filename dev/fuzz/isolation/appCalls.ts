/** The app's endpoints as a channel and as systems call them; all that was answered is text to be searched. */
export interface Answered {
  status: number;
  text: string;
}

export interface AppCalls {
  /** An activity of a channel. */
  post(activity: object): Promise<Answered>;
  /** A call of the HTTP API: `path` behind `/api`. */
  api(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: object): Promise<Answered>;
}

export function createAppCalls(hostUrl: string): AppCalls {
  const call = async (method: string, path: string, body?: object): Promise<Answered> => {
    const response = await fetch(`${hostUrl}/api${path}`, {
      method,
      ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
    });
    return { status: response.status, text: await response.text() };
  };
  return { post: (activity) => call('POST', '/messages', activity), api: call };
}

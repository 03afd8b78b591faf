/** The API server, as the very user that `kubectl apply` is. */
export interface KubeApi {
  /** One request; answers of any status are returned, broken connections are a `Failure`. */
  request(request: KubeRequest, signal: AbortSignal): Promise<KubeResponse>;
}

export interface KubeRequest {
  readonly method: 'GET' | 'DELETE';
  /** Path with query, below the server's URL. */
  readonly path: string;
  readonly accept: string;
  /** JSON text. */
  readonly body?: string;
}

export interface KubeResponse {
  readonly status: number;
  readonly body: string;
}

/** A parsed request target. */
export interface RequestTarget {
  readonly path: string;
  readonly query: URLSearchParams;
}

export function parseTarget(url: string): RequestTarget {
  const mark = url.indexOf('?');
  if (mark === -1) return {path: url, query: new URLSearchParams()};
  return {path: url.slice(0, mark), query: new URLSearchParams(url.slice(mark + 1))};
}

/** A query value by its name in any case, as ASP.NET Core reads it; repeated values joined with a comma. '' is absent. */
export function queryValue(query: URLSearchParams, name: string): string | null {
  const values: string[] = [];
  for (const [key, value] of query) {
    if (key.toLowerCase() === name.toLowerCase()) values.push(value);
  }
  const joined = values.join(',');
  return joined === '' ? null : joined;
}

/** The request target without the access token, for those who may log it. */
export function withoutAccessToken({path, query}: RequestTarget): string {
  const kept = new URLSearchParams();
  for (const [key, value] of query) {
    if (key.toLowerCase() !== 'access_token') kept.append(key, value);
  }
  const text = kept.toString();
  return text === '' ? path : `${path}?${text}`;
}

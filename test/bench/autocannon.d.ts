// The part of autocannon that the benchmark uses; the package ships no types.

declare module 'autocannon' {
  export interface Options {
    readonly url: string
    readonly connections: number
    readonly duration: number
    readonly method: 'POST'
    readonly headers: Readonly<Record<string, string>>
    readonly requests: readonly { readonly body: string }[]
  }

  export interface Result {
    readonly duration: number
    readonly errors: number
    readonly non2xx: number
    readonly latency: { readonly p50: number; readonly p99: number }
    readonly requests: { readonly total: number }
  }

  export default function autocannon(options: Options): Promise<Result>
}

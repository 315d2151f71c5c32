import {
  AggregatorRegistry,
  Counter,
  collectDefaultMetrics,
  Gauge,
  Histogram,
  type MetricObject,
  Registry,
} from 'prom-client'

/** Numbers about the running process in the Prometheus text format; no person, case or address is ever a label. */
export type Metrics = {
  readonly registry: Registry
  /** Seconds a request took, by route pattern, method and status class (`2xx`). */
  readonly httpRequestSeconds: Histogram<'route' | 'method' | 'status'>
  /** Outbox deliveries by subscriber and outcome. */
  readonly outboxDeliveries: Counter<'subscriber' | 'outcome'>
  /** Seconds a job took, by name and outcome. */
  readonly jobSeconds: Histogram<'job' | 'outcome'>
  /** Live streams ended, by reason. */
  readonly liveEnded: Counter<'why'>
  /** A number read each time the metrics are asked for. */
  gauge(name: string, help: string, read: () => number | Promise<number>): void
  /** The same with one label: `read` gives the value for each label value. */
  gaugeBy(name: string, help: string, label: string, read: () => Promise<ReadonlyMap<string, number>>): void
  /** A number that only grows, by one label. */
  counter(name: string, help: string, label: string): (value: string, by?: number) => void
  /** How long something took or was late, in seconds. */
  seconds(name: string, help: string, buckets: readonly number[]): (seconds: number) => void
  readonly contentType: string
}

const REQUEST_BUCKETS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
const JOB_BUCKETS = [0.01, 0.05, 0.25, 1, 5, 15, 60, 300, 900]

/** A registry of its own, so that several servers in one test process do not share numbers. */
export function makeMetrics({ processMetrics = true } = {}): Metrics {
  const registry = new Registry()
  const registers = [registry]
  if (processMetrics) collectDefaultMetrics({ register: registry })
  return {
    registry,
    contentType: registry.contentType,
    httpRequestSeconds: new Histogram({
      name: 'yiwang_http_request_seconds',
      help: 'Seconds a request took',
      labelNames: ['route', 'method', 'status'],
      buckets: REQUEST_BUCKETS,
      registers,
    }),
    outboxDeliveries: new Counter({
      name: 'yiwang_outbox_deliveries_total',
      help: 'Outbox deliveries by outcome',
      labelNames: ['subscriber', 'outcome'],
      registers,
    }),
    jobSeconds: new Histogram({
      name: 'yiwang_job_seconds',
      help: 'Seconds a job took',
      labelNames: ['job', 'outcome'],
      buckets: JOB_BUCKETS,
      registers,
    }),
    liveEnded: new Counter({
      name: 'yiwang_live_streams_ended_total',
      help: 'Live streams ended by reason',
      labelNames: ['why'],
      registers,
    }),
    counter(name, help, label) {
      const counter = new Counter({ name, help, labelNames: [label], registers })
      return (value, by = 1) => counter.inc({ [label]: value }, by)
    },
    seconds(name, help, buckets) {
      const histogram = new Histogram({ name, help, buckets: [...buckets], registers })
      return (seconds) => histogram.observe(seconds)
    },
    gauge(name, help, read) {
      // A source that fails leaves its last value; one broken number must not hide all others.
      const gauge: Gauge = new Gauge({
        name,
        help,
        registers,
        collect: () =>
          Promise.resolve()
            .then(read)
            .then((value) => gauge.set(value))
            .catch(() => undefined),
      })
    },
    gaugeBy(name, help, label, read) {
      const gauge: Gauge<string> = new Gauge({
        name,
        help,
        labelNames: [label],
        registers,
        collect: () =>
          read()
            .then((values) => {
              gauge.reset()
              for (const [value, number] of values) gauge.set({ [label]: value }, number)
            })
            .catch(() => undefined),
      })
    },
  }
}

/** Numbers as they travel between threads. */
export type MetricNumbers = readonly MetricObject[]

export const numbersOf = async (metrics: Metrics): Promise<MetricNumbers> =>
  (await metrics.registry.getMetricsAsJSON()) as MetricNumbers

/**
 * All numbers as text, for `GET /metrics` with `metrics.contentType`; those of a thread beside this one are added to ours of
 * the same name.
 */
export async function metricsText(metrics: Metrics, beside: MetricNumbers = []): Promise<string> {
  if (beside.length === 0) return metrics.registry.metrics()
  return AggregatorRegistry.aggregate([await numbersOf(metrics), beside]).metrics()
}

/** Records one answered request; `route` is the pattern with its parameters unfilled, or labels would have no end. */
export function observeRequest(
  metrics: Metrics,
  request: { route: string | undefined; method: string; status: number; seconds: number },
): void {
  const { route = 'unknown', method, status, seconds } = request
  metrics.httpRequestSeconds.observe({ route, method, status: `${Math.floor(status / 100)}xx` }, seconds)
}

/** The same for answers so frequent that looking up their labels each time would cost as much as the answer. */
export function observer(metrics: Metrics, method: string) {
  const known = new Map<string, { observe(seconds: number): void }>()
  return (route: string, status: number, seconds: number): void => {
    const name = `${route} ${status}`
    const held =
      known.get(name) ?? metrics.httpRequestSeconds.labels({ route, method, status: `${Math.floor(status / 100)}xx` })
    known.set(name, held)
    held.observe(seconds)
  }
}

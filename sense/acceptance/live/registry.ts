import type { MqttTrial, StreamTrial, Trials } from '../../gateway/trial.ts'
import { MqttWatch } from './mqtt-watch.ts'
import { StreamWatch } from './stream-watch.ts'
import type { Watch } from './watch.ts'

/** The devices that are tried in this process, for the connections to ask. */
export class TrialRegistry implements Trials {
  readonly #streams = new Map<string, StreamTrial>()
  readonly #mqtt = new Map<string, MqttTrial>()

  get isAny(): boolean {
    return this.#streams.size + this.#mqtt.size > 0
  }

  stream(protocol: string, sender: string): StreamTrial | undefined {
    return this.#streams.get(`${protocol}/${sender}`)
  }

  mqtt(sender: string): MqttTrial | undefined {
    return this.#mqtt.get(sender)
  }

  add(watch: Watch): void {
    const { protocol, sender } = watch
    if (protocol === 'mqtt') this.#mqtt.set(sender, new MqttWatch(watch))
    else this.#streams.set(`${protocol}/${sender}`, new StreamWatch(watch))
  }

  remove({ protocol, sender }: Watch): void {
    if (protocol === 'mqtt') this.#mqtt.delete(sender)
    else this.#streams.delete(`${protocol}/${sender}`)
  }
}

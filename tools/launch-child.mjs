// Loaded into every launched process: a launcher that was killed cannot pass a signal on, so its child ends by itself.
import { isMainThread } from 'node:worker_threads'

const launcher = Number(process.env.YIWANG_LAUNCHER)
if (isMainThread && launcher > 0 && process.ppid === launcher) {
  const watch = setInterval(() => {
    if (process.ppid === launcher) return
    clearInterval(watch)
    process.kill(process.pid, 'SIGTERM')
  }, 1000)
  watch.unref()
}

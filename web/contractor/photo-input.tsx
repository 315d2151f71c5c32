type PhotoProps = {
  label: string
  isCamera?: boolean
  isBusy: boolean
  onTaken: (files: FileList | null) => Promise<void>
}

/** A button over the browser's own file field: the camera at once, or the photos that are there already. */
export function PhotoInput({ label, isCamera = false, isBusy, onTaken }: PhotoProps) {
  return (
    <label className={isBusy ? 'pick busy' : 'pick'}>
      <input
        type="file"
        accept="image/*"
        multiple={!isCamera}
        disabled={isBusy}
        onChange={({ target }) => {
          void onTaken(target.files).then(() => {
            target.value = ''
          })
        }}
        {...(isCamera ? { capture: 'environment' as const } : {})}
      />
      {label}
    </label>
  )
}

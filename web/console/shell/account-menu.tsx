import { Dropdown } from 'antd'
import { type ReactElement, useState } from 'react'

export type AccountItem = { readonly key: string; readonly label: string; readonly onClick: () => void }

/** The menu behind one's own name, open from the moment it is there. */
export function AccountMenu({ items, children }: { items: readonly AccountItem[]; children: ReactElement }) {
  const [isOpen, setOpen] = useState(true)
  return (
    <Dropdown
      menu={{ items: [...items] }}
      trigger={['click']}
      placement="bottomRight"
      open={isOpen}
      onOpenChange={setOpen}
    >
      {children}
    </Dropdown>
  )
}

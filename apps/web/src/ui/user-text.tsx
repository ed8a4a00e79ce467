interface UserTextProps {
  readonly children: string
  readonly className?: string | undefined
}

/** Text a person or a source wrote: its own direction, which never turns the sentence around it, and whole on hover where it is cut. */
export const UserText = ({ children, className }: UserTextProps) => (
  <bdi dir="auto" className={className} title={children.length > 24 ? children : undefined}>
    {children}
  </bdi>
)

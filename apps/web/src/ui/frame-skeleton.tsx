import { Bone, Skeleton } from './bone.tsx'

const lines = ['70%', '52%', '46%', '60%', '38%']

/** The frame before it is known whose it is: nothing in it has a hue yet. */
export const FrameSkeleton = () => (
  <div className="app" data-scope="none">
    <aside className="sidebar">
      <div className="sidebar-in">
        {lines.map((width) => (
          <Bone key={width} width={width} top="1rem" />
        ))}
      </div>
    </aside>
    <main id="main" className="main">
      <div className="scopebar">
        <div className="scopebar-in" />
      </div>
      <div className="page">
        <Skeleton label="Loading">
          <Bone width="14rem" height="1.25rem" />
          <Bone width="100%" height="11rem" top="2rem" />
          <Bone width="100%" height="20rem" top="1rem" />
        </Skeleton>
      </div>
    </main>
  </div>
)

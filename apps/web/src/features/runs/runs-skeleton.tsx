import { Bone, Skeleton } from '../../ui/bone.tsx'

const rows = ['62%', '70%', '48%', '56%', '66%']

export const RunsSkeleton = () => (
  <Skeleton label="Loading">
    <div className="card card-body">
      <Bone width="12rem" height="1rem" />
      {rows.map((width) => (
        <div key={width} className="bone-camp">
          <Bone width={width} />
          <Bone width="50%" />
          <Bone width="40%" />
          <Bone width="70%" height=".375rem" />
        </div>
      ))}
    </div>
  </Skeleton>
)

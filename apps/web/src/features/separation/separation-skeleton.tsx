import { Bone, Skeleton } from '../../ui/bone.tsx'

const rows = ['62%', '70%', '48%', '56%', '66%', '52%']

export const SeparationSkeleton = () => (
  <Skeleton label="Postgres is asked">
    <Bone width="9rem" height="1.25rem" />
    <div className="card card-body guard-verdict">
      <Bone width="18rem" height="1rem" />
      <Bone width="70%" top=".75rem" />
    </div>
    <div className="card card-body">
      {rows.map((width) => (
        <Bone key={width} width={width} top="1.25rem" />
      ))}
    </div>
  </Skeleton>
)

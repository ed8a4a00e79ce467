import { Bone, Skeleton } from '../../ui/bone.tsx'

const rows = ['70%', '56%', '64%']

export const CampaignsSkeleton = () => (
  <Skeleton label="Loading the campaigns">
    <div className="card card-body">
      <Bone width="9rem" height=".875rem" />
      {rows.map((width) => (
        <div key={width} className="bone-camp">
          <Bone width={width} />
          <Bone width="60%" />
          <Bone width="50%" />
          <Bone width="80%" height="1.5rem" />
        </div>
      ))}
    </div>
  </Skeleton>
)

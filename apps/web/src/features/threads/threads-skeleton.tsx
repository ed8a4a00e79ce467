import { Bone, Skeleton } from '../../ui/bone.tsx'

const rows = ['82%', '64%', '72%', '90%', '58%', '76%', '68%', '84%', '61%', '79%']

export const ThreadsSkeleton = () => (
  <Skeleton label="Loading the threads">
    <div className="triage">
      <div className="triage-head">
        <Bone width="18rem" height="2rem" />
        <Bone width="26rem" height="1.75rem" />
      </div>
      <div className="split">
        <div className="list">
          {rows.map((width) => (
            <div key={width} className="bone-item">
              <Bone width={width} />
              <Bone width="45%" height=".625rem" top=".5rem" />
            </div>
          ))}
        </div>
        <div className="reader">
          <div className="article">
            <Bone width="40%" />
            <Bone width="70%" height="1.5rem" top="1rem" />
            <Bone width="95%" top="2rem" />
            <Bone width="90%" top=".75rem" />
            <Bone width="60%" top=".75rem" />
          </div>
        </div>
      </div>
    </div>
  </Skeleton>
)

import { Bone, Skeleton } from '../../ui/bone.tsx'

const five = [0, 1, 2, 3, 4]
const widths = ['80%', '64%', '72%', '90%', '58%', '76%', '68%', '84%']

/** The dashboard's true shape, so that nothing moves when the numbers come. */
export const DashboardSkeleton = () => (
  <Skeleton label="Loading the dashboard">
    <div className="page-head">
      <div>
        <Bone width="14rem" height="1.25rem" />
        <Bone width="22rem" top=".5rem" />
      </div>
      <Bone width="19rem" height="2rem" />
    </div>
    <div className="kpis">
      {five.map((at) => (
        <div key={at} className="kpi">
          <Bone width="55%" />
          <Bone width="40%" height="1.625rem" top=".75rem" />
          <Bone width="62%" height=".625rem" />
          <Bone width="100%" height="2.25rem" top="1rem" />
          <Bone width="48%" height=".5rem" />
        </div>
      ))}
    </div>
    <div className="grid">
      <div className="card card-body bones-tall">
        <Bone width="9rem" height=".875rem" />
      </div>
    </div>
    <div className="grid grid-2">
      <div className="card card-body">
        <Bone width="11rem" height=".875rem" />
        {widths.map((width) => (
          <div key={width} className="bone-row">
            <Bone width={width} />
            <Bone width="90%" height=".4375rem" />
            <Bone width="100%" />
            <Bone width="70%" height=".375rem" />
          </div>
        ))}
      </div>
      <div className="card card-body">
        <Bone width="11rem" height=".875rem" />
        <div className="bone-matrix">{widths.flatMap((row) => widths.map((column) => <Bone key={row + column} width="100%" height="2.25rem" />))}</div>
      </div>
    </div>
  </Skeleton>
)

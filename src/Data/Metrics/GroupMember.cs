namespace Mantissa.Data.Metrics;

/// <summary>A series of a run that is averaged with others.</summary>
/// <param name="SeriesId">The series.</param>
/// <param name="RunId">The run.</param>
/// <param name="Count">How many points it has.</param>
/// <param name="Axis">Where they lie.</param>
/// <param name="First">Position of the point with the smallest step.</param>
/// <param name="Last">Position of the point with the largest step.</param>
internal sealed record GroupMember(long SeriesId, Guid RunId, long Count, RunAxis Axis, double First, double Last)
{
    /// <summary>About how many points are in the range of a query, were they spread evenly.</summary>
    public double CountWithin(GroupQuery query)
    {
        var wanted = Math.Min(Last, query.To ?? Last) - Math.Max(First, query.From ?? First);
        return Last > First ? Count * Math.Clamp(wanted / (Last - First), 0, 1) : Count;
    }

    /// <summary>No point with a smaller step is in the range of a query. Times need not grow with steps, so they tell nothing of steps.</summary>
    public long FirstStep(GroupQuery query) => Step(query.Axis, query.From) is { } step && step > long.MinValue ? (long)Math.Floor(step) : long.MinValue;

    /// <summary>No point with a larger step is in the range of a query.</summary>
    public long LastStep(GroupQuery query) => Step(query.Axis, query.To) is { } step && step < long.MaxValue ? (long)Math.Ceiling(step) : long.MaxValue;

    /// <summary>Null where a position belongs to no step, or there is none.</summary>
    private double? Step(SeriesAxis axis, double? position) => axis switch
    {
        SeriesAxis.Step => position,
        SeriesAxis.Epoch when Axis.EpochsPerStep > 0 => position / Axis.EpochsPerStep,
        _ => null,
    };
}

namespace Mantissa.Data.Metrics;

/// <summary>Runs that are averaged, e.g. the seeds of one configuration.</summary>
public sealed record RunGroup(string Key, IReadOnlyList<Guid> RunIds);

/// <summary>Which metric of which groups of runs, and over what.</summary>
/// <param name="Groups">The groups; a run may be in several.</param>
/// <param name="Name">The metric.</param>
/// <param name="Axis">What the curves have in common.</param>
/// <param name="Positions">At most so many positions on the axis, from 2.</param>
/// <param name="Interpolated">
/// Whether a run that has no value at a position, but has values on both sides, counts there with the straight line between those two.
/// Otherwise a run counts only where it has values.
/// </param>
/// <param name="From">First position wanted, in units of the axis, inclusive.</param>
/// <param name="To">Last position wanted, in units of the axis, inclusive.</param>
public sealed record GroupQuery(
    IReadOnlyList<RunGroup> Groups, string Name, SeriesAxis Axis = SeriesAxis.Step, int Positions = 200, bool Interpolated = false,
    double? From = null, double? To = null);

/// <summary>
/// A group's average. All groups of an answer share their positions: each that occurs, where those of all runs are no more than was asked for;
/// else the middles of as many stretches of equal length, over which each run is averaged first. Only finite values count.
/// </summary>
/// <param name="Key">The group.</param>
/// <param name="Positions">Positions on the axis, ascending.</param>
/// <param name="Runs">How many runs have a value there; where none has, the statistics are NaN.</param>
/// <param name="Mean">Mean over the runs.</param>
/// <param name="Deviation">Standard deviation of a sample (n − 1); NaN for a single run.</param>
/// <param name="Error">Standard error of the mean: the deviation over √n.</param>
/// <param name="Min">Smallest value of a run.</param>
/// <param name="Max">Largest value of a run.</param>
public sealed record GroupCurve(
    string Key, double[] Positions, int[] Runs, double[] Mean, double[] Deviation, double[] Error, double[] Min, double[] Max);

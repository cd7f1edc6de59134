namespace Mantissa.Data.Metrics;

/// <summary>
/// Collects candidates for a chart's points: stored points themselves, or what summaries kept of them. Each candidate has a weight, how
/// many stored points it stands for, so that stretches of a chart are equally long whatever they were read from.
/// </summary>
internal sealed class SeriesBuilder(Guid runId, string name)
{
    private readonly List<long> steps = [];
    private readonly List<double> values = [];
    private readonly List<long> times = [];
    private readonly List<double> weights = [];
    private long total;
    private bool reduced;

    /// <param name="candidates">At least one.</param>
    /// <param name="standFor">How many stored points they were kept of.</param>
    public void Add(PointArrays candidates, long standFor)
    {
        steps.AddRange(candidates.Steps);
        values.AddRange(candidates.Values);
        times.AddRange(candidates.Times);
        var weight = (double)standFor / candidates.Count;
        for (var i = 0; i < candidates.Count; i++)
            weights.Add(weight);
        total += standFor;
        reduced |= candidates.Count < standFor;
    }

    /// <param name="budget">At most this many points; 0 for all.</param>
    public SeriesData Build(int budget)
    {
        var order = StepOrder();
        if (budget > 0 && steps.Count > budget)
        {
            order = Downsampler.Choose(order, values, weights, budget);
            reduced = true;
        }

        var data = new SeriesData(
            runId, name, new long[order.Length], new double[order.Length], new double[order.Length], total, reduced);
        for (var i = 0; i < order.Length; i++)
        {
            data.Steps[i] = steps[order[i]];
            data.Values[i] = values[order[i]];
            data.Times[i] = times[order[i]] / 1000.0;
        }

        return data;
    }

    /// <summary>Positions of the candidates in ascending step, then time; what is equal keeps the order in which it was added.</summary>
    private int[] StepOrder()
    {
        var order = new int[steps.Count];
        var ascending = true;
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
            ascending &= i == 0 || (steps[i - 1], times[i - 1]).CompareTo((steps[i], times[i])) <= 0;
        }

        if (!ascending)
            Array.Sort(order, (left, right) => (steps[left], times[left], left).CompareTo((steps[right], times[right], right)));
        return order;
    }
}

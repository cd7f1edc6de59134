using Mantissa.Data.Entities;

namespace Mantissa.Web.Components.Metrics;

/// <summary>What to call runs that are shown together: as little as tells them apart.</summary>
public static class RunLabels
{
    public static Func<Run, string> Of(IReadOnlyList<Run> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        if (runs.GroupBy(run => (run.Model, run.Format, run.Seed)).Any(group => group.Count() > 1))
            return run => run.Name;
        var models = runs.Select(run => run.Model).Distinct().Count() > 1;
        var seeds = runs.Select(run => run.Seed).Distinct().Count() > 1;
        return run => (models ? $"{run.Model} · " : "") + run.Format + (seeds ? $" · seed {run.Seed}" : "");
    }
}

using Mantissa.Catalogue;

namespace Mantissa.Data.Querying;

/// <summary>Which value of a metric is best, as the workers declare it.</summary>
internal static class MetricGoals
{
    /// <summary>A metric that two trainers judge differently has no goal.</summary>
    public static Func<string, MetricGoal> Of(CatalogueDocument catalogue)
    {
        var goals = catalogue.Trainers.SelectMany(trainer => trainer.Metrics)
            .GroupBy(metric => metric.Name, metric => metric.Goal, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Distinct().Count() == 1 ? group.First() : MetricGoal.None, StringComparer.Ordinal);
        return name => goals.GetValueOrDefault(name);
    }
}

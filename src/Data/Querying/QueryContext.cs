using Mantissa.Catalogue;

namespace Mantissa.Data.Querying;

/// <summary>What the meaning of a query depends on besides its text.</summary>
/// <param name="Now">What times such as '-7d' count from.</param>
/// <param name="GoalOf">Whether a metric is better small or large, which decides what <c>.best</c> is.</param>
public sealed record QueryContext(DateTimeOffset Now, Func<string, MetricGoal> GoalOf)
{
    /// <summary>
    /// Read the text as MLflow does where the two differ: <c>metrics.loss.max</c> is a metric of that name, and 'RUNNING' is also a run
    /// that is starting.
    /// </summary>
    public bool Mlflow { get; init; }
}

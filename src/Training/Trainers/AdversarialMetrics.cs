using Mantissa.Catalogue;
using Mantissa.Training.Trainers.Metrics;

namespace Mantissa.Training.Trainers;

/// <summary>What every adversarial procedure records.</summary>
internal static class AdversarialMetrics
{
    /// <param name="special">Metrics of one procedure alone, shown after the primary one.</param>
    public static IReadOnlyList<MetricEntry> With(params IEnumerable<MetricEntry> special) =>
    [
        new() { Name = "swd", Title = "Sliced Wasserstein distance", Unit = "×10⁻³", Goal = MetricGoal.Minimize, Primary = true, Tolerance = 5 },
        .. FeatureMetrics.Entries,
        .. special,
        new() { Name = "critic/loss", Title = "Critic loss" },
        new() { Name = "generator/loss", Title = "Generator loss" },
        new() { Name = "critic/real", Title = "D(x), mean on real images" },
        new() { Name = "critic/fake", Title = "D(G(z)), mean on generated images" },
        new() { Name = "learning_rate", Title = "Learning rate" },
        new() { Name = "images_per_second", Title = "Throughput", Unit = "images/s", Goal = MetricGoal.Maximize },
        new() { Name = "time/step", Title = "Time of a generator step", Unit = "ms", Goal = MetricGoal.Minimize },
        new() { Name = "time/data_wait", Title = "Waiting for data, per step", Unit = "ms", Goal = MetricGoal.Minimize },
    ];
}

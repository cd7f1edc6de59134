using Mantissa.Training.Randomness;

namespace Mantissa.Training.Datasets;

/// <summary>Keeps the same share of each class for testing, drawn by a seed.</summary>
internal static class StratifiedSplit
{
    /// <param name="classes">The items of each class, by the class's name; their order decides together with the seed.</param>
    /// <param name="testFraction">Share kept; a class of two or more items gives at least one and keeps at least one.</param>
    /// <param name="seed">Another one draws others.</param>
    public static (List<T> Train, List<T> Test) Draw<T>(IEnumerable<IGrouping<string, T>> classes, double testFraction, long seed)
    {
        var (train, test) = (new List<T>(), new List<T>());
        foreach (var group in classes)
        {
            var items = group.ToArray();
            var kept = items.Length == 1 ? 0 : Math.Clamp((int)Math.Round(items.Length * testFraction), 1, items.Length - 1);
            var order = new CounterRandom(seed, $"split/{group.Key}").Permutation(items.Length);
            test.AddRange(order.Take(kept).Select(i => items[i]));
            train.AddRange(order.Skip(kept).Select(i => items[i]));
        }

        return (train, test);
    }
}

namespace Mantissa.Training.Trainers.Metrics;

/// <summary>
/// How generated images spread over the classes that a classifier sees in them: <c>modes</c>, the classes that at least one of them
/// belongs to, and <c>class_kl</c>, the Kullback-Leibler divergence, in nats, of their histogram from that of the training images
/// (Srivastava et al. 2017, section 4.1). One image more counts in every class of the training set, so that none is impossible.
/// </summary>
internal sealed class ClassBalance
{
    private readonly double[] _real;

    /// <param name="labels">Classes of the training images.</param>
    /// <param name="classes">Number of classes.</param>
    public ClassBalance(ReadOnlySpan<int> labels, int classes)
    {
        _real = new double[classes];
        foreach (var label in labels)
            _real[label]++;
        for (var i = 0; i < classes; i++)
            _real[i] = (_real[i] + 1) / (labels.Length + classes);
    }

    public IReadOnlyList<(string Metric, double Value)> Of(ReadOnlySpan<long> predicted)
    {
        var counts = new int[_real.Length];
        foreach (var label in predicted)
            counts[label]++;
        var divergence = 0.0;
        for (var i = 0; i < counts.Length; i++)
        {
            var share = (double)counts[i] / predicted.Length;
            if (share > 0)
                divergence += share * Math.Log(share / _real[i]);
        }

        return [("modes", counts.Count(count => count > 0)), ("class_kl", divergence)];
    }
}

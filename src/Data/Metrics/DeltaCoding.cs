namespace Mantissa.Data.Metrics;

/// <summary>
/// Steps and times grow evenly, so their differences are small and much alike and compress well. The first element stays absolute.
/// Differences wrap around, so every sequence survives.
/// </summary>
internal static class DeltaCoding
{
    public static long[] Encode(ReadOnlySpan<long> values)
    {
        var deltas = new long[values.Length];
        var previous = 0L;
        for (var i = 0; i < deltas.Length; i++)
        {
            deltas[i] = unchecked(values[i] - previous);
            previous = values[i];
        }

        return deltas;
    }

    /// <summary>Decodes in place.</summary>
    public static long[] Decode(long[] deltas)
    {
        for (var i = 1; i < deltas.Length; i++)
            deltas[i] = unchecked(deltas[i] + deltas[i - 1]);
        return deltas;
    }
}

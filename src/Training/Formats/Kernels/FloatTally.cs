namespace Mantissa.Training.Formats.Kernels;

/// <summary>Counts in the making.</summary>
internal struct FloatTally
{
    public float Largest;
    public long Overflows;
    public long NonFinite;
    public long Zeros;
    public long ZerosAfter;

    public void Raise(float magnitude)
    {
        if (magnitude > Largest)
            Largest = magnitude;
    }

    public void Add(in QuantisationCounts counts)
    {
        Raise(counts.Largest);
        Overflows += counts.Overflows;
        NonFinite += counts.NonFinite;
        Zeros += counts.Zeros;
        ZerosAfter += counts.Zeros + counts.Flushed;
    }

    public readonly QuantisationCounts Counts(long elements) =>
        new(elements, Gamma: 0, Overflows, ZerosAfter - Zeros, Zeros, NonFinite) { Largest = Largest };
}

using Mantissa.Training.Accelerators.Integer;

namespace Mantissa.Training.Tests.Accelerators.Integer;

/// <summary>Sums of products in 64-bit integers, flushed to FP32 as often as the datapath says: nothing else in common with it.</summary>
internal sealed class ChainReference(ProductChain chain, int exponent)
{
    private float _accumulator;
    private long _sum;
    private int _products;

    /// <summary>What the sum would be without FP32, in units of 2ᵉ.</summary>
    public long Exact { get; private set; }

    public void Add(short left, short right)
    {
        _sum += (long)left * right;
        Exact += (long)left * right;
        if (++_products == chain.Length)
            Flush();
    }

    /// <summary>The end of an image: the next one begins a chain.</summary>
    public void Flush()
    {
        _sum.ShouldBeInRange(int.MinValue, int.MaxValue);
        _accumulator += _sum;
        (_sum, _products) = (0, 0);
    }

    public float Value()
    {
        if (_products > 0)
            Flush();
        return (float)(_accumulator * Math.Pow(2, exponent));
    }
}

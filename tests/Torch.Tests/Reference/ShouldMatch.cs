namespace Mantissa.Torch.Tests.Reference;

internal static class ShouldMatch
{
    /// <summary>Same shape, and every element within the tolerance, relative to the larger of its size and 1.</summary>
    public static void ShouldEqual(this Tensor actual, Grid expected, double tolerance = 1e-10)
    {
        actual.shape.ShouldBe(expected.Shape);
        var values = Grid.From(actual).Values;
        for (var i = 0; i < values.Length; i++)
            Math.Abs(values[i] - expected.Values[i]).ShouldBeLessThanOrEqualTo(
                tolerance * Math.Max(1, Math.Abs(expected.Values[i])), $"element {i}: {values[i]} instead of {expected.Values[i]}");
    }
}

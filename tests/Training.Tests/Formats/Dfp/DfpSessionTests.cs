using System.Text.Json.Nodes;
using Mantissa.Training.Formats;
using Mantissa.Training.Formats.Kernels;
using Mantissa.Training.Randomness;
using Mantissa.Training.Tests.Formats.Kernels;
using static TorchSharp.torch;

namespace Mantissa.Training.Tests.Formats.Dfp;

public sealed class DfpSessionTests
{
    public static TheoryData<int> AllBits => [.. Enumerable.Range(4, 13)];

    [Theory]
    [MemberData(nameof(AllBits))]
    public void Equals_integer_arithmetic_for_tensors_of_any_magnitude(int bits)
    {
        foreach (var headroom in (int[])[0, 1, 2])
        {
            foreach (var rounding in (Rounding[])[Rounding.NearestEven, Rounding.TowardZero, Rounding.Floor])
            {
                var options = new JsonObject { ["headroom"] = headroom, ["rounding"] = Name(rounding) };
                using var session = FormatSessions.Create($"dfp{bits}", options);
                foreach (var magnitude in (int[])[-149, -140, -126, -30, -3, 0, 1, 60, 127])
                {
                    var values = Values(magnitude);
                    var exponent = Math.Clamp(Log2(values.Max(MathF.Abs)) - (bits - headroom - 2), -149, 128 - (bits - headroom));
                    var stored = session.Store(tensor(values), "site");
                    stored.data<float>().ToArray().ShouldBe(
                        FixedPointReference.Quantise(values, new FixedPointGrid(bits - headroom, exponent), rounding).Values, $"{headroom} {rounding} {magnitude}");
                    Exponent(session, "site").ShouldBe(exponent);
                }
            }
        }
    }

    [Fact]
    public void A_tensor_of_zeros_keeps_the_exponent()
    {
        using var session = FormatSessions.Create("dfp16");
        session.Store(tensor([0.75f, 3]), "site");
        Exponent(session, "site").ShouldBe(1 - 13);
        session.Store(zeros(7), "site").data<float>().ToArray().ShouldAllBe(value => value == 0);
        Exponent(session, "site").ShouldBe(1 - 13);
    }

    [Fact]
    public void Infinity_counts_as_the_largest_float_and_saturates()
    {
        using var session = FormatSessions.Create("dfp8");
        var stored = session.Store(tensor([float.PositiveInfinity, float.NegativeInfinity, 1, float.NaN]), "site").data<float>().ToArray();
        stored.ShouldBe([63 * MathF.ScaleB(1, 121), -MathF.ScaleB(1, 127), 0, float.NaN]);
        var metrics = new Dictionary<string, double>();
        session.Report(metrics.Add);
        (metrics["format/overflows"], metrics["format/non_finite"]).ShouldBe((2, 3));
    }

    /// <summary>Batch norm, additions and pooling stay FP32, also when a layer reads the same tensor.</summary>
    [Fact]
    public void Only_operands_and_the_gradients_of_products_are_stored()
    {
        using var session = FormatSessions.Create("dfp8");
        var leaf = tensor([1f, 0.001f, -0.7f]).requires_grad_();
        var result = leaf * 1;
        var before = result.data<float>().ToArray();
        var shortcut = session.Store(result, "shortcut", TensorUse.None);
        ReferenceEquals(shortcut, result).ShouldBeTrue();
        var operand = session.Store(result, "operand", TensorUse.Operand);
        shortcut.data<float>().ToArray().ShouldBe(before);
        operand.data<float>().ToArray().ShouldBe([1, 0, -0.6875f]);

        var product = session.Store(operand * 1, "product", TensorUse.Product);
        product.data<float>().ToArray().ShouldBe(operand.data<float>().ToArray());
        session.AfterForward();
        (product * tensor([1f, 1, 0.001f])).sum().backward();
        // Stored at the product, and at no other site on the way.
        leaf.grad!.data<float>().ToArray().ShouldBe([1, 1, 0]);
        var sites = session.SaveState()["sites"]!.AsObject().Select(site => site.Key);
        sites.ShouldBe(["operand", "product", "product.grad"], ignoreOrder: true);
        session.StoreInPlace(tensor([0.001f, 1]), "weight.grad", TensorUse.Gradient).ShouldBeTrue();
        session.SaveState()["sites"]!.AsObject().Count.ShouldBe(3);
    }

    [Theory]
    [InlineData("dfp3")]
    [InlineData("dfp17")]
    [InlineData("dfp016")]
    public void Widths_out_of_range_are_no_format(string name) =>
        Should.Throw<ArgumentException>(() => FormatSessions.Create(name));

    private static float[] Values(int magnitude)
    {
        var random = new CounterRandom(3, "dfp", magnitude);
        var values = new float[300];
        for (var i = 0UL; i < 300; i++)
            values[i] = (float)Math.ScaleB((random.Uniform(i) * 2) - 1, magnitude + 1 - random.Integer(i, 20));
        // The largest one rounds up to the next power of two, and saturates; halves, and both zeros.
        (values[7], values[8], values[9], values[10]) = (MathF.BitDecrement((float)Math.Min(Math.ScaleB(2.0, magnitude), float.MaxValue)), 0, -0f, (float)Math.ScaleB(1, magnitude));
        return values;
    }

    private static int Log2(float value)
    {
        var exponent = -149;
        while (exponent < 127 && Math.ScaleB(1, exponent + 1) <= value)
            exponent++;
        return exponent;
    }

    private static int Exponent(FormatSession session, string site) =>
        session.SaveState()["sites"]![site]!["format"]!["exponent"]!.GetValue<int>();

    private static string Name(Rounding rounding) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(rounding.ToString());
}

using System.Text.Json;
using System.Text.Json.Nodes;
using Mantissa.Training.Formats.Kernels;
using Mantissa.Training.Randomness;
using static TorchSharp.torch;

namespace Mantissa.Training.Tests.Formats.Storage;

public sealed class SharedExponentTests
{
    /// <summary>
    /// A store in place finds the largest value first; one elsewhere tries the exponent of the last store. Largest values lie on and next to
    /// every bound that matters to one of the formats, after others of the same, the next and a far exponent.
    /// </summary>
    [Theory]
    [InlineData("dfp4")]
    [InlineData("dfp8")]
    [InlineData("dfp16")]
    [InlineData("fp8-e4m3")]
    [InlineData("fp8-e5m2")]
    public void A_store_elsewhere_equals_the_store_in_place(string format)
    {
        foreach (var rounding in Enum.GetValues<Rounding>())
            ShouldBeEqual(format, rounding);
    }

    private static void ShouldBeEqual(string format, Rounding rounding)
    {
        var options = new JsonObject { ["rounding"] = JsonNamingPolicy.CamelCase.ConvertName(rounding.ToString()) };
        using var inPlace = FormatSessions.Create(format, options);
        using var elsewhere = FormatSessions.Create(format, options);
        using var inference = no_grad();
        float[] bounds = [1, 448f / 256, 57344f / 32768, 16383f / 8192, 63f / 32, 3f / 2, 8192f / 16383];
        var largest = from magnitude in (int[])[0, 0, 1, -1, 40, 0, -140, 126] from bound in bounds from step in (int[])[0, 1, -1, 3000, -3000, 0]
                      select MathF.ScaleB(BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(bound) + step), magnitude);
        var store = 0;
        foreach (var extreme in largest.Append(float.NaN).Append(1).Append(float.PositiveInfinity).Append(1).Append(0).Append(1))
        {
            var values = new float[37];
            new CounterRandom(5, "values", store).FillUniform(values, -0.9f, 0.9f);
            values = Array.ConvertAll(values, value => extreme == 0 ? 0 : value * (float.IsFinite(extreme) ? extreme : 1));
            values[store % values.Length] = store % 2 == 0 ? extreme : -extreme;
            var expected = inPlace.Store(tensor(values), "site").data<float>().ToArray();
            var leaf = tensor(values).requires_grad_();
            var stored = elsewhere.Store(leaf, "site");
            ReferenceEquals(stored, leaf).ShouldBeFalse();
            stored.data<float>().ToArray().ShouldBe(expected, $"{rounding} {store}: {extreme:G9}");
            store++;
        }

        elsewhere.SaveState().ToJsonString().ShouldBe(inPlace.SaveState().ToJsonString());
    }
}

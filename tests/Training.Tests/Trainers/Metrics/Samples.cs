using System.Runtime.InteropServices;
using Mantissa.Training.Randomness;
using TorchSharp;

namespace Mantissa.Training.Tests.Trainers.Metrics;

/// <summary>Points in double precision, as arrays for reference computations and as tensors for what is tested.</summary>
internal static class Samples
{
    public static double[][] Normal(int count, int dimensions, string stream, double mean = 0, double deviation = 1)
    {
        var values = new float[count * dimensions];
        new CounterRandom(3, stream).FillNormal(values, (float)mean, (float)deviation);
        return [.. values.Chunk(dimensions).Select(row => row.Select(value => (double)value).ToArray())];
    }

    public static torch.Tensor Tensor(params double[][] points)
    {
        var tensor = torch.empty(points.Length, points[0].Length, dtype: torch.ScalarType.Float64);
        points.SelectMany(point => point).ToArray().CopyTo(MemoryMarshal.Cast<byte, double>(tensor.bytes));
        return tensor;
    }
}

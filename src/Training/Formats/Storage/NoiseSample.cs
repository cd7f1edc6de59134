using static TorchSharp.torch;

namespace Mantissa.Training.Formats.Storage;

/// <summary>
/// Signal and noise of one store, from at most 16 evenly spaced blocks of 1,024 values: the values are remembered before the store, which
/// may overwrite them, and compared with what is there afterwards.
/// </summary>
internal sealed class NoiseSample
{
    private const int Blocks = 16;
    private const int BlockLength = 1024;

    private readonly float[] _before = new float[Blocks * BlockLength];
    private readonly float[] _after = new float[Blocks * BlockLength];
    private int _count;

    /// <summary>What was stored of the remembered values, after <see cref="Compare"/>.</summary>
    public ReadOnlySpan<float> Stored => _after.AsSpan(0, _count);

    public void Remember(Tensor source) => Copy(source, _before);

    /// <summary>Σ x² and Σ (x − stored)² over the remembered values that are finite and stay so.</summary>
    public (double Signal, double Noise) Compare(Tensor stored)
    {
        _count = Copy(stored, _after);
        double signal = 0, noise = 0;
        for (var i = 0; i < _count; i++)
        {
            if (!float.IsFinite(_before[i]) || !float.IsFinite(_after[i]))
                continue;
            var error = (double)_before[i] - _after[i];
            signal += (double)_before[i] * _before[i];
            noise += error * error;
        }

        return (signal, noise);
    }

    private static int Copy(Tensor tensor, float[] buffer)
    {
        using var inference = no_grad();
        using var scope = NewDisposeScope();
        var length = tensor.numel();
        if (length <= buffer.Length)
        {
            TensorMemory.Part(tensor.cpu(), 0, (int)length).CopyTo(buffer);
            return (int)length;
        }

        for (var block = 0; block < Blocks; block++)
        {
            var start = block * (length - BlockLength) / (Blocks - 1);
            var values = tensor.device.type == TorchSharp.DeviceType.CPU
                ? TensorMemory.Part(tensor, start, BlockLength)
                : TensorMemory.Part(tensor.contiguous().view(-1).narrow(0, start, BlockLength).cpu(), 0, BlockLength);
            values.CopyTo(buffer.AsSpan(block * BlockLength));
        }

        return buffer.Length;
    }
}

using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Mantissa.Training.Checkpoints;
using Mantissa.Training.Datasets;
using Mantissa.Training.Datasets.Loading;
using TorchSharp;

namespace Mantissa.Training.Trainers;

/// <summary>Batches as tensors on the device, from a cursor that a checkpoint remembers.</summary>
internal sealed class ImageFeed(ImageSplit split, BatchOptions options, torch.Device device) : ICheckpointState, IDisposable
{
    private readonly long[] _shape = [0, split.Channels, split.ImageSize, split.ImageSize];
    private BatchLoader _loader = new(split, options);
    private TimeSpan _reported;

    public int BatchesPerEpoch => _loader.BatchesPerEpoch;

    /// <summary>Images (N × channels × size × size) and labels (N), in the scope of the caller.</summary>
    public (torch.Tensor Images, torch.Tensor Labels) Next(CancellationToken cancellationToken)
    {
        var batch = _loader.Next(cancellationToken);
        _shape[0] = batch.Count;
        return (
            ToTensor(MemoryMarshal.AsBytes(batch.Images), _shape, torch.ScalarType.Float32),
            ToTensor(MemoryMarshal.AsBytes(batch.Labels.AsSpan(0, batch.Count)), [batch.Count], torch.ScalarType.Int64));
    }

    /// <summary>Time spent waiting for batches since the last call.</summary>
    public TimeSpan TakeWaited()
    {
        var waited = _loader.Waited - _reported;
        _reported = _loader.Waited;
        return waited;
    }

    public JsonObject SaveState() => new() { ["epoch"] = _loader.Cursor.Epoch, ["index"] = _loader.Cursor.Index };

    public void LoadState(JsonObject state)
    {
        var cursor = new BatchCursor(state["epoch"]!.GetValue<long>(), state["index"]!.GetValue<int>());
        _loader.Dispose();
        _loader = new BatchLoader(split, options, cursor);
        _reported = TimeSpan.Zero;
    }

    public void Dispose() => _loader.Dispose();

    private torch.Tensor ToTensor(ReadOnlySpan<byte> values, long[] shape, torch.ScalarType type)
    {
        var tensor = torch.empty(shape, dtype: type);
        values.CopyTo(tensor.bytes);
        return device.type == DeviceType.CPU ? tensor : tensor.to(device);
    }
}

using System.Text.Json.Nodes;
using static TorchSharp.torch;

namespace Mantissa.Training.Formats.Fp32;

/// <summary>Stores nothing, because the carrier is the format.</summary>
internal sealed class Fp32Session : FormatSession
{
    public override bool IsIdentity => true;

    public override Tensor Store(Tensor value, string site, TensorUse use = TensorUse.Any) => value;

    public override bool StoreInPlace(Tensor value, string site, TensorUse use = TensorUse.Any) => true;

    public override JsonObject SaveState() => [];

    public override void LoadState(JsonObject state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Count > 0)
            throw new InvalidDataException("The checkpoint holds state of another number format: fp32 has none.");
    }

    public override void Report(Action<string, double> scalar)
    {
    }
}
